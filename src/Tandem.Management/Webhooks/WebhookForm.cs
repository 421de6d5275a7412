using System.Globalization;
using Microsoft.AspNetCore.Http;
using Tandem.Management.History;
using Tandem.Management.Ui;

namespace Tandem.Management.Webhooks;

/// <summary>A receiver as a page or a program sends it.</summary>
public sealed record WebhookForm
{
    public string Url { get; init; } = "";

    public string Description { get; init; } = "";

    public bool AllowsPrivate { get; init; }

    public IReadOnlyList<string> RecordTypes { get; init; } = [];

    public IReadOnlyList<string> Actions { get; init; } = [ChangeAction.Created, ChangeAction.Changed, ChangeAction.Archived, ChangeAction.Restored];

    /// <summary>Version that the change is based on; 0 for a new one.</summary>
    public int Version { get; init; }

    internal static WebhookForm From(IFormCollection form) => new()
    {
        Url = form["url"].ToString().Trim(),
        Description = form["description"].ToString().Trim(),
        AllowsPrivate = form["allowsPrivate"] == "true",
        RecordTypes = [.. form["recordTypes"].OfType<string>()],
        Actions = [.. form["actions"].OfType<string>()],
        Version = int.TryParse(form["version"], NumberStyles.None, CultureInfo.InvariantCulture, out var version) ? version : 0,
    };

    internal static WebhookForm From(Webhook webhook) => new()
    {
        Url = webhook.Url,
        Description = webhook.Description,
        AllowsPrivate = webhook.AllowsPrivate,
        RecordTypes = webhook.RecordTypes,
        Actions = webhook.Actions,
        Version = webhook.Version,
    };

    /// <param name="knownTypes">Types of record that can be told of.</param>
    internal FormErrors Check(IReadOnlyCollection<string> knownTypes)
    {
        var errors = new FormErrors();
        if (WebhookAddress.Problem(Url ?? "", AllowsPrivate) is { } problem)
            errors.Add("url", problem);
        if (Description is { Length: > WebhookLimits.Description })
            errors.Add("description", $"enter at most {WebhookLimits.Description} characters");
        if (RecordTypes is not { Count: > 0 })
            errors.Add("recordTypes", "choose at least one kind of record");
        else if (RecordTypes.FirstOrDefault(type => !knownTypes.Contains(type)) is { } unknown)
            errors.Add("recordTypes", $"nothing is told of `{unknown}`; kinds are {string.Join(", ", knownTypes.Select(type => $"`{type}`"))}");
        if (Actions is not { Count: > 0 })
            errors.Add("actions", "choose at least one action");
        else if (Actions.FirstOrDefault(action => !ChangeAction.All.Contains(action)) is { } strange)
            errors.Add("actions", $"`{strange}` is no action; actions are {string.Join(", ", ChangeAction.All.Select(action => $"`{action}`"))}");
        return errors;
    }
}
