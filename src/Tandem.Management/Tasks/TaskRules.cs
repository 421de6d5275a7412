using Microsoft.Extensions.DependencyInjection;
using Tandem.Management.Access;
using Tandem.Management.History;
using Tandem.Management.Notifications;
using Tandem.Management.People;
using Tandem.Management.Records;
using Tandem.Management.Records.Fields;

namespace Tandem.Management.Tasks;

/// <summary>Rules of a task over more than one field.</summary>
internal static class TaskRules
{
    internal static async Task CheckAsync(RecordDraft<TaskEntry> draft, CancellationToken cancellation)
    {
        var task = draft.Record;
        if (draft.Before is null)
            await NameWhoEntersAsync(draft, cancellation);
        if (task.IsFinished && task.Result.Length == 0)
            draft.Errors.Add("result", task.State == TaskState.Done ? "say what came of it, and where the evidence is" : "say why it is not done");
        if (task.Recurrence.Length > 0 && task.DueDay is null)
            draft.Errors.Add("dueDay", "a task that recurs needs a due day, which is the first one");
        await draft.Services.GetRequiredService<TaskSeries>().PrepareAsync(draft, cancellation);
        if (task.IsFinished != (task.FinishedAt is not null))
            task.FinishedAt = task.IsFinished ? draft.Services.GetRequiredService<TimeProvider>().GetUtcNow() : null;
        Plan(task);
    }

    /// <summary>What belongs to a save: the assignee learns of a new task, and what recurs comes again.</summary>
    internal static async Task WithSaveAsync(RecordDraft<TaskEntry> draft, CancellationToken cancellation)
    {
        var task = draft.Record;
        if (task.Assignee != draft.Before?["assignee"]?.GetValue<string>())
            TellAssignee(draft.Services, task);
        await draft.Services.GetRequiredService<TaskSeries>().ContinueAsync(draft, cancellation);
    }

    internal static void TellAssignee(IServiceProvider services, TaskEntry task) => services.GetRequiredService<Notifier>().Add(
        task.Assignee, NotificationKinds.TaskAssigned, task.Key, $"{services.GetRequiredService<ChangeContext>().ActorName} gave {task.Key} to you", TaskRegister.Definition.PathOf(task.Key));

    /// <summary>State of a task before a change; null for a new one.</summary>
    internal static TaskState? StateBefore(RecordDraft<TaskEntry> draft) => ChoiceNames.Parse<TaskState>(draft.Before?["state"]?.GetValue<string>());

    /// <summary>Days on which somebody is told, kept so that the database finds them.</summary>
    internal static void Plan(TaskEntry task)
    {
        task.RemindOn = task.DueDay?.AddDays(-task.ReminderDays);
        task.EscalateOn = task.EscalateTo.Length > 0 ? task.DueDay?.AddDays(task.EscalateAfterDays) : null;
    }

    private static async Task NameWhoEntersAsync(RecordDraft<TaskEntry> draft, CancellationToken cancellation)
    {
        var task = draft.Record;
        if (draft.Services.GetRequiredService<CurrentUser>().PersonKey is not { Length: > 0 } person
            || await draft.Services.GetRequiredService<PeopleDirectory>().MatchAsync(person, cancellation) is not [var who])
        {
            return;
        }
        // A field in which something wrong was entered keeps its error; the name here changes nothing about that.
        if (task.Assignee.Length == 0)
            (task.Assignee, task.AssigneeName) = (who.Key, who.Name);
        if (task.Owner.Length == 0)
            (task.Owner, task.OwnerName) = (who.Key, who.Name);
    }
}
