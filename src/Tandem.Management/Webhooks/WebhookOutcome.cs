using Tandem.Management.Ui;

namespace Tandem.Management.Webhooks;

/// <summary>What came of entering or changing a receiver.</summary>
internal abstract record WebhookOutcome
{
    /// <param name="Stored">As it is now.</param>
    /// <param name="Secret">A key that was just made, to be shown once; null when none was.</param>
    internal sealed record Saved(Webhook Stored, string? Secret) : WebhookOutcome
    {
        // A record writes its members into its text; one is a secret.
        public override string ToString() => $"{nameof(Saved)} {Stored.Key}";
    }

    internal sealed record Invalid(FormErrors Errors) : WebhookOutcome;

    internal sealed record Conflict : WebhookOutcome;

    internal sealed record Missing : WebhookOutcome;
}
