using System.Security.Cryptography;
using Microsoft.Win32.SafeHandles;
using Tandem.Ledger.Checkpoints;
using Tandem.Ledger.Merkle;
using Tandem.Ledger.Notes;
using Tandem.Ledger.Records;
using Tandem.Ledger.Segments;
using Tandem.Ledger.Tiles;

namespace Tandem.Ledger.Writing;

/// <summary>The checks before a log is written to. They refuse rather than repair: only bytes that no caller was ever told about may be cut.</summary>
/// <remarks>What is read: headers and footers of all segments, every record from the checkpoint on (frame, chain, signature), and of the segment
/// the checkpoint ends in also the records before it (frame, chain, leaf hash against the tiles). Older segments are for `verify`.</remarks>
internal sealed class LedgerOpening(LedgerWriterOptions options)
{
    private const string CheckpointFile = LedgerFiles.Checkpoint;
    private readonly VerifierKey _logKey = options.LogSigner.VerifierKey;
    private readonly List<byte[]> _beyond = [];
    private readonly List<string> _kinds = [];
    private SignedCheckpoint? _checkpoint;
    private LeafSource? _tree;

    /// <summary>Checks the log.</summary>
    /// <exception cref="LedgerOpenException">Something is wrong; the message says what to do.</exception>
    public OpenedLog Check()
    {
        var segments = SegmentPath.List(options.Folder);
        CheckKeyFile(segments.Count > 0);
        _checkpoint = ReadCheckpoint();
        if (segments.Count == 0) return CheckNewLog();

        var headers = CheckHeaders(segments);
        _tree = OpenTree();
        var covered = _checkpoint?.Checkpoint.Size ?? 0;
        var start = LastStartingAtOrBefore(segments, covered);
        var previous = headers[start].FirstPrevious;
        if (start == 0 && previous.AsSpan().ContainsAnyExcept((byte)0))
            throw Refuse("corrupt", segments[0].Name, 0, $"the first record in `{segments[0].Name}` does not begin the chain; restore the segment from a mirror");
        OpenedLog? opened = null;
        for (var position = start; position < segments.Count; position++)
        {
            var isLast = position == segments.Count - 1;
            opened = ReadSegment(segments[position], headers[position], previous, isLast);
            previous = opened.LastHash;
        }

        if (opened!.Count < covered)
        {
            throw Refuse("checkpoint-ahead", CheckpointFile, opened.Count,
                $"the checkpoint covers {covered} records and the segments hold {opened.Count}; records are lost, restore the segments from a mirror");
        }

        RequireRecordsOfTiles(opened.Count);
        if (_checkpoint is null && _kinds.Exists(kind => kind is not (RecordFormat.KeyKind or RecordFormat.RecoveryKind)))
        {
            throw Refuse("checkpoint-missing", CheckpointFile, null,
                "the log holds records of callers and no checkpoint; restore `checkpoint` from a mirror, a new one could hide a loss");
        }

        return opened;
    }

    private static LedgerOpenException Refuse(string code, string file, long? index, string message, Exception? cause = null) => new(code, file, index, message, cause);

    private void CheckKeyFile(bool hasSegments)
    {
        var path = Path.Combine(options.Folder, LedgerFiles.VerifierKey);
        if (!File.Exists(path))
        {
            if (!hasSegments && !File.Exists(Path.Combine(options.Folder, CheckpointFile))) return;
            throw Refuse("key-file-missing", LedgerFiles.VerifierKey, null, $"`{LedgerFiles.VerifierKey}` is missing; write the line `{_logKey}` into it if this is the key of the log");
        }

        RequireOwnKey(File.ReadAllText(path).Trim(), LedgerFiles.VerifierKey);
    }

    private void RequireOwnKey(string text, string file)
    {
        if (text == _logKey.ToString()) return;
        if (!VerifierKey.TryParse(text, out var found)) throw Refuse("wrong-key", file, null, $"`{file}` names no verifier key; restore it from a mirror");
        if (found.Name != options.Origin)
            throw Refuse("wrong-origin", file, null, $"the log in `{options.Folder}` is `{found.Name}` by `{file}`, not `{options.Origin}`; open it with its own origin");
        throw Refuse("wrong-key", file, null, $"the log in `{options.Folder}` has another log key by `{file}`: `{text}`; open it with that key");
    }

    private SignedCheckpoint? ReadCheckpoint()
    {
        var path = Path.Combine(options.Folder, CheckpointFile);
        if (!File.Exists(path)) return null;
        try
        {
            var checkpoint = SignedCheckpoint.Parse(File.ReadAllBytes(path));
            if (checkpoint.Checkpoint.Origin != options.Origin)
                throw Refuse("wrong-origin", CheckpointFile, null, $"the checkpoint is of `{checkpoint.Checkpoint.Origin}`, not of `{options.Origin}`; restore the file from a mirror");
            if (!checkpoint.Verify(_logKey))
                throw Refuse("checkpoint-invalid", CheckpointFile, null, "the checkpoint is not signed by the log key; restore the file from a mirror");
            return checkpoint;
        }
        catch (FormatException exception)
        {
            throw Refuse("checkpoint-invalid", CheckpointFile, null, $"the checkpoint is no signed checkpoint ({exception.Message}); restore the file from a mirror", exception);
        }
    }

    private OpenedLog CheckNewLog()
    {
        if (_checkpoint is not null)
            throw Refuse("segments-missing", "segments", 0, $"the checkpoint covers {_checkpoint.Checkpoint.Size} records and there is no segment; restore the segments from a mirror");
        if (Directory.Exists(Path.Combine(options.Folder, LedgerFiles.Tiles)))
            throw Refuse("segments-missing", "segments", 0, "there are tiles and no segment; restore the segments and the checkpoint from a mirror");
        return new OpenedLog(0, new byte[32], null, [], null, 0, 0, new MerkleFrontier(), null);
    }

    private SegmentHeader[] CheckHeaders(IReadOnlyList<SegmentPath> segments)
    {
        var headers = new SegmentHeader[segments.Count];
        long expected = 0;
        byte[]? expectedPrevious = null;
        for (var position = 0; position < segments.Count; position++)
        {
            var segment = segments[position];
            using var file = SegmentReading.Open(segment);
            var header = SegmentReading.ReadHeader(file, segment, out var problem, out var newer)
                ?? throw Refuse(newer ? "newer-format" : "segment-invalid", segment.Name, segment.FirstIndex, problem!);
            RequireOwnKey(header.LogKey, segment.Name);
            if (header.Writer != options.Writer)
                throw Refuse("wrong-writer", segment.Name, null, $"`{segment.Name}` was written by `{header.Writer}`, not `{options.Writer}`; a log has one writer, open it under its name");
            if (header.FirstIndex != expected)
                throw Refuse("segment-gap", segment.Name, expected, $"record {expected} should begin a segment and `{segment.Name}` comes next; restore the missing segment from a mirror");
            if (expectedPrevious is not null && !header.FirstPrevious.AsSpan().SequenceEqual(expectedPrevious))
                throw Refuse("corrupt", segment.Name, segment.FirstIndex, $"`{segment.Name}` does not continue the segment before it; restore both from a mirror");
            headers[position] = header;
            if (position == segments.Count - 1) break;

            var footer = SegmentReading.ReadFooter(file)
                ?? throw Refuse("corrupt", segment.Name, null, $"`{segment.Name}` has no intact footer although another segment follows; restore it from a mirror");
            expected = footer.FirstIndex + footer.Count;
            expectedPrevious = footer.LastHash;
        }

        return headers;
    }

    private LeafSource? OpenTree()
    {
        var size = _checkpoint?.Checkpoint.Size ?? 0;
        if (size == 0) return null;
        var store = new TileStore(options.Folder);
        try
        {
            // Opened the way the publisher will: what it needs later is missed now.
            var tiles = TileWriter.Open(store, size, withEntries: true);
            if (tiles.Root().AsSpan().SequenceEqual(_checkpoint!.Checkpoint.RootHash)) return new LeafSource(store.Nodes(size));
        }
        catch (InvalidDataException exception)
        {
            throw Refuse("tiles-differ", LedgerFiles.Tiles, null, $"{exception.Message} (`fsck` can do it)", exception);
        }

        throw Refuse("tiles-differ", LedgerFiles.Tiles, null, "the tiles do not lead to the root of the checkpoint; run `fsck`, it can write them again from the segments");
    }

    /// <summary>Tiles are made of durable records only: what they know beyond the segments was there, and would be overwritten by going on.</summary>
    private void RequireRecordsOfTiles(long count)
    {
        var tile = count / TilePath.FullWidth;
        var width = new TileStore(options.Folder).WidestTile(0, tile);
        if (width <= count % TilePath.FullWidth) return;
        var file = TilePath.OfTile(0, tile, width);
        throw Refuse("tile-ahead", file, count, $"`{file}` was made of more records than the {count} that the segments hold; records are lost, restore the segments from a mirror");
    }

    private static int LastStartingAtOrBefore(IReadOnlyList<SegmentPath> segments, long index)
    {
        for (var position = segments.Count - 1; position > 0; position--)
        {
            if (segments[position].FirstIndex <= index) return position;
        }

        return 0;
    }

    private OpenedLog ReadSegment(SegmentPath segment, SegmentHeader header, byte[] previous, bool isLast)
    {
        if (!header.FirstPrevious.AsSpan().SequenceEqual(previous))
            throw Refuse("corrupt", segment.Name, segment.FirstIndex, $"`{segment.Name}` does not continue the segment before it; restore both from a mirror");
        using var file = SegmentReading.Open(segment);
        using var scanner = SegmentReading.Scan(file);
        var pass = new SegmentPass(this, segment, previous);
        while (scanner.MoveNext()) pass.Take(scanner.Entry);

        var end = scanner.Offset;
        var next = segment.FirstIndex + pass.Count;
        TornTail? torn = null;
        if (scanner.Stop == SegmentStop.Footer)
        {
            if (scanner.Footer!.Count != pass.Count || !scanner.Footer.Root.AsSpan().SequenceEqual(pass.Tree.Root()) || scanner.HasDataAfterStop())
                throw Corrupt(segment, next, "ends with a footer that does not fit its records");
            return new OpenedLog(next, pass.Previous, _checkpoint, _beyond, null, 0, 0, new MerkleFrontier(), null);
        }

        if (!isLast) throw Corrupt(segment, next, "is damaged although another segment follows");
        if (scanner.Stop == SegmentStop.Damage || scanner.HasDataAfterStop()) torn = ReadTornTail(file, segment, next, end);
        return new OpenedLog(next, pass.Previous, _checkpoint, _beyond, segment, end, pass.Count, pass.Tree, torn);
    }

    private TornTail ReadTornTail(SafeFileHandle file, SegmentPath segment, long index, long offset)
    {
        if (index < (_checkpoint?.Checkpoint.Size ?? 0)) throw Corrupt(segment, index, "is damaged before the last checkpoint");
        using (var scanner = new SegmentScanner(file, offset))
        {
            // See SegmentFrame: what a later commit follows was durable once.
            _ = scanner.MoveNext();
            if (scanner.MovePastDamage(startOfCommitOnly: true)) throw Corrupt(segment, index, "is damaged before records that were committed later");
        }

        var bytes = new byte[RandomAccess.GetLength(file) - offset];
        var read = 0;
        while (read < bytes.Length)
        {
            var count = RandomAccess.Read(file, bytes.AsSpan(read), offset + read);
            if (count == 0) break;
            read += count;
        }

        return new TornTail(segment, index, offset, bytes[..(bytes.AsSpan().LastIndexOfAnyExcept((byte)0) + 1)]);
    }

    private static LedgerOpenException Corrupt(SegmentPath segment, long index, string what) =>
        Refuse("corrupt", segment.Name, index, $"`{segment.Name}` {what}, at record {index}; restore the segment from a mirror, it is never repaired");

    /// <summary>Leaf hashes of the tree that the checkpoint signs.</summary>
    private sealed class LeafSource(INodeSource nodes)
    {
        public bool Has(long index, byte[] leaf) => nodes.Node(0, index).AsSpan().SequenceEqual(leaf);
    }

    /// <summary>One segment, record by record.</summary>
    private sealed class SegmentPass(LedgerOpening opening, SegmentPath segment, byte[] previous)
    {
        private VerifierKey? _recordKey;

        public long Count { get; private set; }

        public byte[] Previous { get; private set; } = previous;

        public MerkleFrontier Tree { get; } = new();

        public void Take(ReadOnlySpan<byte> entry)
        {
            var index = segment.FirstIndex + Count;
            var length = RecordEntry.LineLength(entry);
            var line = length < 0 ? default : entry[..length];
            var members = RecordMembers.TryRead(line, out var problem) ?? throw Corrupt(segment, index, $"holds an entry that is no record ({problem})");
            if (members.Sequence != index || members.Log != opening._logKey.Name || members.Writer != opening.Writer)
                throw Corrupt(segment, index, "holds a record that belongs elsewhere");
            if (members.Previous != Convert.ToHexStringLower(Previous)) throw Corrupt(segment, index, "holds a record that does not point to the one before it");

            var leaf = MerkleTree.HashLeaf(entry);
            var covered = opening._checkpoint?.Checkpoint.Size ?? 0;
            if (index < covered && !opening._tree!.Has(index, leaf)) throw Corrupt(segment, index, "holds a record that is not the one in the tree");
            TakeKey(entry, members, index, index >= covered);
            if (index >= covered)
            {
                opening._beyond.Add(leaf);
                opening._kinds.Add(members.Kind);
            }

            Tree.Append(leaf);
            Previous = SHA256.HashData(line);
            Count++;
        }

        private void TakeKey(ReadOnlySpan<byte> entry, RecordMembers members, long index, bool checkSignature)
        {
            if (members.CertifiesRecordKey)
            {
                if (!RecordEntry.IsSignedBy(entry.ToArray(), opening._logKey) || !VerifierKey.TryParse(members.RecordKey ?? "", out _recordKey))
                    throw Corrupt(segment, index, "holds a record key that the log key did not certify");
                return;
            }

            if (!checkSignature) return;
            if (_recordKey is null || !RecordEntry.IsSignedBy(entry.ToArray(), _recordKey)) throw Corrupt(segment, index, "holds a record that is not signed by its record key");
        }
    }

    private string Writer => options.Writer;
}
