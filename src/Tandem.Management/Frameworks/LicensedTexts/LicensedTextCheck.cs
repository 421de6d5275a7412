using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Tandem.Management.Ui;

namespace Tandem.Management.Frameworks.LicensedTexts;

/// <summary>What holds for a wording whichever way it comes in.</summary>
internal static class LicensedTextCheck
{
    /// <returns>What is wrong with the words; null for nothing.</returns>
    internal static string? Text(string text) =>
        text.Length == 0 ? "the text is empty; enter it, or use `Remove` to take the stored one out"
        : text.Length > LicensedTextLimits.Wording ? string.Create(CultureInfo.InvariantCulture, $"the text has {text.Length} characters; shorten it to {LicensedTextLimits.Wording}, the words of one requirement")
        : text.Contains('\0', StringComparison.Ordinal) ? "the text holds a null character; save it as plain text" : null;

    /// <returns>What is wrong with the licence; null for nothing.</returns>
    internal static string? Licence(string licence) =>
        licence.Length == 0 ? "say under which licence you hold the text, such as the number of your copy of the standard; without one it must not be stored"
        : licence.Length > LicensedTextLimits.Licence ? string.Create(CultureInfo.InvariantCulture, $"the licence has {licence.Length} characters; shorten it to {LicensedTextLimits.Licence}") : null;

    internal static FormErrors Form(string text, string licence)
    {
        var errors = new FormErrors();
        if (Text(text) is { } wrong)
            errors.Add(LicensedTextForm.TextField, wrong);
        if (Licence(licence) is { } unlicensed)
            errors.Add(LicensedTextForm.LicenceField, unlicensed);
        return errors;
    }

    /// <summary>One kind of line break, nothing around it.</summary>
    internal static string Tidy(string? text) => (text ?? "").ReplaceLineEndings("\n").Trim();

    internal static string Hash(string text) => text.Length == 0 ? "" : Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)));
}
