using Microsoft.EntityFrameworkCore;
using Tandem.Management.Database;

namespace Tandem.Management.Mail;

/// <summary>
/// The mails on their way. INVARIANT (as good as once): that a mail is being sent is stored before the server is asked, and what came of it after. Only when the program
/// stops between the server's yes and that note is a mail sent twice, with the same Message-ID; no protocol can avoid that.
/// </summary>
internal sealed class MailQueue(TandemDbContext db, TimeProvider time)
{
    /// <summary>After this long nobody can be sending it any more.</summary>
    internal static readonly TimeSpan LongestSending = TimeSpan.FromMinutes(10);

    // 1, 2, 4 … minutes, at most 12 hours: twelve attempts take about three days.
    private static readonly TimeSpan LongestPause = TimeSpan.FromHours(12);

    /// <summary>Takes the next mail that is due for sending, for this process alone; null when there is none.</summary>
    internal async Task<MailMessage?> TakeAsync(CancellationToken cancellation)
    {
        var now = time.GetUtcNow();
        var abandoned = now - LongestSending;
        while (await db.MailMessages.AsNoTracking()
            .Where(m => (m.State == MailState.Waiting && m.DueAt <= now) || (m.State == MailState.Sending && m.DueAt <= abandoned))
            .OrderBy(m => m.DueAt).FirstOrDefaultAsync(cancellation) is { } next)
        {
            var taken = await db.MailMessages.Where(m => m.Id == next.Id && m.State == next.State && m.Attempts == next.Attempts)
                .ExecuteUpdateAsync(set => set.SetProperty(m => m.State, MailState.Sending).SetProperty(m => m.Attempts, next.Attempts + 1).SetProperty(m => m.DueAt, now), cancellation);
            if (taken == 1)
                return await db.MailMessages.AsNoTracking().FirstAsync(m => m.Id == next.Id, cancellation);
        }
        return null;
    }

    /// <summary>Notes what came of an attempt.</summary>
    internal Task SettleAsync(MailMessage mail, SmtpAnswer answer, CancellationToken cancellation)
    {
        var now = time.GetUtcNow();
        var state = answer.Outcome switch
        {
            SmtpOutcome.Accepted => MailState.Sent,
            SmtpOutcome.Refused => MailState.Failed,
            SmtpOutcome.Postponed => mail.Attempts < MailLimits.Attempts ? MailState.Waiting : MailState.Failed,
            _ => throw new System.Diagnostics.UnreachableException(),
        };
        var problem = state == MailState.Sent ? "" : answer.Words;
        var due = now + Pause(mail.Attempts);
        DateTimeOffset? sent = state == MailState.Sent ? now : null;
        return db.MailMessages.Where(m => m.Id == mail.Id && m.State == MailState.Sending && m.Attempts == mail.Attempts)
            .ExecuteUpdateAsync(set => set.SetProperty(m => m.State, state).SetProperty(m => m.Problem, problem).SetProperty(m => m.DueAt, due).SetProperty(m => m.SentAt, sent), cancellation);
    }

    /// <summary>Tries a mail again now, from the first attempt on; false when it waits for nobody's decision.</summary>
    internal async Task<bool> RetryAsync(Guid id, CancellationToken cancellation)
    {
        var now = time.GetUtcNow();
        return await db.MailMessages.Where(m => m.Id == id && (m.State == MailState.Failed || m.State == MailState.Discarded || m.State == MailState.Waiting))
            .ExecuteUpdateAsync(set => set.SetProperty(m => m.State, MailState.Waiting).SetProperty(m => m.Attempts, 0).SetProperty(m => m.DueAt, now), cancellation) == 1;
    }

    /// <summary>Takes a mail out of the queue; false when it is sent or being sent.</summary>
    internal async Task<bool> DiscardAsync(Guid id, string by, CancellationToken cancellation)
    {
        var words = $"discarded by {by}";
        return await db.MailMessages.Where(m => m.Id == id && (m.State == MailState.Failed || m.State == MailState.Waiting))
            .ExecuteUpdateAsync(set => set.SetProperty(m => m.State, MailState.Discarded).SetProperty(m => m.Problem, words), cancellation) == 1;
    }

    /// <summary>Forgets what is over for 90 days: addresses are personal data, and the notification stays.</summary>
    internal Task<int> ForgetAsync(CancellationToken cancellation)
    {
        var before = time.GetUtcNow().AddDays(-90);
        return db.MailMessages.Where(m => m.CreatedAt < before && m.State != MailState.Waiting && m.State != MailState.Sending).ExecuteDeleteAsync(cancellation);
    }

    internal static TimeSpan Pause(int attempts) => attempts > 10 ? LongestPause : TimeSpan.FromMinutes(1 << (attempts - 1)) is var pause && pause < LongestPause ? pause : LongestPause;
}
