using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using Tandem.Management.Access;
using Tandem.Management.Evidence.Suitability;
using Tandem.Management.Frameworks;
using Tandem.Management.Records;
using Tandem.Management.Records.Fields;

namespace Tandem.Management.Evidence;

/// <summary>Rules of the register over more than one field.</summary>
internal static class EvidenceRules
{
    // What may change while somebody looks at an item or has accepted it: it says nothing about what is shown.
    private static readonly HashSet<string> Always = new(StringComparer.Ordinal) { "title", "description", "owner", "tags", "standards", "sensitivity", "state" };

    internal static async Task CheckAsync(RecordDraft<EvidenceItem> draft, CancellationToken cancellation)
    {
        var item = draft.Record;
        var catalogue = draft.Services.GetRequiredService<FrameworkCatalogue>();
        CheckDays(draft);
        CheckKind(draft, catalogue);
        CheckLock(draft);
        item.IsForIso27001 = item.Standards.Count == 0 || item.Standards.Contains(Standard.Iso27001);
        item.IsForIso42001 = item.Standards.Count == 0 || item.Standards.Contains(Standard.Iso42001);
        FollowState(draft);
        Derive(item);
        if (HasChanged(draft, "kind") || HasChanged(draft, "ownKind"))
            await draft.Services.GetRequiredService<SuitabilityReader>().CheckLinkedAsync(draft, cancellation);
    }

    internal static async Task CheckArchivedAsync(RecordDraft<EvidenceItem> draft, CancellationToken cancellation)
    {
        if (await draft.Services.GetRequiredService<EvidenceCitations>().WhyLockedAsync(draft.Record.Key, cancellation) is { } why)
            draft.Errors.Add("", $"archiving it {why}");
    }

    /// <summary>How long it is fresh, from what is known of it.</summary>
    internal static void Derive(EvidenceItem item) =>
        (item.FreshUntil, item.DueFrom) = FreshnessRules.Of(item.FreshDays, item.CoversTo, item.CollectedOn, item.ReceivedAt is { } at ? DateOnly.FromDateTime(at.UtcDateTime) : null);

    internal static DateOnly Today(IServiceProvider services) => DateOnly.FromDateTime(services.GetRequiredService<TimeProvider>().GetUtcNow().UtcDateTime);

    private static void CheckDays(RecordDraft<EvidenceItem> draft)
    {
        if (draft.Record.CoversTo < draft.Record.CoversFrom)
            draft.Errors.Add("coversTo", "the time it speaks about cannot end before it begins");
        if (draft.Record.CollectedOn > Today(draft.Services))
            draft.Errors.Add("collectedOn", "what is still to be collected has no day yet; enter the day on which it was collected");
    }

    private static void CheckKind(RecordDraft<EvidenceItem> draft, FrameworkCatalogue catalogue)
    {
        var item = draft.Record;
        if (item.Kind.Length > 0 && item.OwnKind.Length > 0)
            draft.Errors.Add("ownKind", "it is of a kind of the catalogue or of your own; leave one of the two empty");
        var suggested = Suggested(item.Kind, catalogue);
        if (catalogue.EvidenceTypes.TryGetValue(item.Kind, out var type))
            item.Form = ChoiceNames.Parse<EvidenceForm>(type.Kind)!.Value;
        // Who did not say otherwise goes with the kind, also with another one.
        if (item.FreshDays == 0 || (HasChanged(draft, "kind") && !HasChanged(draft, "freshDays") && item.FreshDays == Suggested(Before(draft, "kind") ?? "", catalogue)))
            item.FreshDays = suggested;
    }

    private static void CheckLock(RecordDraft<EvidenceItem> draft)
    {
        if (draft.Before is not { } before || StateOf(before) is not { } state || EvidenceWorkflow.IsOpen(state))
            return;
        foreach (var name in EvidenceRegister.Definition.Fields.Select(field => field.Name).Where(name => !Always.Contains(name) && HasChanged(draft, name)))
            draft.Errors.Add(name, $"{draft.Record.Key} is `{EvidenceWords.Of(state)}` as it is; take the step `Collect again` before you change it, or add a revision");
    }

    private static void FollowState(RecordDraft<EvidenceItem> draft)
    {
        var item = draft.Record;
        if (draft.Before is null || !HasChanged(draft, "state"))
            return;
        var user = draft.Services.GetRequiredService<CurrentUser>();
        if (item.State == EvidenceState.Submitted)
            item.SubmittedBy = user.PersonKey ?? "";
        else if (item.State == EvidenceState.Accepted)
            (item.AcceptedRevision, item.AcceptedByName, item.AcceptedAt) = (item.Revision, user.Name, draft.Services.GetRequiredService<TimeProvider>().GetUtcNow());
    }

    private static int Suggested(string kind, FrameworkCatalogue catalogue) => catalogue.EvidenceTypes.TryGetValue(kind, out var type) ? type.SuggestedMaxAgeDays : EvidenceLimits.UsualFreshDays;

    private static EvidenceState? StateOf(IReadOnlyDictionary<string, JsonNode?> values) => ChoiceNames.Parse<EvidenceState>(values["state"]?.GetValue<string>());

    private static string? Before(RecordDraft<EvidenceItem> draft, string field) => draft.Before?[field]?.GetValue<string>();

    private static bool HasChanged(RecordDraft<EvidenceItem> draft, string field) =>
        draft.Before is { } before && !JsonNode.DeepEquals(EvidenceRegister.Definition.FindField(field)!.Read(draft.Record), before.GetValueOrDefault(field));
}
