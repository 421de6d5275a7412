using Microsoft.Win32.SafeHandles;
using Tandem.Ledger.Checkpoints;
using Tandem.Ledger.Merkle;
using Tandem.Ledger.Notes;
using Tandem.Ledger.Reading;
using Tandem.Ledger.Records;
using Tandem.Ledger.Segments;

namespace Tandem.Ledger.Verification;

/// <summary>One run over a log. Reads segment by segment; what needs no neighbour is checked on all processors, batch by batch, or on one at a pace.</summary>
internal sealed class LogVerification
{
    private const int BatchRecords = 4096;
    private const int BatchBytes = 8 * 1024 * 1024;
    private const int LooksAtTail = 5;
    private static readonly TimeSpan BetweenLooks = TimeSpan.FromMilliseconds(40);
    private readonly string _folder;
    private readonly VerifierKey _logKey;
    private readonly VerificationMode _mode;
    private readonly Checkpoint? _held;
    private readonly IProgress<VerificationProgress>? _progress;
    private readonly WorkPace? _pace;
    private readonly CancellationToken _cancellation;
    private readonly Findings _findings = new();
    private readonly SignedCheckpoint? _checkpoint;
    private readonly TreeVerification _tree;
    private readonly ChainVerification _chain;
    private readonly List<RecordCheck> _batch = [];
    private VerifierKey? _recordKey;
    private long _next;
    private long _unreadable;
    private long _batchBytes;
    private long _doneBytes;
    private long _totalBytes;

    public LogVerification(
        string folder, VerifierKey logKey, VerificationMode mode, Checkpoint? held, WorkPace? pace, IProgress<VerificationProgress>? progress, CancellationToken cancellation)
    {
        _folder = folder;
        _logKey = logKey;
        _mode = mode;
        _held = held;
        _pace = pace;
        _progress = progress;
        _cancellation = cancellation;
        // Before the segments: what a running writer adds meanwhile is then beyond it, never missing from it.
        _checkpoint = ReadCheckpoint();
        _tree = new TreeVerification(folder, CheckpointSize, held?.Size ?? -1, _findings);
        _chain = new ChainVerification(logKey, _tree, _findings);
    }

    private long CheckpointSize => _checkpoint?.Checkpoint.Size ?? 0;

    public VerificationReport Run()
    {
        CheckKeyFile();
        var segments = SegmentPath.List(_folder);
        foreach (var segment in segments) _totalBytes += new FileInfo(segment.Path).Length;
        for (var position = 0; position < segments.Count; position++)
        {
            _cancellation.ThrowIfCancellationRequested();
            VerifySegment(segments[position], position + 1 < segments.Count ? segments[position + 1] : null);
        }

        Finish();
        return _findings.Report(_logKey.Name, _next - _unreadable, CheckpointSize, _checkpoint is null ? null : _tree.Root);
    }

    private SignedCheckpoint? ReadCheckpoint()
    {
        try
        {
            return CheckpointFile.Read(_folder, _logKey);
        }
        catch (InvalidDataException exception)
        {
            _findings.Invalid("checkpoint-invalid", LedgerFiles.Checkpoint, null, exception.Message);
            return null;
        }
    }

    private void CheckKeyFile()
    {
        var path = Path.Combine(_folder, LedgerFiles.VerifierKey);
        // To the byte, so that no change of the file goes unseen.
        if (File.Exists(path) && File.ReadAllText(path) is var text && text != $"{_logKey}\n" && text != _logKey.ToString())
            _findings.Invalid("key-file", LedgerFiles.VerifierKey, null, $"`{LedgerFiles.VerifierKey}` names another key than `{_logKey}`; find out which of the two is the log's");
    }

    private void VerifySegment(SegmentPath segment, SegmentPath? following)
    {
        if (segment.FirstIndex != _next) ReportGap(segment);
        using var file = SegmentReading.Open(segment);
        var header = SegmentReading.ReadHeader(file, segment, out var problem, out var newer);
        if (newer)
        {
            _findings.Incomplete("newer-format", segment.Name, segment.FirstIndex, problem!);
            Skip(segment, following);
            return;
        }

        CheckHeader(segment, header, problem);
        _chain.Writer = header?.Writer;
        _chain.SegmentTree = new MerkleFrontier();
        ReadFrames(file, segment, following);
        _doneBytes += RandomAccess.GetLength(file);
    }

    private void ReportGap(SegmentPath segment)
    {
        _findings.Invalid("segment-gap", segment.Name, Math.Min(_next, segment.FirstIndex), segment.FirstIndex > _next
            ? $"records {_next} to {segment.FirstIndex - 1} are in no segment; restore the missing segment from a mirror"
            : $"`{segment.Name}` begins before the end of the segment before it, at record {_next}; restore both from a mirror");
        Unknown(segment.FirstIndex, segment.Name);
        _next = segment.FirstIndex;
        _chain.Previous = null;
    }

    private void CheckHeader(SegmentPath segment, SegmentHeader? header, string? problem)
    {
        if (header is null)
        {
            _findings.Invalid("segment-header", segment.Name, segment.FirstIndex, problem!);
            return;
        }

        if (header.LogKey != _logKey.ToString())
            _findings.Invalid("segment-header", segment.Name, segment.FirstIndex, $"`{segment.Name}` is of the log `{header.LogKey}`; restore the segment of this log from a mirror");
        if (_chain.Previous is not null && !header.FirstPrevious.AsSpan().SequenceEqual(_chain.Previous))
            _findings.Invalid("segment-header", segment.Name, segment.FirstIndex, $"`{segment.Name}` does not continue the segment before it; restore both from a mirror");
    }

    private void ReadFrames(SafeFileHandle file, SegmentPath segment, SegmentPath? following)
    {
        var scanner = SegmentReading.Scan(file);
        try
        {
            while (true)
            {
                while (scanner.MoveNext()) Add(scanner.Entry, segment);
                Process(segment);
                var ended = scanner.Stop != SegmentStop.Damage && !scanner.HasDataAfterStop();
                if (ended)
                {
                    CheckEnd(scanner, segment, following);
                    return;
                }

                if (scanner.Stop == SegmentStop.Footer)
                {
                    _findings.Invalid("trailing-data", segment.Name, null, $"something follows the footer of `{segment.Name}`; restore the segment from a mirror");
                    CheckEnd(scanner, segment, following);
                    return;
                }

                var again = PassDamage(file, scanner, segment, following);
                if (again is null) return;
                if (!ReferenceEquals(again, scanner))
                {
                    scanner.Dispose();
                    scanner = again;
                }
                else
                {
                    Add(scanner.Entry, segment);
                }
            }
        }
        finally
        {
            scanner.Dispose();
        }
    }

    private void CheckEnd(SegmentScanner scanner, SegmentPath segment, SegmentPath? following)
    {
        if (scanner.Stop == SegmentStop.End)
        {
            if (following is not null)
                _findings.Invalid("footer-missing", segment.Name, _next, $"`{segment.Name}` ends at record {_next} without a footer although another segment follows; restore it from a mirror");
            return;
        }

        var footer = scanner.Footer!;
        var isTreeRight = _chain.SegmentTree is null || footer.Root.AsSpan().SequenceEqual(_chain.SegmentTree.Root());
        var isLastRight = _chain.Previous is null || footer.LastHash.AsSpan().SequenceEqual(_chain.Previous);
        if (footer.FirstIndex != segment.FirstIndex || footer.Count != _next - segment.FirstIndex || !isTreeRight || !isLastRight)
            _findings.Invalid("footer-differs", segment.Name, _next, $"the footer of `{segment.Name}` does not fit its records; restore the segment from a mirror");
    }

    /// <summary>Goes on behind damage: the same scanner when it stands on a later frame, a new one when a writer has completed the frame meanwhile, null at the end.</summary>
    private SegmentScanner? PassDamage(SafeFileHandle file, SegmentScanner scanner, SegmentPath segment, SegmentPath? following)
    {
        var offset = scanner.Offset;
        if (following is null && _next >= CheckpointSize)
        {
            if (LookAgain(file, offset) is { } completed) return completed;
            using var probe = new SegmentScanner(file, offset);
            _ = probe.MoveNext();
            if (!probe.MovePastDamage(startOfCommitOnly: true))
            {
                _findings.Incomplete("torn-tail", segment.Name, _next,
                    $"`{segment.Name}` ends with an unfinished record {_next} at byte {offset}; verify again when the writer is closed, or open the log with its writer, which cuts what was never acknowledged");
                return null;
            }
        }

        _chain.Previous = null;
        _chain.SegmentTree = null;
        if (scanner.MovePastDamage(startOfCommitOnly: false))
        {
            var length = RecordEntry.LineLength(scanner.Entry);
            var found = length < 0 ? null : RecordMembers.TryRead(scanner.Entry[..length], out _);
            var index = Math.Max(_next + 1, found?.Sequence ?? 0);
            ReportDamage(segment, offset, index);
            Unknown(index, segment.Name);
            return scanner;
        }

        ReportDamage(segment, offset, Math.Max(following?.FirstIndex ?? CheckpointSize, _next + 1));
        Unknown(following?.FirstIndex ?? Math.Max(CheckpointSize, _next), segment.Name);
        if (following is null) _tree.End();
        return null;
    }

    private void ReportDamage(SegmentPath segment, long offset, long until) =>
        _findings.Invalid("frame-damaged", segment.Name, _next, until == _next + 1
            ? $"record {_next} at byte {offset} of `{segment.Name}` is damaged; restore the segment from a mirror"
            : $"records {_next} to {until - 1} from byte {offset} of `{segment.Name}` are damaged; restore the segment from a mirror");

    private SegmentScanner? LookAgain(SafeFileHandle file, long offset)
    {
        for (var look = 0; look < LooksAtTail; look++)
        {
            _cancellation.WaitHandle.WaitOne(BetweenLooks);
            _cancellation.ThrowIfCancellationRequested();
            var scanner = new SegmentScanner(file, offset);
            if (scanner.MoveNext())
            {
                scanner.Dispose();
                return new SegmentScanner(file, offset);
            }

            scanner.Dispose();
        }

        return null;
    }

    private void Skip(SegmentPath segment, SegmentPath? following)
    {
        _chain.Previous = null;
        Unknown(following?.FirstIndex ?? Math.Max(CheckpointSize, segment.FirstIndex), segment.Name);
        if (following is null) _tree.End();
    }

    /// <summary>Counts records that cannot be read.</summary>
    private void Unknown(long until, string segment)
    {
        _unreadable += Math.Max(0, until - _next);
        while (_next < until)
        {
            _cancellation.ThrowIfCancellationRequested();
            _tree.AddUnknown(segment);
            if (_tree.IsBroken || _next >= CheckpointSize)
            {
                _next = until;
                return;
            }

            _next++;
        }
    }

    private void Add(ReadOnlySpan<byte> entry, SegmentPath segment)
    {
        var certifies = false;
        VerifierKey? certified = null;
        if (KeyRecords.MayCertify(entry) && RecordMembers.TryRead(entry[..RecordEntry.LineLength(entry)], out _) is { CertifiesRecordKey: true } members)
        {
            certifies = true;
            if (VerifierKey.TryParse(members.RecordKey, out var key) && key.Name == _logKey.Name) certified = key;
        }

        if (_next == segment.FirstIndex && !certifies)
            _findings.Invalid("segment-key", segment.Name, _next, $"`{segment.Name}` does not begin with a record key; restore the segment from a mirror");
        _batch.Add(new RecordCheck(_next, entry.ToArray(), certifies ? _logKey : _recordKey, certifies));
        if (certifies) _recordKey = certified;
        _next++;
        _batchBytes += entry.Length;
        if (_batch.Count >= BatchRecords || _batchBytes >= BatchBytes) Process(segment);
    }

    private void Process(SegmentPath segment)
    {
        if (_batch.Count == 0) return;
        var processors = _pace is null ? -1 : 1;
        Parallel.For(0, _batch.Count, new ParallelOptions { CancellationToken = _cancellation, MaxDegreeOfParallelism = processors }, position => _batch[position].Run(_mode));
        foreach (var check in _batch) _chain.Take(check, segment.Name);
        _doneBytes += _batchBytes;
        _progress?.Report(new VerificationProgress(_next, Math.Min(_doneBytes, _totalBytes), _totalBytes));
        _doneBytes -= _batchBytes;
        _batch.Clear();
        _batchBytes = 0;
        _pace?.Rest(_cancellation);
    }

    private void Finish()
    {
        if (_checkpoint is null)
        {
            if (!File.Exists(Path.Combine(_folder, LedgerFiles.Checkpoint)))
            {
                _findings.Incomplete("checkpoint-missing", LedgerFiles.Checkpoint, null, _next == 0
                    ? $"there is no log in `{_folder}`; name the folder that holds `segments` and `checkpoint`"
                    : $"there are {_next} records and no checkpoint; nothing says that these are all, restore `checkpoint` from a mirror");
            }

            return;
        }

        if (_next < CheckpointSize)
        {
            _findings.Invalid("records-missing", LedgerFiles.Checkpoint, _next,
                $"the checkpoint covers {CheckpointSize} records and the segments hold {_next}; the last ones were removed, restore the segments from a mirror");
        }

        _tree.Finish(_checkpoint.Checkpoint.RootHash);
        CheckHeld();
        if (_tree.IsBroken)
            _findings.Note("root-unknown", LedgerFiles.Checkpoint, null, "the root could not be computed because records are damaged and their tiles are not there; restore them and verify again");
        if (_next > CheckpointSize)
            _findings.Note("beyond-checkpoint", LedgerFiles.Checkpoint, CheckpointSize, $"{_next - CheckpointSize} records follow the checkpoint; chain and signatures hold for them, the next checkpoint will cover them");
    }

    /// <summary>Whoever kept a checkpoint learns here whether the log still continues it; a log that was cut and signed anew shows nothing of it by itself.</summary>
    private void CheckHeld()
    {
        if (_held is null) return;
        if (_held.Size > CheckpointSize)
        {
            _findings.Invalid("held-checkpoint-ahead", LedgerFiles.Checkpoint, CheckpointSize,
                $"the checkpoint that you hold covers {_held.Size} records and the log's own covers {CheckpointSize}; records were cut off, restore the log from a mirror");
        }
        else if (_tree.HeldRoot is { } root && !root.AsSpan().SequenceEqual(_held.RootHash))
        {
            _findings.Invalid("held-checkpoint-differs", LedgerFiles.Checkpoint, null,
                $"the first {_held.Size} records are not those of the checkpoint that you hold; the log was changed and signed again, restore it from a mirror and keep both checkpoints as proof");
        }
    }
}
