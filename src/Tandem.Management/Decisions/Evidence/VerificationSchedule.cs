using System.Threading.Channels;

namespace Tandem.Management.Decisions.Evidence;

/// <summary>Requests to verify the gateway's log, and what the verification is doing now.</summary>
internal sealed class VerificationSchedule
{
    // One waiting request is enough: it will see everything that a second one would.
    private readonly Channel<VerificationRequest> _requests = Channel.CreateBounded<VerificationRequest>(
        new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite, SingleReader = true });

    private volatile VerificationActivity? _activity;

    /// <summary>What is being verified now; null when nothing is.</summary>
    internal VerificationActivity? Activity
    {
        get => _activity;
        set => _activity = value;
    }

    internal bool IsBusy => _activity is not null || _requests.Reader.Count > 0;

    internal ChannelReader<VerificationRequest> Requests => _requests.Reader;

    internal void Request(VerificationTrigger trigger, string by) => _requests.Writer.TryWrite(new VerificationRequest(trigger, by));
}

internal sealed record VerificationRequest(VerificationTrigger Trigger, string By);

/// <summary>Progress of the verification that runs.</summary>
internal sealed record VerificationActivity(DateTimeOffset StartedAt, long Records);
