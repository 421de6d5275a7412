namespace Tandem.Management.Decisions.Indexing;

/// <summary>How far the index is behind the log, and why when it stands still.</summary>
/// <param name="Indexed">Records read.</param>
/// <param name="InLog">Records in the log when that was last looked at.</param>
/// <param name="At">When it was last looked at.</param>
/// <param name="Trouble">Why the index stands still, in words that say what to do; null when it does not.</param>
/// <param name="IsDamaged">True when the trouble is a damaged record: then nothing drawn from the log may be relied on.</param>
public sealed record IndexState(long Indexed, long InLog, DateTimeOffset At, string? Trouble, bool IsDamaged)
{
    public long Lag => Math.Max(0, InLog - Indexed);
}
