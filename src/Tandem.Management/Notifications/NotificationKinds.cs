using Tandem.Management.Ui;

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

    /// <summary>All kinds in the order pages list them, each in words.</summary>
    internal static IReadOnlyList<Choice> All { get; } =
    [
        new(Mention, "Somebody mentions me"),
        new(Answer, "Somebody answers my comment"),
        new(Comment, "Somebody comments on a record of mine"),
        new(RecordChanged, "Somebody changes a record of mine"),
        new(TaskAssigned, "A task is given to me"),
        new(TaskDue, "A task of mine is due soon"),
        new(TaskOverdue, "A task of mine is overdue"),
        new(TaskEscalated, "An overdue task is escalated to me"),
        new(ApprovalAsked, "My approval is asked for"),
        new(ApprovalDecided, "What I put forward is decided"),
        new(WebhookDisabled, "A webhook was switched off because its receiver does not answer"),
    ];

    internal static bool Contains(string kind) => All.Any(known => known.Value == kind);

    internal static string Words(string kind) => All.FirstOrDefault(known => known.Value == kind)?.Label ?? kind;
}
