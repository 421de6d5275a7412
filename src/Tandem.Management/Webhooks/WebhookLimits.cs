namespace Tandem.Management.Webhooks;

/// <summary>Bounds of what is entered, sent and taken from a receiver.</summary>
internal static class WebhookLimits
{
    internal const int Url = 2000;

    internal const int Description = 200;

    internal const int Problem = 500;

    /// <summary>Receivers in use.</summary>
    internal const int Webhooks = 50;

    /// <summary>Bytes kept of an answer; no more is read.</summary>
    internal const int AnswerBytes = 1024;

    /// <summary>Time for one delivery, from looking up the name to the answer.</summary>
    internal static readonly TimeSpan DeliveryTime = TimeSpan.FromSeconds(10);

    /// <summary>How long the former key signs beside the new one.</summary>
    internal static readonly TimeSpan RotationOverlap = TimeSpan.FromHours(24);

    /// <summary>Pauses after the first, second … attempt, about three days in all; after the last attempt the receiver is switched off.</summary>
    internal static readonly IReadOnlyList<TimeSpan> Pauses =
    [
        TimeSpan.FromSeconds(5), TimeSpan.FromMinutes(5), TimeSpan.FromMinutes(30), TimeSpan.FromHours(2), TimeSpan.FromHours(5),
        TimeSpan.FromHours(10), TimeSpan.FromHours(14), TimeSpan.FromHours(20), TimeSpan.FromHours(24),
    ];
}
