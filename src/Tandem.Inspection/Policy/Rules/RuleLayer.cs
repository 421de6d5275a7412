namespace Tandem.Inspection.Policy.Rules;

/// <summary>Where a rule applies: everywhere, to one AI system or on one route.</summary>
/// <param name="Scope">Organisation, AI system or route.</param>
/// <param name="Name">Key of the AI system or name of the route; empty for the organisation.</param>
internal readonly record struct RuleLayer(RuleScope Scope, string Name)
{
    public bool AppliesTo(PolicyFacts facts) => Scope switch
    {
        RuleScope.Organisation => true,
        RuleScope.AiSystem => string.Equals(Name, facts.AiSystem, StringComparison.Ordinal),
        _ => string.Equals(Name, facts.Route, StringComparison.Ordinal),
    };

    public static bool TryParse(string text, out RuleLayer layer)
    {
        const string aiSystem = "ai-system:";
        const string route = "route:";
        layer = text.StartsWith(aiSystem, StringComparison.Ordinal) ? new(RuleScope.AiSystem, text[aiSystem.Length..])
            : text.StartsWith(route, StringComparison.Ordinal) ? new(RuleScope.Route, text[route.Length..])
            : new(RuleScope.Organisation, "");
        return layer.Scope == RuleScope.Organisation ? text == "organisation" : layer.Name.Length > 0;
    }

    public override string ToString() => Scope switch
    {
        RuleScope.Organisation => "organisation",
        RuleScope.AiSystem => "ai-system:" + Name,
        _ => "route:" + Name,
    };
}
