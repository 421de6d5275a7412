using Tandem.Management.Ui.Tables;
using Tandem.Management.Ui.Tables.Filters;

namespace Tandem.Management.Mail;

/// <summary>The queue of mails as a table, newest first.</summary>
internal static class MailTable
{
    internal static TableDefinition<MailMessage> Definition { get; } = new()
    {
        Name = "mail",
        Title = "Mails",
        DefaultSort = "createdAt",
        IsDefaultDescending = true,
        UniqueBy = m => m.Id,
        Filters = [new EnumFilter<MailMessage, MailState>("state", "State", m => m.State, Words)],
        Columns =
        [
            new("createdAt", "When", m => m.CreatedAt) { SortBy = m => m.CreatedAt, Cell = MailCells.CreatedAt },
            new("subject", "Subject", m => m.Subject) { SortBy = m => m.Subject, IsRowHeader = true },
            new("to", "To", m => m.Address) { SortBy = m => m.Address },
            new("state", "State", m => Words(m.State)) { SortBy = m => m.State, Cell = MailCells.State },
            new("attempts", "Attempts", m => m.Attempts) { SortBy = m => m.Attempts, IsNumeric = true, IsSecondary = true },
            new("problem", "What went wrong", m => m.Problem) { SortBy = m => m.Problem },
            new("dueAt", "Next attempt", m => m.State == MailState.Waiting ? m.DueAt : null) { SortBy = m => m.DueAt, Cell = MailCells.DueAt, IsHidden = true },
            new("sentAt", "Sent", m => m.SentAt) { SortBy = m => m.SentAt, IsHidden = true },
            new("actions", "Decide", _ => null) { Cell = MailCells.Actions },
        ],
    };

    internal static string Words(MailState state) => state switch
    {
        MailState.Waiting => "Waiting",
        MailState.Sending => "Being sent",
        MailState.Sent => "Sent",
        MailState.Failed => "Given up",
        MailState.Discarded => "Discarded",
        _ => throw new System.Diagnostics.UnreachableException(),
    };
}
