using Microsoft.Extensions.DependencyInjection;
using Tandem.Management.Access;
using Tandem.Management.Records.Fields;
using Tandem.Management.Records.Workflows;

namespace Tandem.Management.Evidence;

/// <summary>From wanted to accepted. INVARIANT (two people): who collected or handed in an item does not accept it.</summary>
internal static class EvidenceWorkflow
{
    internal static Workflow<EvidenceItem> Definition { get; } = new()
    {
        Field = "state",
        Initial = [ChoiceNames.Of(EvidenceState.Requested)],
        Transitions =
        [
            Step("submit", "Submit", "send", EvidenceState.Submitted, EvidenceState.Requested, EvidenceState.Rejected) with { Guards = [HasRevision, HasKind, SaysWhen] },
            Step("accept", "Accept", "circle-check", EvidenceState.Accepted, EvidenceState.Submitted) with { Guards = [HasRevision, IsNotOwnWork] },
            Step("reject", "Reject", "circle-x", EvidenceState.Rejected, EvidenceState.Submitted) with { RequiresReason = true },
            Step("reopen", "Collect again", "arrow-back-up", EvidenceState.Requested, EvidenceState.Submitted, EvidenceState.Accepted, EvidenceState.Withdrawn) with { Guards = [IsNotCited], RequiresReason = true },
            Step("withdraw", "Withdraw", "archive", EvidenceState.Withdrawn, EvidenceState.Requested, EvidenceState.Submitted, EvidenceState.Accepted, EvidenceState.Rejected) with { Guards = [IsNotCited], RequiresReason = true },
        ],
    };

    private static Guard<EvidenceItem> HasRevision => new((item, _, _) => Task.FromResult(item.Revision > 0 ? null
        : new Blocker("needs a revision: a file, an address or a text", $"{EvidenceRegister.Path}/{item.Key}/revisions/new", "Add a revision")));

    private static Guard<EvidenceItem> HasKind => new((item, _, _) => Task.FromResult(item.Kind.Length > 0 || item.OwnKind.Length > 0 ? null
        : new Blocker("needs a kind, of the catalogue or of your own", Edit(item, "kind"), "Say what kind it is")));

    private static Guard<EvidenceItem> SaysWhen => new((item, _, _) => Task.FromResult(
        item.CollectedOn is null ? new Blocker("needs the day on which it was collected", Edit(item, "collectedOn"), "Say when it was collected")
        : item.CollectedBy.Length == 0 && item.Agent.Length == 0 ? new Blocker("needs to say who or what collected it", Edit(item, "collectedBy"), "Say who collected it")
        : null));

    private static Guard<EvidenceItem> IsNotOwnWork => new((item, services, _) =>
    {
        var person = services.GetRequiredService<CurrentUser>().PersonKey;
        return Task.FromResult(string.IsNullOrEmpty(person) ? new Blocker("is decided by a person; sign in as one")
            : person == item.CollectedBy ? new Blocker("is decided by somebody else: you collected it")
            : person == item.SubmittedBy ? new Blocker("is decided by somebody else: you handed it in") : null);
    });

    private static Guard<EvidenceItem> IsNotCited => new(async (item, services, cancellation) =>
        await services.GetRequiredService<EvidenceCitations>().WhyLockedAsync(item.Key, cancellation) is { } why ? new Blocker(why) : null);

    /// <summary>States in which it is still being collected, so that what it says of itself may change.</summary>
    internal static bool IsOpen(EvidenceState state) => state is EvidenceState.Requested or EvidenceState.Rejected;

    private static string Edit(EvidenceItem item, string field) => $"{EvidenceRegister.Path}/{item.Key}/edit#field-{field}";

    private static Transition<EvidenceItem> Step(string name, string verb, string icon, EvidenceState to, params EvidenceState[] from) =>
        new(name, verb, icon, from.Select(ChoiceNames.Of).ToList(), ChoiceNames.Of(to));
}
