using System.Globalization;
using Microsoft.AspNetCore.WebUtilities;
using Tandem.Management.Decisions.Indexing;
using Tandem.Management.Search;

namespace Tandem.Management.Decisions;

/// <summary>Decisions by the id that the caller was shown.</summary>
internal sealed class DecisionHits(DecisionIndexReader index) : ISearchSource
{
    public int Order => 5;

    public Task<IReadOnlyList<SearchGroup>> FindAsync(SearchText text, CancellationToken cancellation)
    {
        if (text.Words.Count != 1)
            return Task.FromResult<IReadOnlyList<SearchGroup>>([]);
        var found = index.Page(DecisionFilter.All with { Request = text.Text }, PagePosition.Start, oldestFirst: false, SearchGroup.Most);
        var hits = found.Hits.Select(hit => new SearchHit("decision", text.Text, $"Decision of record {hit.Index.ToString(CultureInfo.InvariantCulture)}", "timeline", $"/decisions/{hit.Index.ToString(CultureInfo.InvariantCulture)}")).ToList();
        return Task.FromResult<IReadOnlyList<SearchGroup>>([new("Decisions", hits, found.HasOlder ? QueryHelpers.AddQueryString("/decisions", "req", text.Text) : null)]);
    }
}
