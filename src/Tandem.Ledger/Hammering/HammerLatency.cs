namespace Tandem.Ledger.Hammering;

/// <summary>Percentiles of the time from append to receipt; zero when nothing was acknowledged.</summary>
/// <param name="P50">Half took no longer.</param>
/// <param name="P90">Nine of ten took no longer.</param>
/// <param name="P99">Ninety-nine of a hundred took no longer.</param>
/// <param name="P999">All but one in a thousand took no longer.</param>
/// <param name="Maximum">The longest.</param>
public sealed record HammerLatency(TimeSpan P50, TimeSpan P90, TimeSpan P99, TimeSpan P999, TimeSpan Maximum)
{
    internal static HammerLatency Of(List<TimeSpan> samples)
    {
        samples.Sort();
        return new HammerLatency(At(samples, 0.5), At(samples, 0.9), At(samples, 0.99), At(samples, 0.999), samples.Count == 0 ? TimeSpan.Zero : samples[^1]);
    }

    // Nearest rank: the smallest sample that at least this share does not exceed.
    private static TimeSpan At(List<TimeSpan> sorted, double share) =>
        sorted.Count == 0 ? TimeSpan.Zero : sorted[Math.Max(0, (int)Math.Ceiling(share * sorted.Count) - 1)];
}
