using System.Globalization;

namespace Tandem.Management.Search;

/// <summary>The key of a record as people type it: `ais-1` and `AIS-0001` are the same.</summary>
internal static class RecordKey
{
    private const int MostDigits = 12;

    /// <summary>The key as it is stored; null for a text that is none.</summary>
    internal static string? Read(string text)
    {
        var dash = text.LastIndexOf('-');
        if (dash < 1 || dash > 8 || !text.AsSpan(0, dash).ContainsOnlyLetters())
            return null;
        var digits = text.AsSpan(dash + 1);
        return digits.Length is > 0 and <= MostDigits && !digits.ContainsAnyExceptInRange('0', '9')
            ? string.Create(CultureInfo.InvariantCulture, $"{text[..dash].ToUpperInvariant()}-{long.Parse(digits, CultureInfo.InvariantCulture):0000}")
            : null;
    }

    private static bool ContainsOnlyLetters(this ReadOnlySpan<char> text)
    {
        foreach (var c in text)
        {
            if (!char.IsAsciiLetter(c))
                return false;
        }
        return true;
    }
}
