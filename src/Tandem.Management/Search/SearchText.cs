using System.Globalization;

namespace Tandem.Management.Search;

/// <summary>What a person looks for.</summary>
/// <param name="Text">As typed, without white space around it; empty for nothing yet.</param>
/// <param name="Words">Its words in lower case; a thing that is found holds each of them.</param>
public sealed record SearchText(string Text, IReadOnlyList<string> Words)
{
    internal const int Longest = 200;

    internal const int MostWords = 10;

    /// <summary>True while nothing was typed; then pages and actions are offered.</summary>
    public bool IsEmpty => Words.Count == 0;

    /// <summary>Reads what was typed; when it cannot be searched for, says why. Nothing is cut off: a shortened search would find something else.</summary>
    internal static (SearchText? Text, string? Problem) Read(string? typed)
    {
        var text = (typed ?? "").Trim();
        if (text.Length > Longest)
            return (null, string.Create(CultureInfo.InvariantCulture, $"the search has {text.Length:N0} characters; shorten it to {Longest}"));
        var words = text.ToLowerInvariant().Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries).Distinct(StringComparer.Ordinal).ToList();
        return words.Count > MostWords
            ? (null, $"the search has {words.Count} words; at most {MostWords} are looked for")
            : (new(text, words), null);
    }

    /// <summary>True for a text that holds every word, in any order and case.</summary>
    internal bool IsIn(string text) => Words.All(word => text.Contains(word, StringComparison.OrdinalIgnoreCase));
}
