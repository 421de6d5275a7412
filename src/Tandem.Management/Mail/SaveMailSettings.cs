using Microsoft.EntityFrameworkCore;
using Tandem.Management.Database;
using Tandem.Management.History;
using Tandem.Management.Ui;

namespace Tandem.Management.Mail;

/// <summary>Stores the settings. INVARIANT (the password stays with its server): another host, port, protection or user needs the password again, so that who changes the server does not get it sent.</summary>
internal sealed class SaveMailSettings(TandemDbContext db, MailPassword passwords, ChangeContext change)
{
    internal const string ChangedMeanwhile = "somebody else changed the settings meanwhile; load the page again and decide";

    /// <summary>What is wrong, by field; nothing when it is stored.</summary>
    internal async Task<FormErrors> ExecuteAsync(MailSettingsForm form, CancellationToken cancellation)
    {
        var stored = await db.MailSettings.FirstOrDefaultAsync(s => s.Key == MailSettings.OnlyKey, cancellation);
        var keepsPassword = stored?.PasswordProtected is not null && IsSameServer(stored, form);
        var errors = form.Check(keepsPassword);
        if (stored?.PasswordProtected is not null && !keepsPassword && errors.For("password").Count > 0)
            errors.Add("password", "another server, protection or user needs the password again");
        if (form.Version != (stored?.Version ?? 0))
            errors.Add("", ChangedMeanwhile);
        if (errors.Any)
            return errors;

        var settings = stored ?? db.Add(new MailSettings()).Entity;
        settings.IsOn = form.IsOn;
        settings.Host = form.Host;
        settings.Port = form.Port;
        settings.Security = form.Security;
        settings.UserName = form.UserName;
        if (!string.IsNullOrEmpty(form.Password))
            settings.PasswordProtected = passwords.Protect(form.Password);
        else if (form.UserName.Length == 0)
            settings.PasswordProtected = null;
        settings.SenderAddress = form.SenderAddress;
        settings.SenderName = form.SenderName;
        settings.DigestHour = form.DigestHour;
        change.Reason = "mail settings";
        try
        {
            await db.SaveChangesAsync(cancellation);
        }
        catch (DbUpdateException)
        {
            db.ChangeTracker.Clear();
            errors.Add("", ChangedMeanwhile);
        }
        return errors;
    }

    private static bool IsSameServer(MailSettings stored, MailSettingsForm form) =>
        string.Equals(stored.Host, form.Host, StringComparison.OrdinalIgnoreCase) && stored.Port == form.Port && stored.UserName == form.UserName
        && (stored.Security == form.Security || form.Security != MailSecurity.None);
}
