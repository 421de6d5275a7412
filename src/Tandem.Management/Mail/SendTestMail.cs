using Microsoft.EntityFrameworkCore;
using Tandem.Management.Access;
using Tandem.Management.Database;

namespace Tandem.Management.Mail;

/// <summary>Sends one mail now, past the queue, to see whether the settings are right.</summary>
internal sealed class SendTestMail(TandemDbContext db, SmtpTransport transport, CurrentUser user, ManagementOptions options, TimeProvider time)
{
    /// <summary>What the server said; null when there are no settings yet.</summary>
    internal async Task<SmtpAnswer?> ExecuteAsync(string to, CancellationToken cancellation)
    {
        if (await db.MailSettings.AsNoTracking().FirstOrDefaultAsync(s => s.Key == MailSettings.OnlyKey, cancellation) is not { } settings)
            return null;
        var now = time.GetUtcNow();
        var (subject, body) = MailText.OfTest(user.Name, options.BrowserUrl);
        return await transport.SendAsync(
            settings,
            new MailMessage { Id = Guid.CreateVersion7(now), PersonKey = "", Address = to, AddressName = "", Subject = subject, Body = body, CreatedAt = now, DueAt = now },
            cancellation);
    }
}
