namespace Tandem.Inspection.Classification.Tokens;

/// <summary>A secret that has no form of its own and is known by the vendor's name in what it is assigned to: <c>twitchToken = "…"</c>.</summary>
/// <param name="Type">Type of the finding.</param>
/// <param name="Vendor">The name, in lower case, compared without case.</param>
/// <param name="Value">See <see cref="Matching.TokenPattern"/>.</param>
/// <param name="MinimumEntropy">Least entropy of the value, in thousandths of a bit per character.</param>
internal sealed record AssignmentRule(string Type, string Vendor, string Value, int MinimumEntropy = 2500);
