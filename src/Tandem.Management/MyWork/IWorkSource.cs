namespace Tandem.Management.MyWork;

/// <summary>What waits for people in one feature; each feature registers its own, scoped.</summary>
internal interface IWorkSource
{
    /// <summary>Keys of what waits for a person, as a query: those of all sources are counted in one statement, on every page.</summary>
    /// <param name="person">Key of the person.</param>
    /// <param name="today">Day of UTC.</param>
    IQueryable<string> Waiting(string person, DateOnly today);

    /// <summary>The same things to look at, most urgent first, in one statement.</summary>
    Task<IReadOnlyList<WorkItem>> ListAsync(string person, DateOnly today, int most, CancellationToken cancellation);
}

/// <summary>One thing that waits for a person.</summary>
/// <param name="Key">Record that it is about.</param>
/// <param name="What">What the record is called.</param>
/// <param name="Why">What is wanted of the person, in a few words.</param>
/// <param name="Since">Day since which it waits.</param>
/// <param name="Due">Day until which it is wanted; null for none.</param>
/// <param name="Path">Where it is done.</param>
public sealed record WorkItem(string Key, string What, string Why, DateOnly Since, DateOnly? Due, string Path)
{
    /// <summary>True when its day is past.</summary>
    public bool IsOverdue { get; init; }
}
