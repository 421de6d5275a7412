using Tandem.Management.Access;
using Tandem.Management.Ui;

namespace Tandem.Management.Search;

/// <summary>Pages of the rail, by their words and those of their group.</summary>
internal sealed class PageHits(IEnumerable<RailEntry> entries, CurrentUser user) : ISearchSource
{
    private const int Most = 40;

    public int Order => 10;

    public Task<IReadOnlyList<SearchGroup>> FindAsync(SearchText text, CancellationToken cancellation)
    {
        var hits = entries.OrderBy(entry => entry.Group).ThenBy(entry => entry.Order)
            .Where(entry => entry.IsFor(user) && text.IsIn($"{entry.Label} {entry.Group.Title()}")).Take(text.IsEmpty ? Most : SearchGroup.Most)
            .Select(entry => new SearchHit("page", "", entry.Label, entry.Icon, entry.Path) { Note = entry.Group.Title() ?? "" }).ToList();
        return Task.FromResult<IReadOnlyList<SearchGroup>>([new("Pages", hits)]);
    }
}
