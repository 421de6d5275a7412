using System.Text;
using Tandem.Ledger.Checkpoints;
using Tandem.Ledger.Notes;
using Tandem.Ledger.Reading;
using Tandem.Ledger.Segments;
using Tandem.Ledger.Tiles;

namespace Tandem.Ledger.Copying;

/// <summary>Copies a log while its writer appends: what the copy holds verifies by itself, and continues where the copy ends.</summary>
/// <remarks>The order makes it consistent: first the checkpoint, then the tiles of exactly that checkpoint, last the segments, each up to the last record
/// that is complete. So no tile tells of a record that the copy lacks, and the segments hold at least what the checkpoint covers.</remarks>
public sealed class LedgerCopy
{
    private readonly string _folder;
    private readonly List<LedgerCopyFile> _derived = [];

    private LedgerCopy(string folder, SignedCheckpoint checkpoint)
    {
        _folder = folder;
        Checkpoint = checkpoint;
    }

    /// <summary>The checkpoint that the copy holds.</summary>
    public SignedCheckpoint Checkpoint { get; }

    /// <summary>Reads the checkpoint, and what of its tiles may be replaced while the log grows. Segments are looked at by <see cref="Files"/>.</summary>
    /// <param name="folder">The log's folder.</param>
    /// <param name="logKey">The log's verifier key.</param>
    /// <returns>The copy begun; null when the log has no checkpoint, as in its very first moment.</returns>
    /// <exception cref="InvalidDataException">Checkpoint or tiles are damaged; verify the log.</exception>
    /// <exception cref="IOException">A file cannot be read.</exception>
    public static LedgerCopy? Begin(string folder, VerifierKey logKey)
    {
        ArgumentException.ThrowIfNullOrEmpty(folder);
        ArgumentNullException.ThrowIfNull(logKey);
        if (CheckpointFile.Read(folder, logKey) is not { } checkpoint) return null;
        var copy = new LedgerCopy(folder, checkpoint);
        copy.AddContent(LedgerFiles.Checkpoint, checkpoint.Note.Bytes.ToArray());
        copy.AddContent(LedgerFiles.VerifierKey, Encoding.ASCII.GetBytes($"{logKey}\n"));
        copy.AddTiles(checkpoint.Checkpoint.Size);
        return copy;
    }

    /// <summary>Every file of the copy, by its length now.</summary>
    /// <param name="records">How many records to copy at most, not fewer than the checkpoint covers; null for all that are complete now.</param>
    /// <param name="cancellationToken">Stops the look at the segments.</param>
    /// <returns>The files; the segments come last.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The checkpoint covers more records than <paramref name="records"/>.</exception>
    /// <exception cref="InvalidDataException">The segments hold fewer records than the checkpoint covers; verify the log.</exception>
    /// <exception cref="IOException">A file cannot be read.</exception>
    /// <exception cref="OperationCanceledException">It was stopped.</exception>
    public IReadOnlyList<LedgerCopyFile> Files(long? records, CancellationToken cancellationToken)
    {
        var limit = records ?? long.MaxValue;
        ArgumentOutOfRangeException.ThrowIfLessThan(limit, Checkpoint.Checkpoint.Size, nameof(records));
        List<LedgerCopyFile> files = [.. _derived];
        var held = 0L;
        var segments = SegmentPath.List(_folder);
        for (var position = 0; position < segments.Count && segments[position].FirstIndex < limit; position++)
        {
            var segment = segments[position];
            var next = position + 1 < segments.Count ? segments[position + 1].FirstIndex : long.MaxValue;
            if (next <= limit && next != long.MaxValue)
            {
                files.Add(LedgerCopyFile.OfFile(segment.Name, segment.Path, new FileInfo(segment.Path).Length));
                held = next;
                continue;
            }

            var length = CompleteLength(segment, limit, out held, cancellationToken);
            files.Add(LedgerCopyFile.OfFile(segment.Name, segment.Path, length));
        }

        return held >= Checkpoint.Checkpoint.Size ? files
            : throw new InvalidDataException($"the checkpoint covers {Checkpoint.Checkpoint.Size} records and the segments can be read to record {held}; verify the log");
    }

    /// <summary>Bytes of a segment up to the end of its last complete record below the limit, with the footer when that follows.</summary>
    private static long CompleteLength(SegmentPath segment, long limit, out long end, CancellationToken cancellation)
    {
        using var file = SegmentReading.Open(segment);
        using var scanner = SegmentReading.Scan(file);
        end = segment.FirstIndex;
        while (end < limit && scanner.MoveNext())
        {
            cancellation.ThrowIfCancellationRequested();
            end++;
        }

        return end == limit ? scanner.End : scanner.Offset + (scanner.Stop == SegmentStop.Footer ? SegmentFooter.Bytes : 0);
    }

    private void AddTiles(long size)
    {
        var store = new TileStore(_folder);
        for (var level = 0; level <= TilePath.MaxLevel && size >> (TilePath.Height * level) > 0; level++)
        {
            var count = size >> (TilePath.Height * level);
            var (full, width) = (count / TilePath.FullWidth, (int)(count % TilePath.FullWidth));
            AddFull(full, tile => TilePath.OfTile(level, tile, TilePath.FullWidth));
            // The partial forms go when the full one comes: they are read now.
            if (width > 0) AddContent(TilePath.OfTile(level, full, width), store.ReadTile(level, full, width));
            if (level > 0) continue;
            AddFull(full, tile => TilePath.OfEntries(tile, TilePath.FullWidth));
            if (width > 0) AddContent(TilePath.OfEntries(full, width), EntryBundle.Encode([.. store.ReadEntries(full, width)]));
        }
    }

    private void AddFull(long count, Func<long, string> name)
    {
        for (var tile = 0L; tile < count; tile++)
        {
            var file = new FileInfo(Path.Combine(_folder, name(tile)));
            if (!file.Exists) throw new InvalidDataException($"`{name(tile)}` is missing; run `fsck`, it can write the tiles again");
            _derived.Add(LedgerCopyFile.OfFile(name(tile), file.FullName, file.Length));
        }
    }

    private void AddContent(string name, byte[] content) => _derived.Add(LedgerCopyFile.OfContent(name, content));
}
