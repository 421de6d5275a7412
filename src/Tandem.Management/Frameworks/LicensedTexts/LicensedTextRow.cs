namespace Tandem.Management.Frameworks.LicensedTexts;

/// <summary>A requirement with the organisation's wording of it.</summary>
/// <param name="Requirement">Every one of the catalogue has a row.</param>
/// <param name="Stored">Null where nobody ever entered one; without words where they were removed.</param>
public sealed record LicensedTextRow(Requirement Requirement, LicensedText? Stored)
{
    public bool HasText => Stored is { Wording.Length: > 0 };

    internal int Characters => Stored?.Wording.Length ?? 0;

    internal string Url => Requirement.Url + "#licensed-text";
}

/// <summary>The wording of a requirement as the API gives it.</summary>
/// <param name="Requirement">Such as `iso27001:A.8.15`.</param>
/// <param name="Text">The words; empty for none. Left out of lists.</param>
/// <param name="Licence">Under which licence the organisation holds them.</param>
/// <param name="Sha256">Hash of the words in UTF-8, hexadecimal; empty for none.</param>
/// <param name="UpdatedAt">When they were entered or removed; null for never.</param>
/// <param name="UpdatedBy">Who did; null for nobody.</param>
/// <param name="Version">To be named by the next change; 0 while there is none.</param>
internal sealed record LicensedTextAnswer(string Requirement, string? Text, string Licence, string Sha256, DateTimeOffset? UpdatedAt, string? UpdatedBy, int Version)
{
    internal static LicensedTextAnswer Of(Requirement requirement, LicensedText? stored) => new(
        requirement.Id.ToString(), stored?.Wording ?? "", stored?.Licence ?? "", stored?.Sha256 ?? "", stored?.UpdatedAt, stored?.UpdatedBy, stored?.Version ?? 0);
}
