using Tandem.Inspection.Policy.Cel;

namespace Tandem.Inspection.Policy.Rules;

/// <summary>The rules of one phase, and how they come together to one decision.</summary>
/// <remarks>
/// INVARIANT (narrowing): a layer that has `allow` rules is a gate. The organisation is always a gate; the layers of the request's AI
/// system and of its route are gates when they hold an `allow` rule. Text passes only where every gate on its way opens, so a lower
/// layer can refuse what a higher one allows and never the reverse. A `block` of any layer closes; `redact` of any layer redacts and
/// opens nothing. The outcome depends on the set of rules, not on their order.
/// </remarks>
internal sealed class RuleSet
{
    private readonly PolicyRule[] _rules;
    private readonly string _blockReason;
    private readonly HashSet<RuleLayer> _gates;
    private readonly int _stringVariables;
    private readonly int _numberVariables;

    public RuleSet(PolicyPhase phase, IEnumerable<PolicyRule> rules)
    {
        _rules = [.. rules.Where(rule => rule.Phase == phase).OrderBy(rule => rule.Id, StringComparer.Ordinal)];
        _blockReason = phase == PolicyPhase.Response ? "RESPONSE_BLOCK" : "POLICY_BLOCK";

        // An allow rule that has expired still makes its layer a gate: an expiry never opens anything.
        _gates = [.. _rules.Where(rule => rule.Effect == Effect.Allow).Select(rule => rule.Scope)];
        foreach (var condition in _rules.SelectMany(rule => new[] { rule.Condition, rule.Exception }).OfType<CompiledCondition>())
        {
            _stringVariables = Math.Max(_stringVariables, condition.StringVariables);
            _numberVariables = Math.Max(_numberVariables, condition.NumberVariables);
        }
    }

    public PolicyDecision Decide(PolicyFacts facts, InventorySystem system)
    {
        var context = new EvaluationContext(facts, system, _stringVariables, _numberVariables);
        var matched = new List<PolicyRule>();
        List<string>? errors = null;
        var strongest = Effect.Allow;
        foreach (var rule in _rules)
        {
            if (!rule.Scope.AppliesTo(facts))
                continue;
            var isMatch = rule.Matches(context, out var error);
            if (error is not null)
                (errors ??= []).Add($"{rule.Name}: {error}");
            if (!isMatch)
                continue;
            matched.Add(rule);
            if (rule.Effect > strongest)
                strongest = rule.Effect;
        }

        IReadOnlyList<string> noted = errors is null ? [] : errors;
        if (strongest == Effect.Block)
        {
            var blocking = matched.FindAll(rule => rule.Effect == Effect.Block);
            return new PolicyDecision(Effect.Block, Names(blocking), Reasons(blocking, _blockReason), [], noted);
        }

        return AllGatesOpen(facts, matched)
            ? new PolicyDecision(strongest, Names(matched), Reasons(matched, first: null), Classes(matched), noted)
            : new PolicyDecision(Effect.Block, [], [_blockReason, "NO_RULE_ALLOWS"], [], noted);
    }

    private bool AllGatesOpen(PolicyFacts facts, List<PolicyRule> matched) =>
        IsOpen(new RuleLayer(RuleScope.Organisation, ""), matched)
        && IsOpenOrAbsent(new RuleLayer(RuleScope.AiSystem, facts.AiSystem), matched)
        && IsOpenOrAbsent(new RuleLayer(RuleScope.Route, facts.Route), matched);

    private bool IsOpenOrAbsent(RuleLayer layer, List<PolicyRule> matched) => !_gates.Contains(layer) || IsOpen(layer, matched);

    private static bool IsOpen(RuleLayer layer, List<PolicyRule> matched)
    {
        foreach (var rule in matched)
        {
            if (rule.Effect == Effect.Allow && rule.Scope == layer)
                return true;
        }

        return false;
    }

    private static string[] Names(List<PolicyRule> rules)
    {
        var names = new string[rules.Count];
        for (var i = 0; i < names.Length; i++)
            names[i] = rules[i].Name;
        return names;
    }

    private static List<string> Reasons(List<PolicyRule> rules, string? first)
    {
        var reasons = new List<string>(rules.Count + 1);
        if (first is not null)
            reasons.Add(first);
        foreach (var rule in rules)
        {
            if (!reasons.Contains(rule.Reason))
                reasons.Add(rule.Reason);
        }

        return reasons;
    }

    private static IReadOnlyList<string> Classes(List<PolicyRule> rules)
    {
        SortedSet<string>? classes = null;
        foreach (var rule in rules)
        {
            if (rule.Effect == Effect.Redact)
                (classes ??= new SortedSet<string>(StringComparer.Ordinal)).UnionWith(rule.Classes);
        }

        return classes is null ? [] : [.. classes];
    }
}
