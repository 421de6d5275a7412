using System.Globalization;
using Tandem.Management.Ui;

namespace Tandem.Management.Access;

/// <summary>What a password must be; the pages and Identity read it here.</summary>
internal static class PasswordRules
{
    internal const int MinimumLength = 12;

    // A hash costs time in proportion to the input; nobody's password is longer.
    internal const int MaximumLength = 256;

    /// <summary>Rounds of PBKDF2 with HMAC-SHA-512 for each password (OWASP Password Storage Cheat Sheet, 2023); a hash with fewer is replaced at the next sign-in.</summary>
    internal const int HashIterations = 210_000;

    /// <summary>Adds what is wrong with a new password entered twice, under the fields `password` and `repeat`.</summary>
    internal static void Check(string password, string repeat, FormErrors errors)
    {
        if (password.Length is < MinimumLength or > MaximumLength)
            errors.Add("password", string.Create(CultureInfo.InvariantCulture, $"enter {MinimumLength} to {MaximumLength} characters; a few unrelated words are good"));
        if (password != repeat)
            errors.Add("repeat", "the two passwords differ; enter the same twice");
    }
}
