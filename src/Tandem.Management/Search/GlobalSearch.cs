namespace Tandem.Management.Search;

/// <summary>Looks through everything the features offer to the search.</summary>
internal sealed class GlobalSearch(IEnumerable<ISearchSource> sources)
{
    internal async Task<SearchAnswer> AnswerAsync(string? typed, CancellationToken cancellation)
    {
        var (text, problem) = SearchText.Read(typed);
        if (text is null)
            return new("", [], problem);
        var groups = new List<SearchGroup>();
        // One after another: they share the request's database context.
        foreach (var source in sources.OrderBy(source => source.Order))
            groups.AddRange((await source.FindAsync(text, cancellation)).Where(group => group.Hits.Count > 0));
        return new(text.Text, groups);
    }
}
