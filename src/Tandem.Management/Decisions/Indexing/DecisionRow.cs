namespace Tandem.Management.Decisions.Indexing;

/// <summary>What the index keeps of one request: the record that completes it, and the columns that pages filter by.</summary>
internal sealed record DecisionRow
{
    /// <summary>Index in the log of the record that completes the request.</summary>
    internal required long Index { get; init; }

    /// <summary>Index of its decision record; the same when the request was refused and is complete with it.</summary>
    internal required long DecisionIndex { get; init; }

    internal required DateTimeOffset Time { get; init; }

    /// <summary>The decision id that the caller was shown.</summary>
    internal required string Request { get; init; }

    internal required string Outcome { get; init; }

    internal required string AiSystem { get; init; }

    internal required string Application { get; init; }

    internal required IReadOnlyList<string> Classes { get; init; }

    internal required IReadOnlyList<string> Reasons { get; init; }

    internal required FieldSet Fields { get; init; }

    internal required byte[] LeafHash { get; init; }

    internal long Microseconds => ToMicroseconds(Time);

    internal static long ToMicroseconds(DateTimeOffset time) => (time.UtcTicks - DateTimeOffset.UnixEpoch.Ticks) / TimeSpan.TicksPerMicrosecond;

    internal static DateTimeOffset FromMicroseconds(long value) => DateTimeOffset.UnixEpoch.AddTicks(value * TimeSpan.TicksPerMicrosecond);
}
