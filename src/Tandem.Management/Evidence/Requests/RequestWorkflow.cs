using Microsoft.Extensions.DependencyInjection;
using Tandem.Management.Access;
using Tandem.Management.Records.Fields;
using Tandem.Management.Records.Workflows;

namespace Tandem.Management.Evidence.Requests;

/// <summary>From asked to closed. INVARIANT (two people): who is asked answers, and does not decide on the answer.</summary>
internal static class RequestWorkflow
{
    internal static Workflow<EvidenceRequest> Definition { get; } = new()
    {
        Field = "state",
        Initial = [ChoiceNames.Of(RequestState.Open)],
        Transitions =
        [
            Step("answer", "Answer", "send", RequestState.Answered, RequestState.Open, RequestState.Returned) with { Guards = [HasAnswer] },
            Step("accept", "Accept the answer", "circle-check", RequestState.Accepted, RequestState.Answered) with { Guards = [IsNotAsked] },
            Step("return", "Return", "arrow-back-up", RequestState.Returned, RequestState.Answered) with { Guards = [IsNotAsked], RequiresReason = true },
            Step("close", "Close", "archive", RequestState.Closed, RequestState.Accepted) with { Guards = [IsNotAsked] },
            Step("drop", "Close without an answer", "x", RequestState.Closed, RequestState.Open, RequestState.Returned) with { Guards = [IsNotAsked], RequiresReason = true },
        ],
    };

    /// <summary>States in which an answer may still be named.</summary>
    internal static bool IsWaiting(RequestState state) => state is RequestState.Open or RequestState.Returned;

    private static Guard<EvidenceRequest> HasAnswer => new((request, _, _) => Task.FromResult(request.Answer.Length > 0 ? null
        : new Blocker("needs the evidence item that answers it", $"/evidence-requests/{request.Key}/edit#field-answer", "Name the item")));

    private static Guard<EvidenceRequest> IsNotAsked => new((request, services, _) => Task.FromResult(
        services.GetRequiredService<CurrentUser>().PersonKey is { Length: > 0 } person && person == request.Assignee ? new Blocker("is decided by somebody else: you are asked") : null));

    private static Transition<EvidenceRequest> Step(string name, string verb, string icon, RequestState to, params RequestState[] from) =>
        new(name, verb, icon, from.Select(ChoiceNames.Of).ToList(), ChoiceNames.Of(to));
}
