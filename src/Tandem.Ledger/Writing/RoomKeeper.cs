using Tandem.Ledger.Segments;

namespace Tandem.Ledger.Writing;

/// <summary>Knows how many bytes can still be written for certain, and when to stop taking records. Owned by the sequencer's gate.</summary>
/// <remarks>Room is certain only where it is allocated: the rest of the current segment and the spare one. When no spare can be allocated and the
/// rest falls below the low-water mark, the log is full: only records that complete others are taken. Small files (tiles, checkpoint)
/// are then paid for by the reserve file, which is given up at that moment.</remarks>
internal sealed class RoomKeeper(ILedgerFiles files, SpareSegments spares, string log, long segmentBytes, long lowWaterBytes, TimeProvider time)
{
    private const string ReserveName = "reserve";
    private const long ReserveBytes = 1024 * 1024;
    private static readonly TimeSpan RetryInterval = TimeSpan.FromSeconds(1);
    private long _lastTry;
    private bool _tried;
    private IOException? _failure;

    public bool IsFull { get; private set; }

    /// <summary>Why there is no room; null while there is.</summary>
    public string? Reason => IsFull ? $"no room on the disk of `{log}` for another segment ({_failure?.Message}); free {segmentBytes} bytes there, the log goes on by itself" : null;

    private string ReservePath => Path.Combine(log, ReserveName);

    /// <summary>Allocates the reserve file when it is missing; a disk that has no room for it is full already.</summary>
    public void KeepReserve()
    {
        if (File.Exists(ReservePath)) return;
        try
        {
            files.CreatePreallocated(ReservePath, Math.Min(ReserveBytes, segmentBytes / 4)).Dispose();
        }
        catch (IOException exception) when (StableStorage.IsOutOfSpace(exception))
        {
            files.Delete(ReservePath);
        }
    }

    /// <summary>Looks whether the log has become full, or has room again.</summary>
    /// <param name="remainingBytes">Bytes left in the current segment.</param>
    /// <returns>True when it has just become full.</returns>
    public bool Check(long remainingBytes)
    {
        if (!IsFull && remainingBytes >= lowWaterBytes) return false;
        if (IsFull && time.GetElapsedTime(_lastTry) < RetryInterval && _tried) return false;
        _tried = true;
        _lastTry = time.GetTimestamp();
        if (spares.TryPrepare(out _failure))
        {
            if (IsFull) KeepReserve();
            IsFull = false;
            return false;
        }

        if (IsFull) return false;
        IsFull = true;
        files.Delete(ReservePath);
        return true;
    }
}
