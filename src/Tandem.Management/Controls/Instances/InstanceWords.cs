using System.Diagnostics;
using Tandem.Management.Ui;

namespace Tandem.Management.Controls.Instances;

/// <summary>What pages call the values of an instance.</summary>
internal static class InstanceWords
{
    internal static string Of(InstanceStatus status) => status switch
    {
        InstanceStatus.NotStarted => "Not started",
        InstanceStatus.Planned => "Planned",
        InstanceStatus.InProgress => "In progress",
        InstanceStatus.Implemented => "Implemented",
        InstanceStatus.NotNeeded => "Not needed",
        _ => throw new UnreachableException(),
    };

    internal static Tone Tone(InstanceStatus status) => status switch
    {
        InstanceStatus.NotStarted or InstanceStatus.NotNeeded => Ui.Tone.Neutral,
        InstanceStatus.Planned or InstanceStatus.InProgress => Ui.Tone.Active,
        InstanceStatus.Implemented => Ui.Tone.Good,
        _ => throw new UnreachableException(),
    };
}
