using Microsoft.EntityFrameworkCore;
using Tandem.Management.Access;

namespace Tandem.Management.MyWork;

/// <summary>What waits for the person of this scope, from all features.</summary>
internal sealed class WaitingWork(IEnumerable<IWorkSource> sources, CurrentUser user, TimeProvider time)
{
    /// <summary>Things of one source that are listed; the count tells of all.</summary>
    internal const int MostOfEach = 100;

    private DateOnly Today => DateOnly.FromDateTime(time.GetUtcNow().UtcDateTime);

    /// <summary>How many things wait; one statement.</summary>
    internal async Task<int> CountAsync(CancellationToken cancellation) =>
        user.PersonKey is { Length: > 0 } person && sources.Select(source => source.Waiting(person, Today)).ToList() is { Count: > 0 } waiting
            ? await waiting.Aggregate(Queryable.Concat).CountAsync(cancellation) : 0;

    /// <summary>What wants to be done first comes first: by its day, then by how long it waits.</summary>
    internal async Task<IReadOnlyList<WorkItem>> ListAsync(CancellationToken cancellation)
    {
        if (user.PersonKey is not { Length: > 0 } person)
            return [];
        var items = new List<WorkItem>();
        // One after another: they share the request's database context.
        foreach (var source in sources)
            items.AddRange(await source.ListAsync(person, Today, MostOfEach, cancellation));
        return items.Select(item => item with { IsOverdue = item.Due < Today }).OrderBy(item => item.Due ?? DateOnly.MaxValue).ThenBy(item => item.Since).ThenBy(item => item.Key, StringComparer.Ordinal).ToList();
    }
}
