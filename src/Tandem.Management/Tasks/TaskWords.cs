using System.Diagnostics;
using Tandem.Management.Frameworks;
using Tandem.Management.Ui;

namespace Tandem.Management.Tasks;

/// <summary>What pages call the values of a task.</summary>
internal static class TaskWords
{
    internal static string Of(TaskState state) => state switch
    {
        TaskState.Open => "Open",
        TaskState.InProgress => "In progress",
        TaskState.Done => "Done",
        TaskState.Cancelled => "Cancelled",
        _ => throw new UnreachableException(),
    };

    internal static Tone ToneOf(TaskState state) => state switch
    {
        TaskState.Open or TaskState.Cancelled => Tone.Neutral,
        TaskState.InProgress => Tone.Active,
        TaskState.Done => Tone.Good,
        _ => throw new UnreachableException(),
    };

    internal static string Of(TaskPriority priority) => priority switch
    {
        TaskPriority.Normal => "Normal",
        TaskPriority.High => "High",
        TaskPriority.Low => "Low",
        _ => throw new UnreachableException(),
    };

    internal static string Of(TaskScope scope) => scope switch
    {
        TaskScope.ThisOne => "This one",
        TaskScope.ThisAndFollowing => "This and following",
        _ => throw new UnreachableException(),
    };

    internal static string Of(Standard standard) => standard.Edition();
}
