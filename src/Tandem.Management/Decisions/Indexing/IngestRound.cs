using System.Globalization;
using System.Security.Cryptography;
using Tandem.Ledger.Reading;
using Tandem.Ledger.Records;

namespace Tandem.Management.Decisions.Indexing;

/// <summary>Brings the index up to the log's checkpoint, in batches, and starts anew when the log under it is another one.</summary>
/// <remarks>
/// Records beyond the checkpoint wait: they may not be durable yet, and nothing signed by the log includes them. So every counted request can be proved.
/// </remarks>
internal sealed class IngestRound(DecisionIndexStore store)
{
    internal const int BatchSize = 1000;

    /// <summary>Applies one batch.</summary>
    /// <returns>How many records were read; below <see cref="BatchSize"/> the index has caught up.</returns>
    /// <exception cref="InvalidDataException">A record is damaged; the index stays before it.</exception>
    /// <exception cref="IOException">The log cannot be read.</exception>
    internal int Run(LedgerReader reader)
    {
        var position = store.Position();
        var logKey = reader.LogKey.ToString();
        var size = reader.LatestCheckpoint()?.Checkpoint.Size ?? 0;
        if (Mismatch(reader, size, position, logKey) is { } reason)
        {
            if (position.Next > 0)
                store.RaiseAlarm(reason);
            store.Clear(logKey);
            position = new IndexPosition(logKey, 0, "");
        }

        var steps = new List<IndexStep>(BatchSize);
        LedgerRecord? last = null;
        var read = 0;
        var wanted = (int)Math.Min(BatchSize, size - position.Next);
        try
        {
            foreach (var record in reader.ReadFrom(position.Next).Take(wanted))
            {
                if (CompletingRecord.Step(record) is { } step)
                    steps.Add(step);
                last = record;
                read++;
            }
        }
        finally
        {
            // What came before a damaged record is kept; the damage itself is reported by the exception that goes on.
            if (last is not null)
                store.Apply(steps, new IndexPosition(logKey, last.Index + 1, Convert.ToHexStringLower(last.LeafHash())));
        }
        // The reader ends where a frame is not whole; under the checkpoint that is no end but damage.
        if (read < wanted)
            throw new InvalidDataException(string.Create(CultureInfo.InvariantCulture, $"record {position.Next + read} is under the checkpoint and cannot be read; verify the log"));
        return read;
    }

    /// <summary>Why the index cannot belong to this log; null when it does.</summary>
    private static string? Mismatch(LedgerReader reader, long size, IndexPosition position, string logKey)
    {
        if (position.LogKey != logKey)
            return $"the log's key is `{logKey}`, the index was built under `{position.LogKey}`; the index was built anew, find out why the log was replaced";
        if (position.Next == 0)
            return null;
        if (size < position.Next)
        {
            return string.Create(
                CultureInfo.InvariantCulture,
                $"the log's checkpoint covers {size} records, the index had read {position.Next}; the index was built anew, find out where the newest records went");
        }
        if (reader.Count() < position.Next)
            throw new InvalidDataException(string.Create(CultureInfo.InvariantCulture, $"record {position.Next - 1} was indexed and cannot be read; verify the log"));
        var last = reader.Read(position.Next - 1).LeafHash();
        return CryptographicOperations.FixedTimeEquals(last, Convert.FromHexString(position.LastLeafHash))
            ? null
            : string.Create(CultureInfo.InvariantCulture, $"record {position.Next - 1} is not the one that was indexed; the index was built anew, verify the log");
    }
}
