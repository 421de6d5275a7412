using Tandem.Ledger.Notes;
using Tandem.Ledger.Reading;
using Tandem.Ledger.Segments;
using Tandem.Ledger.Tiles;
using Tandem.Ledger.Writing;

namespace Tandem.Ledger.Verification;

/// <summary>Compares what is derived with the segments it is derived from, and writes it again when asked.</summary>
public static class LedgerFsck
{
    private static readonly string[] DerivedCodes = ["tile-differs", "tile-missing", "bundle-differs", "bundle-missing"];

    /// <summary>Rebuilds the tree and all tiles from the segments in memory and compares them with the stored ones.</summary>
    /// <param name="folder">The log's folder.</param>
    /// <param name="logKey">The log's verifier key.</param>
    /// <param name="rewriteTiles">true to write tiles and entry bundles again when they are all that is wrong. Segments and checkpoint are never changed.</param>
    /// <param name="progress">Told about progress; null for nobody.</param>
    /// <param name="cancellationToken">Stops the check.</param>
    /// <returns>The report of the check; after rewriting, of a second check that follows it.</returns>
    /// <exception cref="LedgerOpenException">Rewriting was asked for while a writer holds the log.</exception>
    /// <exception cref="IOException">A file cannot be read or written.</exception>
    /// <exception cref="OperationCanceledException">It was stopped.</exception>
    public static VerificationReport Check(
        string folder, VerifierKey logKey, bool rewriteTiles, IProgress<VerificationProgress>? progress, CancellationToken cancellationToken)
    {
        ArgumentException.ThrowIfNullOrEmpty(folder);
        ArgumentNullException.ThrowIfNull(logKey);
        if (!rewriteTiles) return Verify(folder, logKey, progress, cancellationToken);

        using var held = LogLock.Take(folder);
        var report = Verify(folder, logKey, progress, cancellationToken);
        if (report.Problems.Count == 0 || !report.Problems.All(problem => Array.IndexOf(DerivedCodes, problem.Code) >= 0)) return report;
        Rewrite(folder, report, CheckpointFile.Read(folder, logKey)!.Checkpoint.RootHash, cancellationToken);
        var after = Verify(folder, logKey, progress, cancellationToken);
        return after with
        {
            Notes = [.. after.Notes, new VerificationProblem("tiles-rewritten", LedgerFiles.Tiles, null, $"tiles and bundles of {report.CheckpointSize} records were written again; {report.Problems.Count} differed or were missing")],
        };
    }

    private static VerificationReport Verify(string folder, VerifierKey logKey, IProgress<VerificationProgress>? progress, CancellationToken cancellationToken) =>
        LedgerVerification.Verify(folder, logKey, VerificationMode.Structure, progress, cancellationToken);

    private static void Rewrite(string folder, VerificationReport report, byte[] root, CancellationToken cancellationToken)
    {
        // From size 0 the writer reads nothing of what is there; a tile with the right content is left alone.
        var store = new TileStore(folder);
        var tiles = TileWriter.Open(store, 0, withEntries: true);
        using var cursor = new SegmentCursor(folder, 0);
        foreach (var end in SizesToFlush(folder, store, report.CheckpointSize))
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (!cursor.ReadTo(end, (_, entry) => tiles.Append(entry.ToArray()))) throw new InvalidDataException($"record {cursor.Index} cannot be read; verify the log");
            tiles.Flush();
        }

        if (!tiles.Root().AsSpan().SequenceEqual(root)) throw new InvalidDataException("the records changed while the tiles were written; verify the log");
    }

    /// <summary>Every size at which a stored partial file was made, so that each is written again as readers of older checkpoints know it.</summary>
    /// <remarks>A file of a size beyond the checkpoint is of no checkpoint that anybody saw: it goes.</remarks>
    private static SortedSet<long> SizesToFlush(string folder, TileStore store, long checkpointSize)
    {
        var sizes = new SortedSet<long> { checkpointSize };
        for (long full = TilePath.FullWidth; full < checkpointSize; full += TilePath.FullWidth) sizes.Add(full);
        foreach (var (level, index, width) in StoredTiles.List(folder).All)
        {
            var size = ((index * TilePath.FullWidth) + width) << (level == StoredTiles.Entries ? 0 : TilePath.Height * level);
            if (size <= checkpointSize) sizes.Add(size);
            else store.DeleteFile(level, index, width);
        }

        return sizes;
    }
}
