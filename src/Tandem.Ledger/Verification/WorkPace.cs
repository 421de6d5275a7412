using System.Diagnostics;

namespace Tandem.Ledger.Verification;

/// <summary>Keeps long work on one processor and lets it rest between its pieces, so that what people wait for comes first. Not thread-safe: one for each run.</summary>
public sealed class WorkPace
{
    private readonly double _restForWork;
    private long _workedSince = Stopwatch.GetTimestamp();

    /// <summary>A pace that begins with work now.</summary>
    /// <param name="share">Part of one processor that the work takes at most: above 0, at most 1, which never rests.</param>
    /// <exception cref="ArgumentOutOfRangeException">The share is not in its range.</exception>
    public WorkPace(double share)
    {
        if (share is not (> 0 and <= 1)) throw new ArgumentOutOfRangeException(nameof(share), share, "a share is above 0 and at most 1");
        _restForWork = (1 - share) / share;
    }

    /// <summary>Rests for as long as the work since the last rest asks for. Blocks the thread.</summary>
    /// <param name="cancellation">Ends the rest.</param>
    /// <exception cref="OperationCanceledException">It was cancelled.</exception>
    public void Rest(CancellationToken cancellation)
    {
        cancellation.WaitHandle.WaitOne(Due());
        cancellation.ThrowIfCancellationRequested();
        _workedSince = Stopwatch.GetTimestamp();
    }

    /// <summary>The same without a thread.</summary>
    /// <param name="cancellation">Ends the rest.</param>
    /// <returns>Ends with the rest.</returns>
    /// <exception cref="OperationCanceledException">It was cancelled.</exception>
    public async Task RestAsync(CancellationToken cancellation)
    {
        await Task.Delay(Due(), cancellation).ConfigureAwait(false);
        _workedSince = Stopwatch.GetTimestamp();
    }

    private TimeSpan Due() => Stopwatch.GetElapsedTime(_workedSince) * _restForWork;
}
