namespace Tandem.Management.Tests;

/// <summary>Stands still until moved on by hand, and wakes nobody: a test alone decides what time it is and what happens then.</summary>
internal sealed class StoppedClock : TimeProvider
{
    private readonly StillClock _timers = new();
    private long _ticks = System.GetUtcNow().Ticks;

    public override DateTimeOffset GetUtcNow() => new(Interlocked.Read(ref _ticks), TimeSpan.Zero);

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) => _timers.CreateTimer(callback, state, dueTime, period);

    public void Advance(TimeSpan by) => Interlocked.Add(ref _ticks, by.Ticks);
}
