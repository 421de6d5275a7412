using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using Tandem.Management.Database;
using Tandem.Management.History;
using Tandem.Management.Records;
using Tandem.Management.Tasks.Recurrences;
using Tandem.Management.Ui;

namespace Tandem.Management.Tasks;

/// <summary>Makes a recurring task come again: once it is finished, the next occurrence is entered in the same transaction. INVARIANT (one next occurrence).</summary>
internal sealed class TaskSeries(TandemDbContext db, ChangeContext change, IServiceProvider services, TimeProvider time)
{
    // What each occurrence has of its own, and the rule, which the occurrence before carries.
    private static readonly HashSet<string> NotOfFollowing = new(StringComparer.Ordinal) { "state", "result", "dueDay", "scope", "recurrence" };

    /// <summary>Before a save: what the change means for the occurrences that follow.</summary>
    internal async Task PrepareAsync(RecordDraft<TaskEntry> draft, CancellationToken cancellation)
    {
        var task = draft.Record;
        var isNewRule = task.Recurrence != (draft.Before?["recurrence"]?.GetValue<string>() ?? "");
        if (isNewRule && await FindLaterAsync(task, cancellation) is { } later)
            draft.Errors.Add("recurrence", $"{later} follows this task already; change the recurrence there");
        if (draft.Errors.Any)
            return;
        if (task.Recurrence.Length == 0)
        {
            task.Following = "";
            return;
        }
        if (isNewRule)
        {
            task.SeriesKey ??= task.Key;
            task.ScheduledDay = task.RuleStart = task.DueDay;
            task.RuleStartOccurrence = task.Occurrence;
        }
        if (task.Following.Length == 0 || task.Scope == TaskScope.ThisAndFollowing)
            task.Following = TemplateOf(task);
    }

    /// <summary>With the save of a finished occurrence: enters the next one, unless it is there or the series has ended.</summary>
    internal async Task ContinueAsync(RecordDraft<TaskEntry> draft, CancellationToken cancellation)
    {
        var task = draft.Record;
        var wasFinished = TaskRules.StateBefore(draft) is TaskState.Done or TaskState.Cancelled;
        var isEnded = task is { State: TaskState.Cancelled, Scope: TaskScope.ThisAndFollowing };
        if (!task.IsFinished || wasFinished || isEnded || NextOf(task, TaskRegister.Today(time)) is not { } next || await FindLaterAsync(task, cancellation) is not null)
            return;
        var now = time.GetUtcNow();
        var (key, number) = await KeySequence.NextAsync(db, TaskEntry.Type, TaskRegister.Definition.KeyPrefix, cancellation);
        var entry = TaskRegister.Definition.Create(new(Guid.CreateVersion7(now), key, number, now, change.ActorName));
        await FillAsync(entry, task, cancellation);
        (entry.SeriesKey, entry.Recurrence, entry.RuleStart, entry.RuleStartOccurrence, entry.Following) = (task.SeriesKey, task.Recurrence, task.RuleStart, task.RuleStartOccurrence, task.Following);
        entry.DueDay = entry.ScheduledDay = next.Day;
        entry.Occurrence = task.Occurrence + 1 + next.SkippedCount;
        entry.SkippedDays = next.Skipped.Select(day => DayText.Of(day)).ToList();
        TaskRules.Plan(entry);
        entry.SearchText = RecordSearch.TextOf(TaskRegister.Definition, entry);
        change.Reason = $"follows {task.Key}";
        db.Add(entry);
    }

    /// <summary>The occurrence after this one; null when there is none.</summary>
    /// <param name="task">With recurrence.</param>
    /// <param name="today">Days up to it are past: an occurrence that nobody could do in time is not entered, but named.</param>
    internal static NextOccurrence? NextOf(TaskEntry task, DateOnly today)
    {
        if (!RecurrenceText.TryParse(task.Recurrence, out var recurrence, out _) || task is not { ScheduledDay: { } scheduled, RuleStart: { } start })
            return null;
        var left = recurrence.Times is { } times ? task.RuleStartOccurrence + times - 1 - task.Occurrence : int.MaxValue;
        List<DateOnly> skipped = [];
        var count = 0;
        foreach (var day in RecurrenceDates.After(recurrence, start, scheduled).Take(left))
        {
            if (day > today)
                return new(day, count, skipped);
            count++;
            if (skipped.Count < TaskLimits.SkippedDays)
                skipped.Add(day);
        }
        return null;
    }

    /// <summary>Days that follow by the rule as it is, whatever becomes of this occurrence.</summary>
    internal static IReadOnlyList<DateOnly> Preview(TaskEntry task, int most)
    {
        if (!RecurrenceText.TryParse(task.Recurrence, out var recurrence, out _) || task is not { ScheduledDay: { } scheduled, RuleStart: { } start })
            return [];
        var left = recurrence.Times is { } times ? task.RuleStartOccurrence + times - 1 - task.Occurrence : most;
        return RecurrenceDates.After(recurrence, start, scheduled).Take(Math.Min(left, most)).ToList();
    }

    private async Task<string?> FindLaterAsync(TaskEntry task, CancellationToken cancellation) => task.SeriesKey is { } series
        ? await db.Tasks.AsNoTracking().Where(t => t.SeriesKey == series && t.Occurrence > task.Occurrence).OrderBy(t => t.Occurrence).Select(t => t.Key).FirstOrDefaultAsync(cancellation)
        : null;

    private static string TemplateOf(TaskEntry task) => new JsonObject(
        TaskRegister.Definition.Fields.Where(field => !NotOfFollowing.Contains(field.Name)).Select(field => KeyValuePair.Create(field.Name, field.Read(task)))).ToJsonString(JsonColumn.Options);

    private async Task FillAsync(TaskEntry entry, TaskEntry before, CancellationToken cancellation)
    {
        var template = JsonNode.Parse(before.Following)!.AsObject();
        foreach (var field in TaskRegister.Definition.Fields.Where(field => template.ContainsKey(field.Name)))
        {
            // Somebody who left meanwhile is named no more. What the task is about stays, also when it was archived.
            if (await field.WriteAsync(entry, field.Tidy(template[field.Name]?.DeepClone()), services, cancellation) is not null && field.Name == "about")
                entry.About = template["about"]!.GetValue<string>();
        }
        if (entry.Assignee.Length == 0)
            (entry.Assignee, entry.AssigneeName) = (entry.Owner, entry.OwnerName);
    }
}

/// <param name="Day">Its day.</param>
/// <param name="SkippedCount">Days of the rule before it that passed unused.</param>
/// <param name="Skipped">The first of these.</param>
internal sealed record NextOccurrence(DateOnly Day, int SkippedCount, IReadOnlyList<DateOnly> Skipped);
