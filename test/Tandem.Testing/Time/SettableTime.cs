namespace Tandem.Testing.Time;

/// <summary>A clock that a test moves; timers and durations stay real.</summary>
public sealed class SettableTime : TimeProvider
{
    private TimeSpan _ahead;

    public override DateTimeOffset GetUtcNow() => System.GetUtcNow() + _ahead;

    public void Advance(TimeSpan by) => _ahead += by;
}
