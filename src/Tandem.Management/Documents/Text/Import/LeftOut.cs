namespace Tandem.Management.Documents.Text.Import;

/// <summary>Counts what a text cannot hold.</summary>
internal sealed class LeftOut
{
    private readonly Dictionary<string, int> _counts = new(StringComparer.Ordinal);

    /// <param name="what">In words, in the plural.</param>
    internal void Count(string what) => _counts[what] = _counts.GetValueOrDefault(what) + 1;

    internal IReadOnlyList<string> ToList() => [.. _counts.OrderBy(pair => pair.Key, StringComparer.Ordinal).Select(pair => string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{pair.Key}: {pair.Value}"))];
}
