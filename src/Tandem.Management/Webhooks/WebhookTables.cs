using Tandem.Management.Ui.Tables;
using Tandem.Management.Ui.Tables.Filters;

namespace Tandem.Management.Webhooks;

/// <summary>Receivers, and deliveries to one of them, as tables. Keys of signatures are in neither.</summary>
internal static class WebhookTables
{
    internal static TableDefinition<Webhook> Webhooks { get; } = new()
    {
        Name = "webhooks",
        Title = "Webhooks",
        DefaultSort = "key",
        Filters = [new ChoiceFilter<Webhook>("show", "Show", [new("active", "In use"), new("archived", "Taken out of use"), new("all", "Both")],
            (rows, value) => value switch { "active" => rows.Where(w => w.ArchivedAt == null), "archived" => rows.Where(w => w.ArchivedAt != null), _ => rows })],
        Columns =
        [
            new("key", "Key", w => w.Key) { SortBy = w => w.Key, IsRowHeader = true, Cell = WebhookCells.Key },
            new("url", "Receiver", w => w.Url) { SortBy = w => w.Url },
            new("description", "Description", w => w.Description) { SortBy = w => w.Description },
            new("recordTypes", "Told of", w => w.RecordTypes) { IsSecondary = true },
            new("state", "State", StateWords) { Cell = WebhookCells.State },
            new("problem", "Why off", w => w.Problem) { IsHidden = true },
        ],
    };

    internal static TableDefinition<WebhookDelivery> Deliveries { get; } = new()
    {
        Name = "webhook-deliveries",
        Title = "Deliveries",
        DefaultSort = "createdAt",
        IsDefaultDescending = true,
        UniqueBy = d => d.Id,
        Filters = [new EnumFilter<WebhookDelivery, WebhookDeliveryState>("state", "State", d => d.State, Words)],
        Columns =
        [
            new("createdAt", "When", d => d.CreatedAt) { SortBy = d => d.CreatedAt, Cell = WebhookCells.CreatedAt },
            new("event", "Event", d => d.Event) { SortBy = d => d.Event, IsRowHeader = true },
            new("state", "State", d => Words(d.State)) { SortBy = d => d.State, Cell = WebhookCells.DeliveryState },
            new("attempts", "Attempts", d => d.Attempts) { SortBy = d => d.Attempts, IsNumeric = true, IsSecondary = true },
            new("status", "Answer", d => d.Status) { SortBy = d => d.Status, Cell = WebhookCells.Answer },
            new("answer", "Beginning of the answer", d => d.Answer) { IsHidden = true },
            new("dueAt", "Next attempt", d => d.State == WebhookDeliveryState.Waiting ? d.DueAt : null) { SortBy = d => d.DueAt, Cell = WebhookCells.DueAt, IsHidden = true },
            new("body", "Body", d => d.Body) { IsHidden = true },
            new("actions", "Decide", _ => null) { Cell = WebhookCells.Resend },
        ],
    };

    internal static string StateWords(Webhook webhook) => webhook switch
    {
        { ArchivedAt: not null } => "Taken out of use",
        { IsOn: true } => "On",
        { Problem.Length: > 0 } => "Switched off by the program",
        _ => "Off",
    };

    internal static string Words(WebhookDeliveryState state) => state switch
    {
        WebhookDeliveryState.Waiting => "Waiting",
        WebhookDeliveryState.Sending => "Being sent",
        WebhookDeliveryState.Delivered => "Delivered",
        WebhookDeliveryState.Failed => "Given up",
        _ => throw new System.Diagnostics.UnreachableException(),
    };
}
