using Tandem.Ledger.Segments;

namespace Tandem.Ledger.Tests.Writing;

/// <summary>The real disk with a fault at one call: the call fails, or the machine loses power at it.</summary>
/// <remarks>After a power loss every further call fails, and <see cref="LosePower"/> takes back what was not flushed: of each unflushed write some
/// sectors stay and some do not, of the unflushed renames some are undone. Which ones depends on the seed alone.</remarks>
internal sealed class FaultyFiles(int faultAt, bool powerLoss, int seed = 1) : ILedgerFiles
{
    private const int SectorBytes = 512;
    private readonly Lock _gate = new();
    private readonly List<UnflushedWrite> _writes = [];     // guarded by _gate, like all below
    private readonly List<UnflushedRename> _renames = [];
    private readonly List<FaultyFile> _open = [];
    private uint _state = unchecked((uint)seed * 2654435761) | 1;
    private bool _isOff;
    private int _waiting;

    /// <summary>Flushes that are held up now.</summary>
    public int Waiting => Volatile.Read(ref _waiting);

    public int Calls { get; private set; }

    /// <summary>Which call the fault hit; null when there was none.</summary>
    public string? Hit { get; private set; }

    /// <summary>Thrown in place of the default fault, for a full disk.</summary>
    public Func<IOException> Fault { get; init; } = () => new IOException("injected fault");

    /// <summary>When set, decides whether a call fails instead of its number.</summary>
    public Func<string, string, bool>? FailsWhen { get; set; }

    /// <summary>Run in front of a flush, to hold it up.</summary>
    public Action? BeforeDataSync { get; set; }

    public void CreateFolder(string path) => Call("create folder", path, () => DurableFiles.Instance.CreateFolder(path));

    public ILedgerFile CreatePreallocated(string path, long sizeBytes)
    {
        ILedgerFile? file = null;
        Call("create", path, () => file = DurableFiles.Instance.CreatePreallocated(path, sizeBytes));
        return Track(new FaultyFile(this, file!, path));
    }

    public ILedgerFile Open(string path)
    {
        ILedgerFile? file = null;
        Call("open", path, () => file = DurableFiles.Instance.Open(path));
        return Track(new FaultyFile(this, file!, path));
    }

    public void Rename(string source, string target) => Call("rename", target, () =>
    {
        var replaced = File.Exists(target) ? File.ReadAllBytes(target) : null;
        DurableFiles.Instance.Rename(source, target);
        _renames.Add(new UnflushedRename(source, target, replaced));
        // What was not flushed belongs to the file, whatever it is called now.
        for (var position = 0; position < _writes.Count; position++)
        {
            if (_writes[position].Path == source) _writes[position] = _writes[position] with { Path = target };
        }

        foreach (var file in _open.Where(file => file.Path == source)) file.Path = target;
    });

    public void Delete(string path) => Call("delete", path, () => DurableFiles.Instance.Delete(path));

    public void SyncFolder(string path) => Call("sync folder", path, () =>
    {
        DurableFiles.Instance.SyncFolder(path);
        _renames.RemoveAll(rename => Path.GetDirectoryName(rename.Target) == path);
    });

    /// <summary>Takes back what the disk had only in its cache. Only after the writer is closed.</summary>
    public void LosePower()
    {
        lock (_gate)
        {
            _isOff = true;
            for (var position = _writes.Count - 1; position >= 0; position--) TakeBack(_writes[position]);
            for (var position = _renames.Count - 1; position >= 0; position--)
            {
                var rename = _renames[position];
                if (!File.Exists(rename.Target) || NextBit()) continue;
                File.Move(rename.Target, rename.Source, overwrite: true);
                if (rename.Replaced is not null) File.WriteAllBytes(rename.Target, rename.Replaced);
            }
        }
    }

    private FaultyFile Track(FaultyFile file)
    {
        lock (_gate) _open.Add(file);
        return file;
    }

    private void Call(string name, string path, Action action)
    {
        lock (_gate)
        {
            if (_isOff) throw new IOException("the machine is off");
            Calls++;
            if (FailsWhen is not null ? FailsWhen(name, path) : Calls == faultAt)
            {
                Hit ??= $"{name} {Path.GetFileName(path)}";
                if (powerLoss) _isOff = true;
                // A write may reach the disk in part although it fails.
                if (powerLoss && name == "write") action();
                throw Fault();
            }

            action();
        }
    }

    private void TakeBack(UnflushedWrite write)
    {
        if (!File.Exists(write.Path)) return;
        using var file = File.OpenHandle(write.Path, FileMode.Open, FileAccess.ReadWrite, FileShare.ReadWrite);
        for (var start = 0; start < write.Before.Length; start += SectorBytes)
        {
            if (NextBit()) continue;
            RandomAccess.Write(file, write.Before.AsSpan(start, Math.Min(SectorBytes, write.Before.Length - start)), write.Offset + start);
        }
    }

    private bool NextBit()
    {
        // xorshift32: the same bits for the same seed on every run.
        _state ^= _state << 13;
        _state ^= _state >> 17;
        _state ^= _state << 5;
        return (_state & 1) != 0;
    }

    private sealed record UnflushedWrite(string Path, long Offset, byte[] Before);

    private sealed record UnflushedRename(string Source, string Target, byte[]? Replaced);

    private sealed class FaultyFile(FaultyFiles files, ILedgerFile inner, string path) : ILedgerFile
    {
        public string Path { get; set; } = path; // guarded by the gate of the files

        public long Length => inner.Length;

        public void Write(ReadOnlySpan<byte> bytes, long offset)
        {
            var copy = bytes.ToArray();
            files.Call("write", Path, () =>
            {
                files._writes.Add(new UnflushedWrite(Path, offset, Before(offset, copy.Length)));
                inner.Write(copy, offset);
            });
        }

        public void SetLength(long lengthBytes) => files.Call("set length", Path, () => inner.SetLength(lengthBytes));

        public void Allocate(long lengthBytes) => files.Call("allocate", Path, () => inner.Allocate(lengthBytes));

        public void DataSync()
        {
            Interlocked.Increment(ref files._waiting);
            files.BeforeDataSync?.Invoke();
            Interlocked.Decrement(ref files._waiting);
            files.Call("fdatasync", Path, () =>
            {
                inner.DataSync();
                files._writes.RemoveAll(write => write.Path == Path);
            });
        }

        public void Dispose() => inner.Dispose();

        private byte[] Before(long offset, int length)
        {
            var before = new byte[length];
            using var file = File.OpenHandle(Path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
            _ = RandomAccess.Read(file, before, offset);
            return before;
        }
    }
}
