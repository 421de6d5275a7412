namespace Tandem.Management.Tests;

/// <summary>Stands still until moved on by hand, however slow the machine is; timers go by the system's clock.</summary>
internal sealed class FrozenClock : TimeProvider
{
    private long _ticks = System.GetUtcNow().Ticks;

    public override DateTimeOffset GetUtcNow() => new(Interlocked.Read(ref _ticks), TimeSpan.Zero);

    public void Advance(TimeSpan by) => Interlocked.Add(ref _ticks, by.Ticks);
}
