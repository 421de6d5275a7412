namespace Tandem.Management.Records;

/// <summary>Something that the guest of this scope may read.</summary>
/// <param name="RecordType">Register.</param>
/// <param name="RecordKey">One record of it; null for the whole register.</param>
internal sealed record ReadGrant(string RecordType, string? RecordKey);

/// <summary>Where the grants of the guest of a scope come from; registered as a singleton by the feature that gives them.</summary>
/// <param name="ReadAsync">Called with the services of the scope, once in it.</param>
internal sealed record ReadGrantSource(Func<IServiceProvider, CancellationToken, Task<IReadOnlyList<ReadGrant>>> ReadAsync);
