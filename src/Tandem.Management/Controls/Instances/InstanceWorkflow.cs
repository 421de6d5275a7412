using Tandem.Management.Records.Fields;
using Tandem.Management.Records.Workflows;

namespace Tandem.Management.Controls.Instances;

/// <summary>From not started to in place. Implemented says how and by whom; what takes a step back takes a reason.</summary>
internal static class InstanceWorkflow
{
    internal static Workflow<ControlInstance> Definition { get; } = new()
    {
        Field = "status",
        Initial = [ChoiceNames.Of(InstanceStatus.NotStarted), ChoiceNames.Of(InstanceStatus.Planned), ChoiceNames.Of(InstanceStatus.InProgress), ChoiceNames.Of(InstanceStatus.Implemented)],
        Transitions =
        [
            Step("plan", "Plan", "calendar", InstanceStatus.Planned, InstanceStatus.NotStarted),
            Step("begin", "Begin", "player-play", InstanceStatus.InProgress, InstanceStatus.NotStarted, InstanceStatus.Planned),
            Step("implement", "Mark as implemented", "circle-check", InstanceStatus.Implemented, InstanceStatus.NotStarted, InstanceStatus.Planned, InstanceStatus.InProgress),
            Step("reopen", "Back to work", "arrow-back-up", InstanceStatus.InProgress, InstanceStatus.Implemented) with { RequiresReason = true },
            Step("drop", "Not needed here", "x", InstanceStatus.NotNeeded, InstanceStatus.NotStarted, InstanceStatus.Planned, InstanceStatus.InProgress, InstanceStatus.Implemented) with { RequiresReason = true },
            Step("need", "Needed after all", "arrow-back-up", InstanceStatus.NotStarted, InstanceStatus.NotNeeded) with { RequiresReason = true },
        ],
    };

    private static Transition<ControlInstance> Step(string name, string verb, string icon, InstanceStatus to, params InstanceStatus[] from) =>
        new(name, verb, icon, from.Select(ChoiceNames.Of).ToList(), ChoiceNames.Of(to));
}
