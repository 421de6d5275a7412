using Tandem.Inspection.Policy;
using Tandem.Inspection.Policy.Cel;

namespace Tandem.Inspection.Tests.Policy.Cel;

/// <summary>Compiles and evaluates conditions as the loader does, with the levels of the starter bundle.</summary>
internal static class Conditions
{
    public static FactSchema Schema { get; } = FactSchema.Create(["public", "internal", "confidential", "restricted"]);

    public static PolicyFacts NoFacts { get; } = new() { Now = new DateTimeOffset(2026, 11, 21, 12, 0, 0, TimeSpan.Zero) };

    public static CompiledCondition Compile(string text, PolicyPhase phase = PolicyPhase.Response)
    {
        var errors = Errors(text, phase, out var condition);
        Assert.Equal([], errors);
        return condition!;
    }

    public static IReadOnlyList<CelError> Errors(string text, PolicyPhase phase = PolicyPhase.Response) => Errors(text, phase, out _);

    /// <summary>Returns the value, or the error's text.</summary>
    public static (bool Value, string? Error) Evaluate(string text, PolicyFacts? facts = null, InventorySystem? system = null)
    {
        var condition = Compile(text);
        var context = new EvaluationContext(
            facts ?? NoFacts, system ?? InventorySystem.None, condition.StringVariables, condition.NumberVariables);
        var value = condition.Evaluate(context, out var error);
        return (value, error);
    }

    private static List<CelError> Errors(string text, PolicyPhase phase, out CompiledCondition? condition)
    {
        condition = null;
        var errors = new List<CelError>();
        if (CelParser.Parse(text, out var error) is not { } tree)
            errors.Add(error);
        else if (CelChecker.Check(tree, Schema, phase, errors) is { } expression)
            condition = CelEvaluator.Compile(expression);
        return errors;
    }
}
