using Tandem.Inspection.Policy.Cel;
using Tandem.Inspection.Policy.Rules;

namespace Tandem.Inspection.Policy.Loading;

/// <summary>Finds rules that can never decide anything: they are mistakes, and they hide in a list of rules that somebody trusts.</summary>
internal static class RuleAnalysis
{
    public static void Check(IReadOnlyList<RuleSource> rules)
    {
        var ids = new Dictionary<string, RuleSource>(StringComparer.Ordinal);
        foreach (var source in rules)
        {
            if (!ids.TryAdd(source.Rule.Id, source))
                source.File.Problem(source.Node, $"rule `{source.Rule.Id}` exists already at {ids[source.Rule.Id].Place}; choose another id");
            CheckConditions(source);
        }

        CheckDuplicates(rules);
        CheckShadows(rules);
    }

    private static void CheckConditions(RuleSource source)
    {
        var when = CelConstants.ValueOf(source.When, out var error);
        if (error is not null)
            source.File.Problem(source.WhenNode, $"condition always fails: {error}; correct it");
        if (when == false)
            source.File.Problem(source.WhenNode, $"condition of rule `{source.Rule.Id}` is never true; correct it or remove the rule");
        if (source.Unless is null)
            return;
        var unless = CelConstants.ValueOf(source.Unless, out error);
        if (error is not null)
            source.File.Problem(source.UnlessNode!, $"exception always fails: {error}; correct it");
        if (unless == false)
            source.File.Problem(source.UnlessNode!, "exception is never true; remove it");
        if (unless == true || Requires(source.When.Root, source.Rule.Unless!))
            source.File.Problem(source.UnlessNode!, $"exception holds whenever rule `{source.Rule.Id}` would match; correct it or remove the rule");
    }

    private static bool Requires(CelNode when, string text) =>
        CelPrinter.Print(when) == text || (when is LogicalNode { IsAnd: true } all && all.Operands.Any(operand => CelPrinter.Print(operand) == text));

    private static void CheckDuplicates(IReadOnlyList<RuleSource> rules)
    {
        var seen = new Dictionary<string, List<RuleSource>>(StringComparer.Ordinal);
        foreach (var source in rules)
        {
            var rule = source.Rule;
            var key = $"{rule.Phase}\n{rule.Layer}\n{rule.When}\n{rule.Unless}";
            if (!seen.TryGetValue(key, out var same))
                seen.Add(key, same = []);
            // One rule of each effect stands for all others like it, so that many equal rules do not give a problem for every pair.
            if (same.Find(other => other.Rule.Effect == rule.Effect) is { } twin)
            {
                source.File.Problem(source.Node, $"rule `{rule.Id}` has the same condition and effect as `{twin.Rule.Id}` at {twin.Place}; merge them");
                continue;
            }

            foreach (var other in same)
            {
                if (rule.Effect == Effect.Block || other.Rule.Effect == Effect.Block)
                    Shadowed(rule.Effect == Effect.Block ? other : source, rule.Effect == Effect.Block ? source : other);
            }

            same.Add(source);
        }
    }

    private static void CheckShadows(IReadOnlyList<RuleSource> rules)
    {
        foreach (var closing in rules)
        {
            if (closing.Rule is not { Effect: Effect.Block, When: "true", Unless: null, Expires: null })
                continue;
            foreach (var other in rules)
            {
                var isSame = closing.Rule.Scope == other.Rule.Scope;
                var isCovered = closing.Rule.Scope.Scope == RuleScope.Organisation || isSame;

                // Of the same layer, a rule with the same condition was noted as a duplicate already.
                var isNoted = isSame && other.Rule is { When: "true", Unless: null };
                if (other.Rule.Effect != Effect.Block && other.Rule.Phase == closing.Rule.Phase && isCovered && !isNoted)
                    Shadowed(other, closing);
            }
        }
    }

    private static void Shadowed(RuleSource source, RuleSource by) =>
        source.File.Problem(source.Node, $"rule `{source.Rule.Id}` can never decide, because `{by.Rule.Id}` at {by.Place} blocks whenever it matches; remove one of them");
}
