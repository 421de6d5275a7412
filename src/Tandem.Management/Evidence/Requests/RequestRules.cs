using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Tandem.Management.Access;
using Tandem.Management.Database;
using Tandem.Management.Links;
using Tandem.Management.Notifications;
using Tandem.Management.People;
using Tandem.Management.Records;
using Tandem.Management.Records.Fields;

namespace Tandem.Management.Evidence.Requests;

/// <summary>Rules of the register over more than one field.</summary>
internal static class RequestRules
{
    internal static async Task CheckAsync(RecordDraft<EvidenceRequest> draft, CancellationToken cancellation)
    {
        var request = draft.Record;
        if (draft.Before is null)
            await NameWhoAsksAsync(draft, cancellation);
        if (request.PeriodTo < request.PeriodFrom)
            draft.Errors.Add("periodTo", "the time that is asked about cannot end before it begins");
        if (request.Kind.Length == 0 && request.About.Length == 0 && request.Requirement.Length == 0 && request.Details.Length == 0)
            draft.Errors.Add("details", "say what is asked for: a kind, what it is to show, or in words");
        await CheckAnswerAsync(draft, cancellation);
        if (IsAccepting(draft) && request.Answer.Length > 0)
        {
            foreach (var shown in request.Shown)
            {
                if (await WhyNotLinkedAsync(draft.Services, request.Answer, shown, cancellation) is { } why)
                    draft.Errors.Add("answer", $"{why}; return the request instead of accepting this answer");
            }
        }
    }

    private static bool IsAccepting(RecordDraft<EvidenceRequest> draft) =>
        draft.Record.State == RequestState.Accepted && draft.Before?["state"]?.GetValue<string>() != ChoiceNames.Of(RequestState.Accepted);

    private static async Task<string?> WhyNotLinkedAsync(IServiceProvider services, string item, string shown, CancellationToken cancellation)
    {
        var ends = services.GetRequiredService<LinkEnds>();
        var (from, _) = await ends.ResolveAsync(item, cancellation);
        var (to, _) = await ends.ResolveAsync(shown, cancellation);
        return from is null || to is null ? null : await services.GetRequiredService<LinkRules>().WhyNotAddedAsync(new(from, LinkRelation.EvidenceFor, to), cancellation);
    }

    private static async Task CheckAnswerAsync(RecordDraft<EvidenceRequest> draft, CancellationToken cancellation)
    {
        var request = draft.Record;
        var before = ChoiceNames.Parse<RequestState>(draft.Before?["state"]?.GetValue<string>());
        if (before is { } state && !RequestWorkflow.IsWaiting(state) && request.Answer != draft.Before!["answer"]?.GetValue<string>())
            draft.Errors.Add("answer", $"{request.Key} is `{RequestWords.Of(state)}` with the item it has; return it before another one is named");
        if (request.Answer.Length == 0 || draft.Errors.For("answer").Count > 0)
            return;
        var item = await draft.Services.GetRequiredService<TandemDbContext>().EvidenceItems.AsNoTracking().Where(i => i.Key == request.Answer).Select(i => new { i.CreatedAt, i.Revision, i.State }).FirstOrDefaultAsync(cancellation);
        if (item is null)
            draft.Errors.Add("answer", $"`{request.Answer}` is no evidence item; name one, such as `EVD-0001`");
        else if (request.State == RequestState.Answered && before != RequestState.Answered)
            Answered(item.Revision, item.State, item.CreatedAt);

        void Answered(int revision, EvidenceState itemState, DateTimeOffset createdAt)
        {
            if (revision == 0)
                draft.Errors.Add("answer", $"{request.Answer} has no revision yet; add a file, an address or a text to it first");
            else if (itemState is EvidenceState.Withdrawn or EvidenceState.Rejected)
                draft.Errors.Add("answer", $"{request.Answer} is {EvidenceWords.Of(itemState).ToLowerInvariant()}; name another item");
            (request.WasInRegister, request.AnsweredOn) = (createdAt < request.CreatedAt, EvidenceRules.Today(draft.Services));
        }
    }

    /// <summary>Who is asked learns of it, and who asked of the answer. An answer that is accepted becomes evidence for what was asked about, where the person may link it.</summary>
    internal static async Task WithSaveAsync(RecordDraft<EvidenceRequest> draft, CancellationToken cancellation)
    {
        var request = draft.Record;
        var path = RequestRegister.Definition.PathOf(request.Key);
        var notifier = draft.Services.GetRequiredService<Notifier>();
        if (request.Assignee != Before("assignee"))
            notifier.Add(request.Assignee, NotificationKinds.TaskAssigned, request.Key, $"{request.OwnerName} asks you for evidence: {request.Key}", path);
        else if (request.State == RequestState.Answered && Before("state") != ChoiceNames.Of(RequestState.Answered))
            notifier.Add(request.Owner, NotificationKinds.TaskAssigned, request.Key, $"{request.AssigneeName} answered {request.Key}", path);
        if (IsAccepting(draft) && request.Answer.Length > 0)
        {
            // Linked already, or not to be linked by this person: then its page still offers it to others.
            foreach (var shown in request.Shown)
                await draft.Services.GetRequiredService<AddLink>().JoinAsync(new(request.Answer, "evidenceFor", shown, $"accepted as the answer to {request.Key}"), cancellation);
        }

        string? Before(string field) => (draft.Before?[field] as JsonValue)?.GetValue<string>();
    }

    private static async Task NameWhoAsksAsync(RecordDraft<EvidenceRequest> draft, CancellationToken cancellation)
    {
        var request = draft.Record;
        if (request.Owner.Length == 0 && request.OwnerName.Length == 0 && draft.Services.GetRequiredService<CurrentUser>().PersonKey is { Length: > 0 } person
            && await draft.Services.GetRequiredService<PeopleDirectory>().MatchAsync(person, cancellation) is [var who])
            (request.Owner, request.OwnerName) = (who.Key, who.Name);
    }
}
