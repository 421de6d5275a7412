namespace Tandem.Hosting;

/// <summary>Gives memory back to the machine when nothing is going on: what a start, an export or a long check took would otherwise be kept for the next one.</summary>
internal static class IdleMemory
{
    /// <summary>Less than this in an interval is the process's own upkeep, not work.</summary>
    internal const long IdleBytes = 16 * 1024 * 1024;

    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(10);

    /// <summary>Looks every ten seconds until it is cancelled; after work has ended, it collects once, which halts the process for some hundredth of a second.</summary>
    /// <param name="cancellation">Ends it, as its ordinary end.</param>
    internal static async Task KeepLowAsync(CancellationToken cancellation)
    {
        var (before, isCollected) = (0L, false);
        using var timer = new PeriodicTimer(Interval);
        try
        {
            while (await timer.WaitForNextTickAsync(cancellation))
            {
                var allocated = GC.GetTotalAllocatedBytes();
                var isIdle = allocated - before < IdleBytes;
                if (isIdle && !isCollected)
                    GC.Collect(GC.MaxGeneration, GCCollectionMode.Aggressive, blocking: true, compacting: true);
                else if (isIdle)
                    GC.Collect(0); // a millisecond; otherwise upkeep alone would fill what a large processor cache allows
                (before, isCollected) = (allocated, isIdle);
            }
        }
        catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
        {
            // The ordinary end.
        }
    }
}
