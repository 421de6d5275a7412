using System.Globalization;
using Tandem.Ledger.Segments;

namespace Tandem.Ledger.Writing;

/// <summary>Keeps one spare segment ready. Allocation may fail for lack of room and is then tried again: unlike a failed flush this loses nothing.</summary>
internal sealed class SpareSegments(ILedgerFiles files, string log, long sizeBytes) : IDisposable
{
    private const string Prefix = "spare-";
    private readonly Lock _gate = new();
    private SpareSegment? _ready;   // guarded by _gate
    private int _created;           // guarded by _gate
    private bool _disposed;         // guarded by _gate

    /// <summary>Removes spares that an earlier process left.</summary>
    public void Clean()
    {
        foreach (var path in Directory.EnumerateFiles(SegmentPath.Folder(log), Prefix + "*")) files.Delete(path);
    }

    /// <summary>True when a spare is ready; tries to allocate one otherwise.</summary>
    /// <param name="failure">Why there is none.</param>
    public bool TryPrepare(out IOException? failure)
    {
        failure = null;
        lock (_gate)
        {
            if (_ready is not null) return true;
            if (_disposed) return false;
            var path = Path.Combine(SegmentPath.Folder(log), Prefix + (_created++).ToString(CultureInfo.InvariantCulture));
            try
            {
                _ready = new SpareSegment(path, files.CreatePreallocated(path, sizeBytes));
                return true;
            }
            catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
            {
                failure = exception as IOException ?? new IOException(exception.Message, exception);
                Discard(path);
                return false;
            }
        }
    }

    /// <summary>Takes the spare; null when there is none.</summary>
    public SpareSegment? Take()
    {
        lock (_gate)
        {
            var spare = _ready;
            _ready = null;
            return spare;
        }
    }

    public void Dispose()
    {
        lock (_gate)
        {
            _disposed = true;
            if (_ready is null) return;
            _ready.File.Dispose();
            Discard(_ready.Path);
            _ready = null;
        }
    }

    private void Discard(string path)
    {
        try
        {
            files.Delete(path);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            // An unused file without a record in it; the next opening removes it.
        }
    }
}
