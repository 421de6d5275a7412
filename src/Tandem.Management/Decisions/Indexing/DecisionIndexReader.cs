using System.Globalization;

namespace Tandem.Management.Decisions.Indexing;

/// <summary>Where to look: a row of the index says which record to re-read and which leaf hash it had when it was read first.</summary>
public sealed record IndexHit(long Index, long DecisionIndex, byte[] LeafHash);

/// <summary>One page of hits; the bounds are null at the ends.</summary>
public sealed record HitPage(IReadOnlyList<IndexHit> Hits, bool HasNewer, bool HasOlder);

/// <summary>Keyset position: the hits older than or newer than a record index; both null is the start of the list.</summary>
public sealed record PagePosition(long? OlderThan, long? NewerThan)
{
    public static readonly PagePosition Start = new(null, null);
}

/// <summary>Questions to the index. Every answer that is shown as a record is re-read from the log by the caller.</summary>
internal sealed class DecisionIndexReader(DecisionIndexStore store)
{
    private const string Columns = "idx, decision_idx, leaf";

    public HitPage Page(DecisionFilter filter, PagePosition position, bool oldestFirst, int size)
    {
        var (where, parameters) = filter.ToSql();
        // Walk away from the position; a walk against the order of the list is turned round afterwards.
        var descending = position switch
        {
            { OlderThan: not null } => true,
            { NewerThan: not null } => false,
            _ => !oldestFirst,
        };
        var edge = position.OlderThan ?? position.NewerThan;
        if (edge is { } bound)
        {
            where += descending ? " and idx < $edge" : " and idx > $edge";
            parameters.Add(("$edge", bound));
        }
        var order = descending ? "desc" : "asc";
        var hits = List(string.Create(CultureInfo.InvariantCulture, $"select {Columns} from decision where {where} order by idx {order} limit {size + 1}"), parameters).ToList();
        var more = hits.Count > size;
        if (more)
            hits.RemoveAt(size);
        var (hasOlder, hasNewer) = descending ? (more, edge is not null) : (edge is not null, more);
        if (descending == oldestFirst)
            hits.Reverse();
        return new HitPage(hits, hasNewer, hasOlder);
    }

    /// <summary>All hits in the order of the list, fetched in pieces so that an export holds no lock and little memory.</summary>
    public IEnumerable<IndexHit> All(DecisionFilter filter, bool oldestFirst)
    {
        const int Piece = 500;
        var position = PagePosition.Start;
        while (true)
        {
            var page = Page(filter, position, oldestFirst, Piece);
            foreach (var hit in page.Hits)
                yield return hit;
            if (page.Hits.Count == 0 || !(oldestFirst ? page.HasNewer : page.HasOlder))
                yield break;
            var last = page.Hits[^1].Index;
            position = oldestFirst ? new PagePosition(null, last) : new PagePosition(last, null);
        }
    }

    /// <summary>Decisions from an instant on by hour and outcome; hours without any are left out.</summary>
    public IReadOnlyList<HourCount> PerHour(DateTimeOffset from)
    {
        using var connection = store.Open();
        return connection.List(
            "select at / 3600000000 as hour, dec, count(*) from decision where at >= $from group by hour, dec",
            row => new HourCount(DateTimeOffset.UnixEpoch.AddHours(row.GetInt64(0)), row.GetString(1), row.GetInt64(2)),
            ("$from", DecisionRow.ToMicroseconds(from)));
    }

    public long Count(DecisionFilter filter)
    {
        using var connection = store.Open();
        var (where, parameters) = filter.ToSql();
        return (long)connection.Scalar($"select count(*) from decision where {where}", [.. parameters])!;
    }

    /// <summary>The row of a request by the index of any of its records; null when the index has none.</summary>
    public IndexHit? Find(long index)
    {
        var rows = List($"select {Columns} from decision where idx = $idx or decision_idx = $idx limit 1", [("$idx", index)]);
        return rows.Count == 0 ? null : rows[0];
    }

    public bool IsPending(long index)
    {
        using var connection = store.Open();
        return connection.Scalar("select 1 from pending where idx = $idx", ("$idx", index)) is not null;
    }

    /// <summary>Requests that were let through and have no outcome yet.</summary>
    public long PendingCount()
    {
        using var connection = store.Open();
        return (long)connection.Scalar("select count(*) from pending")!;
    }

    public IReadOnlyList<Facet> Facets()
    {
        using var connection = store.Open();
        return connection.List("select kind, value, count from facet order by kind, count desc, value", row => new Facet(row.GetString(0), row.GetString(1), row.GetInt64(2)));
    }

    public IReadOnlyList<FieldProfile> Profiles()
    {
        using var connection = store.Open();
        return connection.List(
            "select fields, count, first_at, last_at, first_idx, last_idx from profile",
            row => new FieldProfile(
                new FieldSet(unchecked((ulong)row.GetInt64(0))),
                row.GetInt64(1),
                DecisionRow.FromMicroseconds(row.GetInt64(2)),
                DecisionRow.FromMicroseconds(row.GetInt64(3)),
                row.GetInt64(4),
                row.GetInt64(5)));
    }

    /// <summary>Requests whose record stands at this index of the log or after it.</summary>
    public long CountFrom(long index)
    {
        using var connection = store.Open();
        return (long)connection.Scalar("select count(*) from decision where idx >= $idx", ("$idx", index))!;
    }

    public AiSystemTraffic? Traffic(string aiSystem)
    {
        using var connection = store.Open();
        var rows = connection.List(
            "select count, blocked, redacted, last_at from traffic where ai = $ai",
            row => new AiSystemTraffic(row.GetInt64(0), row.GetInt64(1), row.GetInt64(2), DecisionRow.FromMicroseconds(row.GetInt64(3))),
            ("$ai", aiSystem));
        return rows.Count == 0 ? null : rows[0];
    }

    private IReadOnlyList<IndexHit> List(string sql, List<(string, object)> parameters)
    {
        using var connection = store.Open();
        return connection.List(sql, row => new IndexHit(row.GetInt64(0), row.GetInt64(1), row.GetFieldValue<byte[]>(2)), [.. parameters]);
    }
}

/// <summary>Decisions of one outcome in one hour.</summary>
public sealed record HourCount(DateTimeOffset Hour, string Outcome, long Count);

/// <summary>A value of a filter with the number of requests that have it.</summary>
public sealed record Facet(string Kind, string Value, long Count);

/// <summary>Requests whose records hold exactly the same fields. A log has a handful of them, so figures are sums over few rows.</summary>
public sealed record FieldProfile(FieldSet Fields, long Count, DateTimeOffset First, DateTimeOffset Last, long FirstIndex, long LastIndex);

/// <summary>What went through the gateway for one AI system, one request counted once.</summary>
public sealed record AiSystemTraffic(long Requests, long Blocked, long Redacted, DateTimeOffset LastSeen);
