using Microsoft.EntityFrameworkCore;
using Tandem.Management.Database;
using Tandem.Management.Notifications;

namespace Tandem.Management.Tasks.Reminders;

/// <summary>Tells people of due days: once for each due day and stage, with restarts and with several processes on one database. INVARIANT (told once).</summary>
internal sealed class TaskReminders(TandemDbContext db, Notifier notifier, TimeProvider time)
{
    private const int PerRound = 100;

    /// <summary>Tells what is to be told today; how many notices were written by this call.</summary>
    internal async Task<int> RunAsync(CancellationToken cancellation)
    {
        var today = TaskRegister.Today(time);
        var told = 0;
        foreach (var stage in Enum.GetValues<TaskStage>())
        {
            List<TaskEntry> waiting;
            do
            {
                waiting = await Waiting(stage, today).OrderBy(t => t.Number).Take(PerRound).ToListAsync(cancellation);
                foreach (var task in waiting)
                    told += await TellAsync(task, stage, cancellation) ? 1 : 0;
            }
            while (waiting.Count == PerRound);
        }
        return told;
    }

    private IQueryable<TaskEntry> Waiting(TaskStage stage, DateOnly today)
    {
        var open = db.Tasks.AsNoTracking().Where(t => t.ArchivedAt == null && (t.State == TaskState.Open || t.State == TaskState.InProgress) && t.DueDay != null);
        var reached = stage switch
        {
            // Who is told that it is overdue needs no reminder any more.
            TaskStage.DueSoon => open.Where(t => t.RemindOn <= today && t.DueDay >= today),
            TaskStage.Overdue => open.Where(t => t.DueDay < today),
            TaskStage.Escalated => open.Where(t => t.EscalateOn <= today),
            _ => throw new System.Diagnostics.UnreachableException(),
        };
        return reached.Where(t => !db.TaskNotices.Any(n => n.TaskKey == t.Key && n.DueDay == t.DueDay && n.Stage == stage));
    }

    private async Task<bool> TellAsync(TaskEntry task, TaskStage stage, CancellationToken cancellation)
    {
        var (due, at) = (task.DueDay!.Value, UtcDateTimeConverter.Cut(time.GetUtcNow().UtcDateTime));
        await using var transaction = await db.Database.BeginTransactionAsync(cancellation);
        // Another process that tells of the same is waited for, and then has done it: the notices it wrote stand with its row.
        var isOurs = await db.Database.ExecuteSqlAsync(
            $"insert into task_notices (task_key, due_day, stage, at) values ({task.Key}, {due}, {stage.ToString()}, {at}) on conflict do nothing", cancellation) == 1;
        if (!isOurs)
            return false;
        var path = TaskRegister.Definition.PathOf(task.Key);
        switch (stage)
        {
            case TaskStage.DueSoon:
                notifier.Add(WhoDoes(task), NotificationKinds.TaskDue, task.Key, $"{task.Key} is due soon", path);
                break;
            case TaskStage.Overdue:
                notifier.Add(WhoDoes(task), NotificationKinds.TaskOverdue, task.Key, $"{task.Key} is overdue", path);
                if (task.Owner != WhoDoes(task))
                    notifier.Add(task.Owner, NotificationKinds.TaskOverdue, task.Key, $"{task.Key}, which you answer for, is overdue", path);
                break;
            case TaskStage.Escalated:
                notifier.Add(task.EscalateTo, NotificationKinds.TaskEscalated, task.Key, $"{task.Key} is overdue and escalated to you", path);
                break;
            default:
                throw new System.Diagnostics.UnreachableException();
        }
        await db.SaveChangesAsync(cancellation);
        await transaction.CommitAsync(cancellation);
        db.ChangeTracker.Clear();
        return true;
    }

    private static string WhoDoes(TaskEntry task) => task.Assignee.Length > 0 ? task.Assignee : task.Owner;
}
