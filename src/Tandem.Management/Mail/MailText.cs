using System.Globalization;
using System.Text;
using Tandem.Management.Notifications;

namespace Tandem.Management.Mail;

/// <summary>The words of mails: plain text, who, what and where, and nothing that a record says. Pure.</summary>
internal static class MailText
{
    internal static (string Subject, string Body) OfOne(Notification notification, Uri site) => (
        notification.Words,
        $"{notification.Words}.\n\n{Address(site, notification.Path)}\n{Foot(site)}");

    /// <summary>One mail for a day: what happened to one record stands together.</summary>
    internal static (string Subject, string Body) OfDay(IReadOnlyList<Notification> notifications, Uri site)
    {
        var text = new StringBuilder("Since the last mail of the day:\n");
        foreach (var record in notifications.Take(MailLimits.DigestLines).GroupBy(n => n.RecordKey, StringComparer.Ordinal))
        {
            text.Append('\n');
            foreach (var (words, path, count) in record.GroupBy(n => (n.Words, n.Path)).Select(same => (same.Key.Words, same.Key.Path, same.Count())))
                text.Append(CultureInfo.InvariantCulture, $"- {words}{(count > 1 ? $" ({count} times)" : "")}\n  {Address(site, path)}\n");
        }
        if (notifications.Count > MailLimits.DigestLines)
            text.Append(CultureInfo.InvariantCulture, $"\nand {notifications.Count - MailLimits.DigestLines} more: {Address(site, "/notifications")}\n");
        return (string.Create(CultureInfo.InvariantCulture, $"{notifications.Count} {(notifications.Count == 1 ? "notification" : "notifications")} in the management system"), text.Append(Foot(site)).ToString());
    }

    internal static (string Subject, string Body) OfTest(string name, Uri site) =>
        ("Test mail of the management system", $"{name} had this mail sent to see whether the settings are right. They are.\n{Foot(site)}");

    private static string Foot(Uri site) => $"\n-- \nTandem management system. What reaches you by mail: {Address(site, "/account/notifications")}\n";

    private static string Address(Uri site, string path) => new Uri(site, path).AbsoluteUri;
}
