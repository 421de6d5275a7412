namespace Tandem.Management.Notifications;

/// <summary>What people are told of. A kind is added here and nowhere else: pages, preferences and mail follow.</summary>
internal static class NotificationKinds
{
    internal const string Mention = "mention";
    internal const string Answer = "answer";
    internal const string Comment = "comment";
    internal const string RecordChanged = "record-changed";
    internal const string TaskAssigned = "task-assigned";
    internal const string TaskDue = "task-due";
    internal const string TaskOverdue = "task-overdue";
    internal const string TaskEscalated = "task-escalated";
    internal const string ApprovalAsked = "approval-asked";
    internal const string ApprovalDecided = "approval-decided";
    internal const string WebhookDisabled = "webhook-disabled";

    /// <summary>All kinds in the order pages list them.</summary>
    internal static IReadOnlyList<NotificationKind> All { get; } =
    [
        new(Mention, "Somebody mentions me", MailWish.AtOnce),
        new(Answer, "Somebody answers my comment", MailWish.AtOnce),
        new(Comment, "Somebody comments on a record of mine", MailWish.Daily),
        new(RecordChanged, "Somebody changes a record of mine", MailWish.Daily),
        new(TaskAssigned, "A task is given to me", MailWish.AtOnce),
        new(TaskDue, "A task of mine is due soon", MailWish.AtOnce),
        new(TaskOverdue, "A task of mine is overdue", MailWish.AtOnce),
        new(TaskEscalated, "An overdue task is escalated to me", MailWish.AtOnce),
        new(ApprovalAsked, "My approval is asked for", MailWish.AtOnce),
        new(ApprovalDecided, "What I put forward is decided", MailWish.AtOnce),
        new(WebhookDisabled, "A webhook is switched off because its receiver does not answer", MailWish.AtOnce),
    ];

    internal static NotificationKind? Find(string name) => All.FirstOrDefault(kind => kind.Name == name);

    internal static bool Contains(string name) => Find(name) is not null;

    internal static string Words(string name) => Find(name)?.Label ?? name;
}

/// <summary>One thing people are told of.</summary>
/// <param name="Name">As it is stored.</param>
/// <param name="Label">As pages say it to the person who is told.</param>
/// <param name="Mail">What holds by mail until a person chooses otherwise.</param>
internal sealed record NotificationKind(string Name, string Label, MailWish Mail);
