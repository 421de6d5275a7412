using Tandem.Inspection.Policy.Cel;
using Tandem.Inspection.Policy.Rules;

namespace Tandem.Inspection.Policy;

/// <summary>One rule of a bundle, checked and compiled.</summary>
public sealed class PolicyRule
{
    internal PolicyRule(RuleLayer scope, CompiledCondition condition, CompiledCondition? exception)
    {
        Scope = scope;
        Condition = condition;
        Exception = exception;
    }

    /// <summary>Identifier, unique in the bundle.</summary>
    public required string Id { get; init; }

    /// <summary>Version of the rule, from 1.</summary>
    public required int Version { get; init; }

    /// <summary>How records name the rule: <c>id@v</c>.</summary>
    public required string Name { get; init; }

    /// <summary>When the rule is asked.</summary>
    public required PolicyPhase Phase { get; init; }

    /// <summary><c>organisation</c>, <c>ai-system:KEY</c> or <c>route:NAME</c>.</summary>
    public string Layer => Scope.ToString();

    /// <summary>The condition, in canonical text.</summary>
    public string When => Condition.Text;

    /// <summary>The exception, in canonical text; null when there is none.</summary>
    public string? Unless => Exception?.Text;

    /// <summary>What the rule does.</summary>
    public required Effect Effect { get; init; }

    /// <summary>Finding types that a redact rule removes; empty for other effects.</summary>
    public IReadOnlyList<string> Classes { get; init; } = [];

    /// <summary>Reason code for records and callers.</summary>
    public required string Reason { get; init; }

    /// <summary>Controls that the rule carries out, for example <c>iso27001:A.8.12</c>.</summary>
    public IReadOnlyList<string> Controls { get; init; } = [];

    /// <summary>Requirements of AI systems that the rule enforces, for example <c>AIS-0007/REQ-003</c>.</summary>
    public IReadOnlyList<string> Requirements { get; init; } = [];

    /// <summary>Who answers for the rule.</summary>
    public required string Owner { get; init; }

    /// <summary>When the rule ceases to count; null = never.</summary>
    public DateTimeOffset? Expires { get; init; }

    internal RuleLayer Scope { get; }

    internal CompiledCondition Condition { get; }

    internal CompiledCondition? Exception { get; }

    /// <summary>
    /// Says whether the rule matches. An error counts in the closed direction: a rule that allows does not match, any other one does,
    /// and its exception does not hold.
    /// </summary>
    internal bool Matches(EvaluationContext context, out string? error)
    {
        error = null;
        if (Expires is { } expires && context.Facts.Now >= expires)
            return false;
        var matches = Condition.Evaluate(context, out var conditionError);
        error = conditionError;
        if (conditionError is not null)
            matches = Effect != Effect.Allow;
        if (!matches || Exception is null)
            return matches;
        var isExcepted = Exception.Evaluate(context, out var exceptionError);
        error ??= exceptionError;
        if (exceptionError is not null)
            return Effect != Effect.Allow;
        return !isExcepted;
    }
}
