using Microsoft.EntityFrameworkCore;
using Tandem.Ledger.Reading;
using Tandem.Ledger.Writing;
using Tandem.Management.Database;

namespace Tandem.Management.History;

/// <summary>The changes that are not marked as being in the log, and how they get there.</summary>
internal sealed class Outbox(TandemDbContext db, ManagementOptions options, ManagementKeys keys)
{
    internal Task<int> CountAsync(CancellationToken cancellation) => db.Outbox.CountAsync(cancellation);

    /// <summary>Appends the next changes in their order and marks them with their place; how many.</summary>
    internal async Task<int> PublishAsync(LedgerWriter writer, CancellationToken cancellation)
    {
        var entries = await db.Outbox.Include(e => e.Change).OrderBy(e => e.ChangeNumber).Take(HistoryLedger.BatchSize).ToListAsync(cancellation);
        if (entries.Count == 0)
            return 0;
        // Started in order, so they stand in order; awaited together, so they share one write to the disk.
        var receipts = await Task.WhenAll(entries.Select(entry => writer.AppendAsync(EventRecord.Of(entry.Change, keys), cancellation)).ToList());
        // Crash window: what is appended and not yet marked is found by ReconcileAsync at the next opening.
        for (var i = 0; i < entries.Count; i++)
            Mark(entries[i], receipts[i].Index);
        await db.SaveChangesAsync(cancellation);
        return entries.Count;
    }

    /// <summary>Marks changes that an earlier run appended and could not mark, so that no change stands in the log twice; how many.</summary>
    internal async Task<int> ReconcileAsync(LedgerWriter writer, CancellationToken cancellation)
    {
        var places = ReadLastPlaces(writer);
        // By what stands in the log and not by the smallest numbers: a transaction that commits late makes smaller ones visible meanwhile.
        var found = await db.Outbox.Include(e => e.Change).Where(e => places.Keys.Contains(e.ChangeNumber)).ToListAsync(cancellation);
        foreach (var entry in found)
            Mark(entry, places[entry.ChangeNumber]);
        await db.SaveChangesAsync(cancellation);
        return found.Count;
    }

    // Unmarked changes can only be among the last batch: the next one starts after it is marked.
    private Dictionary<long, long> ReadLastPlaces(LedgerWriter writer)
    {
        var places = new Dictionary<long, long>();
        using var reader = LedgerReader.Open(options.LedgerFolder, writer.LogKey);
        for (var index = reader.Count() - 1; index >= 0 && places.Count < HistoryLedger.BatchSize; index--)
        {
            if (EventRecord.ChangeNumber(reader.Read(index)) is { } number)
                places.TryAdd(number, index);
        }
        return places;
    }

    private void Mark(OutboxEntry entry, long index)
    {
        entry.Change.LedgerIndex = index;
        db.Outbox.Remove(entry);
    }
}
