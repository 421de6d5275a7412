using Microsoft.EntityFrameworkCore;
using Tandem.Management.Access;
using Tandem.Management.Database;
using Tandem.Management.History;
using Tandem.Management.Ui;

namespace Tandem.Management.Webhooks;

/// <summary>Enters and changes receivers. A key is given out where it is made and nowhere else.</summary>
internal sealed class ChangeWebhook(TandemDbContext db, WebhookSecret secrets, WebhookTypes types, CurrentUser user, ChangeContext change, TimeProvider time)
{
    internal async Task<WebhookOutcome> EnterAsync(WebhookForm form, CancellationToken cancellation)
    {
        var errors = form.Check(types.Names);
        if (await db.Webhooks.CountAsync(w => w.ArchivedAt == null, cancellation) >= WebhookLimits.Webhooks)
            errors.Add("", $"there are {WebhookLimits.Webhooks} webhooks already; take one out of use first");
        if (errors.Any)
            return new WebhookOutcome.Invalid(errors);
        await using var transaction = await db.Database.BeginTransactionAsync(cancellation);
        var (key, _) = await KeySequence.NextAsync(db, Webhook.Type, Webhook.KeyPrefix, cancellation);
        var (shown, stored) = secrets.Make();
        var webhook = new Webhook { Key = key, Url = form.Url, SecretProtected = stored, EnteredBy = user.PersonKey ?? "" };
        Write(webhook, form);
        db.Add(webhook);
        await db.SaveChangesAsync(cancellation);
        await transaction.CommitAsync(cancellation);
        return new WebhookOutcome.Saved(webhook, shown);
    }

    internal Task<WebhookOutcome> EditAsync(string key, WebhookForm form, CancellationToken cancellation) => ChangeAsync(key, form.Version, "", webhook =>
    {
        var errors = form.Check(types.Names);
        if (!errors.Any)
            Write(webhook, form);
        return errors;
    }, cancellation);

    /// <summary>Makes a new key; the one before signs too for a day, so that the receiver can be changed without loss.</summary>
    internal async Task<WebhookOutcome> RotateAsync(string key, int version, CancellationToken cancellation)
    {
        var (shown, stored) = secrets.Make();
        var outcome = await ChangeAsync(key, version, "key renewed", webhook =>
        {
            webhook.FormerSecretProtected = webhook.SecretProtected;
            webhook.FormerSecretUntil = time.GetUtcNow() + WebhookLimits.RotationOverlap;
            webhook.SecretProtected = stored;
            return FormErrors.None;
        }, cancellation);
        return outcome is WebhookOutcome.Saved saved ? saved with { Secret = shown } : outcome;
    }

    internal Task<WebhookOutcome> SwitchAsync(string key, bool isOn, int version, string reason, CancellationToken cancellation) => ChangeAsync(key, version, reason, webhook =>
    {
        webhook.IsOn = isOn;
        webhook.Problem = "";
        return FormErrors.None;
    }, cancellation);

    internal Task<WebhookOutcome> ArchiveAsync(string key, int version, string reason, CancellationToken cancellation) => ChangeAsync(key, version, reason, webhook =>
    {
        webhook.ArchivedAt ??= time.GetUtcNow();
        webhook.IsOn = false;
        return FormErrors.None;
    }, cancellation);

    /// <summary>Makes a delivery that tells of nothing, to see whether the receiver takes it.</summary>
    internal async Task<bool> TestAsync(string key, CancellationToken cancellation)
    {
        if (!await db.Webhooks.AnyAsync(w => w.Key == key && w.IsOn && w.ArchivedAt == null, cancellation))
            return false;
        var now = time.GetUtcNow();
        db.Add(WebhookFeed.Delivery(key, WebhookPayload.Test, WebhookPayload.OfTest(key, now), now));
        await db.SaveChangesAsync(cancellation);
        return true;
    }

    private async Task<WebhookOutcome> ChangeAsync(string key, int version, string reason, Func<Webhook, FormErrors> write, CancellationToken cancellation)
    {
        if (await db.Webhooks.FirstOrDefaultAsync(w => w.Key == key && w.ArchivedAt == null, cancellation) is not { } webhook)
            return new WebhookOutcome.Missing();
        if (webhook.Version != version)
            return new WebhookOutcome.Conflict();
        if (reason.Length > Records.RecordLimits.Reason)
            return new WebhookOutcome.Invalid(new FormErrors().Add("reason", $"shorten the reason to {Records.RecordLimits.Reason} characters"));
        if (write(webhook) is { Any: true } errors)
            return new WebhookOutcome.Invalid(errors);
        change.Reason = reason;
        try
        {
            await db.SaveChangesAsync(cancellation);
        }
        catch (DbUpdateConcurrencyException)
        {
            db.ChangeTracker.Clear();
            return new WebhookOutcome.Conflict();
        }
        return new WebhookOutcome.Saved(webhook, Secret: null);
    }

    private static void Write(Webhook webhook, WebhookForm form)
    {
        webhook.Url = form.Url;
        webhook.Description = form.Description ?? "";
        webhook.AllowsPrivate = form.AllowsPrivate;
        webhook.RecordTypes = [.. form.RecordTypes.Distinct(StringComparer.Ordinal)];
        webhook.Actions = [.. form.Actions.Distinct(StringComparer.Ordinal)];
    }
}
