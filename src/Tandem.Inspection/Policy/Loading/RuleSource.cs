using Tandem.Inspection.Policy.Cel;

namespace Tandem.Inspection.Policy.Loading;

/// <summary>A rule with the place it was read from and its checked expressions, for the analysis over all rules.</summary>
internal sealed record RuleSource(
    PolicyRule Rule,
    BundleFile File,
    JsonNode Node,
    JsonNode WhenNode,
    CheckedExpression When,
    JsonNode? UnlessNode,
    CheckedExpression? Unless)
{
    /// <summary>Where the rule stands, for messages about another one.</summary>
    public string Place => string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{File.Path}:{File.PlaceOf(Node.Offset).Line}");
}
