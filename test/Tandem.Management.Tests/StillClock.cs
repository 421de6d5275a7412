namespace Tandem.Management.Tests;

/// <summary>Tells the time but wakes nobody: background work stands still, so that a test alone decides what happens when.</summary>
internal sealed class StillClock : TimeProvider
{
    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) => new Sleeper();

    private sealed class Sleeper : ITimer
    {
        public bool Change(TimeSpan dueTime, TimeSpan period) => true;

        public void Dispose()
        {
        }

        public ValueTask DisposeAsync() => ValueTask.CompletedTask;
    }
}
