using System.Globalization;
using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using Tandem.Management.Access;
using Tandem.Management.Database;
using Tandem.Management.Records;
using Tandem.Management.Records.Fields;
using Tandem.Management.Ui;

namespace Tandem.Management.Tasks;

/// <summary>Takes, finishes or postpones a task: for its assignee and for those who may change it. The change itself goes the way of every other one.</summary>
internal sealed class ReportOnTask(SaveRecord save, TandemDbContext db, CurrentUser user)
{
    internal async Task<RecordOutcome<TaskEntry>> HandleAsync(string key, TaskReport report, TaskReportEntry entry, CancellationToken cancellation)
    {
        if (await db.Tasks.AsNoTracking().FirstOrDefaultAsync(t => t.Key == key, cancellation) is not { } task)
            return new RecordOutcome<TaskEntry>.Missing();
        if (task.IsFinished && task.Version == entry.Version)
            return new RecordOutcome<TaskEntry>.Refused($"{key} is {TaskWords.Of(task.State).ToLowerInvariant()} already; who may change it can open it again in its form");
        var values = new Dictionary<string, JsonNode?>(StringComparer.Ordinal);
        switch (report)
        {
            case TaskReport.Take:
                values["state"] = ChoiceNames.Of(TaskState.InProgress);
                // The assignee only reports that the work has begun; whoever takes it from somebody else must be allowed to change the task.
                if (task.Assignee != user.PersonKey)
                    values["assignee"] = user.PersonKey;
                break;
            case TaskReport.Done:
                values["state"] = ChoiceNames.Of(TaskState.Done);
                values["result"] = entry.Result ?? "";
                break;
            case TaskReport.Postpone:
                if (PostponeProblems(task, entry) is { Any: true } errors)
                    return new RecordOutcome<TaskEntry>.Invalid(errors);
                values["dueDay"] = entry.DueDay;
                break;
            default:
                throw new System.Diagnostics.UnreachableException();
        }
        return await save.EditAsync(TaskRegister.Definition, key, new RecordPatch(values, entry.Version, entry.Reason ?? ""), cancellation);
    }

    private static FormErrors PostponeProblems(TaskEntry task, TaskReportEntry entry)
    {
        var errors = new FormErrors();
        if (!DateOnly.TryParseExact(entry.DueDay?.Trim(), "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day))
            errors.Add("dueDay", "enter the new day, such as `2026-11-30`");
        else if (day <= task.DueDay)
            errors.Add("dueDay", $"the new day lies after the one so far, {DayText.Of(task.DueDay.Value)}; who may change the task can also set an earlier one");
        if (string.IsNullOrWhiteSpace(entry.Reason))
            errors.Add("reason", "say why it is postponed");
        return errors;
    }
}
