namespace Tandem.Inspection.Classification.Tokens;

/// <summary>A vendor's token that a fixed beginning and an alphabet describe.</summary>
/// <param name="Type">Type of the finding.</param>
/// <param name="Pattern">See <see cref="Matching.TokenPattern"/>; begins with at least 2 literal characters.</param>
/// <param name="MinimumEntropy">Least entropy of the part after the literal beginning, in thousandths of a bit per character.</param>
/// <param name="Context">What the words around must speak of, for a weak beginning; none when the beginning says enough.</param>
/// <param name="Published">A key that the vendor's documentation shows; it is found like any other.</param>
internal sealed record TokenRule(string Type, string Pattern, int MinimumEntropy = 2500, Matching.Context Context = Matching.Context.None, string? Published = null);
