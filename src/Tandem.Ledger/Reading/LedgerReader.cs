using System.Text;
using Tandem.Ledger.Checkpoints;
using Tandem.Ledger.Notes;
using Tandem.Ledger.Proofs;
using Tandem.Ledger.Records;
using Tandem.Ledger.Tiles;

namespace Tandem.Ledger.Reading;

/// <summary>Reads a log while another process appends to it. Needs the folder and the verifier key, and writes nothing. Thread-safe.</summary>
/// <remarks>Only complete frames with a right checksum count. The newest of them may not be durable yet: what the checkpoint covers is, and what a
/// writer gave a receipt for is. Offsets are remembered, 4 bytes a record of the segments that were read.</remarks>
public sealed class LedgerReader : IDisposable
{
    private readonly string _folder;
    private readonly VerifierKey _logKey;
    private readonly SegmentSet _segments;

    private LedgerReader(string folder, VerifierKey logKey)
    {
        _folder = folder;
        _logKey = logKey;
        _segments = new SegmentSet(folder);
    }

    /// <summary>The log's folder.</summary>
    public string Folder => _folder;

    /// <summary>The key that the reader trusts.</summary>
    public VerifierKey LogKey => _logKey;

    /// <summary>Opens a log for reading. A log that does not exist yet reads as empty.</summary>
    /// <param name="folder">The log's folder.</param>
    /// <param name="logKey">The log's verifier key, from a source that is trusted.</param>
    /// <returns>The reader.</returns>
    public static LedgerReader Open(string folder, VerifierKey logKey)
    {
        ArgumentException.ThrowIfNullOrEmpty(folder);
        ArgumentNullException.ThrowIfNull(logKey);
        return new LedgerReader(folder, logKey);
    }

    /// <summary>Complete records now.</summary>
    /// <returns>0 for an empty log.</returns>
    /// <exception cref="IOException">The files cannot be read.</exception>
    public long Count() => _segments.Count();

    /// <summary>Reads one record.</summary>
    /// <param name="index">Zero-based index; below <see cref="Count"/>.</param>
    /// <returns>The record.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The log has no such record.</exception>
    /// <exception cref="InvalidDataException">The record is damaged; verify the log.</exception>
    /// <exception cref="IOException">The files cannot be read.</exception>
    public LedgerRecord Read(long index)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(index);
        return TryRead(index) ?? throw new ArgumentOutOfRangeException(nameof(index), index, $"the log has {Count()} records");
    }

    /// <summary>Reads the records from an index to the present end, one after the other.</summary>
    /// <param name="index">First index, 0 or more; beyond the end nothing is returned.</param>
    /// <returns>Records in the order of the log, read as they are asked for.</returns>
    /// <exception cref="InvalidDataException">A record is damaged; verify the log.</exception>
    /// <exception cref="IOException">The files cannot be read.</exception>
    public IEnumerable<LedgerRecord> ReadFrom(long index)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(index);
        return ReadFromCore(index);
    }

    /// <summary>The published checkpoint, its signature checked.</summary>
    /// <returns>null when none is published yet.</returns>
    /// <exception cref="InvalidDataException">The checkpoint is damaged, of another log or not signed by the log key.</exception>
    /// <exception cref="IOException">The file cannot be read.</exception>
    public SignedCheckpoint? LatestCheckpoint() => CheckpointFile.Read(_folder, _logKey);

    /// <summary>The record that certifies the record key valid at an index.</summary>
    /// <param name="index">Zero-based index of a record.</param>
    /// <returns>The nearest `key` record at or before the index; null when there is none.</returns>
    /// <exception cref="InvalidDataException">A record is damaged; verify the log.</exception>
    public LedgerRecord? KeyRecordAt(long index)
    {
        for (var segment = _segments.Find(index); segment is not null; segment = _segments.Before(segment))
        {
            if (segment.LastKeyRecordUpTo(index) is { } found) return Read(found);
        }

        return null;
    }

    /// <summary>The record key certified at an index; the certificate's own signature is checked.</summary>
    /// <param name="index">Zero-based index of a record.</param>
    /// <returns>The key that must have signed the record: for a `key` record the log key. null when no certificate by the log key is found.</returns>
    /// <exception cref="InvalidDataException">A record is damaged; verify the log.</exception>
    public VerifierKey? SigningKeyAt(long index)
    {
        var certificate = KeyRecordAt(index);
        if (certificate is null) return null;
        if (certificate.Index == index) return _logKey;
        return RecordEntry.IsSignedBy(certificate.Entry, _logKey) && VerifierKey.TryParse(certificate.Members.RecordKey, out var key) ? key : null;
    }

    /// <summary>Proves one record against the latest checkpoint.</summary>
    /// <param name="index">Zero-based index; below the checkpoint's size.</param>
    /// <returns>The proof with everything its check needs.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The latest checkpoint does not cover the record yet; a writer publishes one at most a second later.</exception>
    /// <exception cref="InvalidDataException">Record, tiles or checkpoint are damaged; verify the log.</exception>
    /// <exception cref="IOException">The files cannot be read.</exception>
    public RecordProof Prove(long index)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(index);
        var checkpoint = LatestCheckpoint();
        if (checkpoint is null || index >= checkpoint.Checkpoint.Size)
            throw new ArgumentOutOfRangeException(nameof(index), index, $"the latest checkpoint covers {checkpoint?.Checkpoint.Size ?? 0} records; prove the record when the next one is published");
        return Prove(Read(index), checkpoint);
    }

    /// <summary>Closes the files.</summary>
    public void Dispose() => _segments.Dispose();

    private RecordProof Prove(LedgerRecord record, SignedCheckpoint checkpoint)
    {
        var proof = TlogProof.Create(record.Index, new TileStore(_folder).Nodes(checkpoint.Checkpoint.Size), checkpoint);
        var certificate = KeyRecordAt(record.Index);
        if (certificate is not null && certificate.Index != record.Index) proof = proof with { Extra = certificate.Entry };
        var predecessor = record.Index > 0 ? Read(record.Index - 1) : null;
        return new RecordProof(record, checkpoint, [.. proof.Hashes], Encoding.UTF8.GetString(proof.ToBytes())) { Certificate = certificate, Predecessor = predecessor };
    }

    private LedgerRecord? TryRead(long index)
    {
        var entry = _segments.Find(index)?.TryRead(index);
        if (entry is null) return null;
        try
        {
            var record = LedgerRecord.FromEntry(index, entry);
            if (record.Sequence == index) return record;
        }
        catch (FormatException exception)
        {
            throw new InvalidDataException($"record {index} is damaged ({exception.Message}); verify the log", exception);
        }

        throw new InvalidDataException($"record {index} states another number; verify the log");
    }

    private IEnumerable<LedgerRecord> ReadFromCore(long index)
    {
        var end = Count();
        for (; index < end; index++)
        {
            var record = TryRead(index);
            if (record is null) yield break;
            yield return record;
        }
    }
}
