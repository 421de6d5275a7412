using Tandem.Management.Access;

namespace Tandem.Management.Search;

/// <summary>What the person may do, by words.</summary>
internal sealed class ActionHits(IEnumerable<PaletteAction> actions, CurrentUser user) : ISearchSource
{
    // Nothing typed yet: the list is there to choose from.
    private const int Most = 60;

    public int Order => 20;

    public Task<IReadOnlyList<SearchGroup>> FindAsync(SearchText text, CancellationToken cancellation)
    {
        var hits = actions.Where(action => user.May(action.Permission) && text.IsIn(action.Label)).Take(text.IsEmpty ? Most : SearchGroup.Most)
            .Select(action => new SearchHit("action", "", action.Label, action.Icon, action.Path)).ToList();
        return Task.FromResult<IReadOnlyList<SearchGroup>>([new("Actions", hits)]);
    }
}
