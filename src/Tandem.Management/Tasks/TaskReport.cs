namespace Tandem.Management.Tasks;

/// <summary>What can be reported on a task with one action.</summary>
public enum TaskReport
{
    Take,
    Done,
    Postpone,
}

/// <summary>What a person enters with a report; what a report does not need is empty.</summary>
/// <param name="Version">Version of the task that the person saw.</param>
/// <param name="Result">With done: what came of it.</param>
/// <param name="DueDay">With postpone: the new day as `2026-11-30`.</param>
/// <param name="Reason">Why; needed to postpone.</param>
public sealed record TaskReportEntry(int Version, string? Result = null, string? DueDay = null, string? Reason = null);
