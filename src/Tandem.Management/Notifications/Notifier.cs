using Tandem.Management.Access;
using Tandem.Management.Database;

namespace Tandem.Management.Notifications;

/// <summary>Tells people what happened. What is added is stored with the caller's next save: in one transaction with what it tells of, or not at all.</summary>
internal sealed class Notifier(TandemDbContext db, CurrentUser user, TimeProvider time)
{
    /// <summary>Adds one notification. Nobody is told of the own deed, and an empty key is nobody.</summary>
    /// <param name="personKey">Who is told, such as `PER-0007`.</param>
    /// <param name="kind">A constant of <see cref="NotificationKinds"/>.</param>
    /// <param name="recordKey">What it is about, such as `AIS-0001`; may be empty.</param>
    /// <param name="words">What happened, in one line without contents of records: it also leaves the house by mail. Cut to 300 characters.</param>
    /// <param name="path">Where to look; a path of this site, such as `/tasks/TSK-0003`.</param>
    internal void Add(string personKey, string kind, string recordKey, string words, string path)
    {
        if (Notification.For(personKey, user.PersonKey, kind, recordKey, words, path, time.GetUtcNow()) is { } notification)
            db.Add(notification);
    }
}
