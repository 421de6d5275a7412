using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Tandem.Management.Records;

namespace Tandem.Management.Tasks.Reminders;

/// <summary>Says that people were told of a task's due day at one stage. Bookkeeping: what it tells of stands in the history itself.</summary>
internal sealed class TaskNotice
{
    public required string TaskKey { get; init; }

    /// <summary>A task that is postponed has another due day, of which people are told anew.</summary>
    public required DateOnly DueDay { get; init; }

    public required TaskStage Stage { get; init; }

    public required DateTimeOffset At { get; init; }
}

/// <summary>What people are told of a due day.</summary>
internal enum TaskStage
{
    DueSoon,
    Overdue,
    Escalated,
}

internal sealed class TaskNoticeConfiguration : IEntityTypeConfiguration<TaskNotice>
{
    public void Configure(EntityTypeBuilder<TaskNotice> builder)
    {
        builder.ToTable("task_notices");
        // INVARIANT (told once): of one due day at one stage there is one row, whichever process writes it first.
        builder.HasKey(n => new { n.TaskKey, n.DueDay, n.Stage });
        builder.Property(n => n.TaskKey).HasMaxLength(RecordLimits.Key);
        builder.Property(n => n.Stage).HasConversion<string>().HasMaxLength(16);
    }
}
