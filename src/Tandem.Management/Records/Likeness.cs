namespace Tandem.Management.Records;

/// <summary>How much two records have in common, to find those on one subject.</summary>
internal static class Likeness
{
    /// <summary>How much two sets have in common, from 0 to 1: what is in both by what is in either.</summary>
    internal static double Share(IReadOnlyCollection<string> one, IReadOnlyCollection<string> other)
    {
        var common = one.Intersect(other, StringComparer.Ordinal).Count();
        return common == 0 ? 0 : (double)common / one.Union(other, StringComparer.Ordinal).Count();
    }

    /// <summary>Words that say something: longer than three letters, in lower case, without the ending of a plural.</summary>
    internal static IReadOnlyCollection<string> WordsOf(string title) =>
        title.ToLowerInvariant().Split([' ', '-', '/', ',', ':', '(', ')', '.'], StringSplitOptions.RemoveEmptyEntries).Where(word => word.Length > 3)
            .Select(word => word.EndsWith('s') ? word[..^1] : word).ToHashSet(StringComparer.Ordinal);
}
