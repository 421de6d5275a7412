using Microsoft.AspNetCore.Http;
using Tandem.Management.Records;

namespace Tandem.Management.Frameworks.LicensedTexts;

/// <summary>The wording of a requirement as forms and JSON carry it.</summary>
/// <param name="Text">The words of the standard; Markdown is not read in them.</param>
/// <param name="Licence">Under which licence the organisation holds them.</param>
/// <param name="Version">The version that was read; 0 where there was none.</param>
public sealed record LicensedTextForm(string? Text, string? Licence, int Version)
{
    internal const string TextField = "text";
    internal const string LicenceField = "licence";

    internal static LicensedTextForm From(IFormCollection form) => new(form[TextField], form[LicenceField], RecordForm.Version(form));

    internal static LicensedTextForm From(LicensedText? stored) => new(stored?.Wording, stored?.Licence, stored?.Version ?? 0);
}
