using Tandem.Management.Ui;
using Tandem.Management.Ui.Tables;
using Tandem.Management.Ui.Tables.Filters;

namespace Tandem.Management.Notifications;

/// <summary>A person's notifications as a table: unread first, then newest first.</summary>
internal static class NotificationsTable
{
    private const string All = "all";

    internal const string Unread = "unread";
    internal const string Read = "read";

    internal static TableDefinition<Notification> Definition { get; } = new()
    {
        Name = "notifications",
        Title = "Notifications",
        DefaultSort = "unread",
        IsDefaultDescending = true,
        UniqueBy = n => n.Id,
        Filters =
        [
            new TextValuesFilter<Notification>("kind", "What", n => n.Kind) { Codes = [.. NotificationKinds.All.Select(kind => new Choice(kind.Name, kind.Label))] },
            new ChoiceFilter<Notification>("show", "Show", [new(All, "Read and unread"), new(Unread, "Unread"), new(Read, "Read")],
                (rows, value) => value == All ? rows : value == Unread ? rows.Where(n => n.ReadAt == null) : rows.Where(n => n.ReadAt != null)),
        ],
        Columns =
        [
            new("words", "What happened", n => n.Words) { SortBy = n => n.Words, IsRowHeader = true, Cell = NotificationCells.Words },
            new("at", "When", n => n.At) { SortBy = n => n.At, Cell = NotificationCells.At },
            new("unread", "State", n => n.ReadAt is null) { SortBy = n => n.ReadAt == null, Cell = NotificationCells.State },
            new("kind", "Kind", n => n.Kind) { SortBy = n => n.Kind, IsHidden = true },
            new("record", "Record", n => n.RecordKey) { SortBy = n => n.RecordKey, IsHidden = true },
            new("path", "Address", n => n.Path) { IsHidden = true },
            new("readAt", "Read", n => n.ReadAt) { IsHidden = true },
        ],
    };
}
