using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Tandem.Management.Database;
using Tandem.Management.Frameworks;
using Tandem.Management.Records;

namespace Tandem.Management.Tasks;

/// <summary>Something that somebody is to do by a day. Each occurrence of a recurring task is a task of its own; the next one is made when this one is finished.</summary>
public sealed class TaskEntry : Record
{
    internal const string Type = "task";

    public required TaskId Id { get; init; }

    public string Title { get; set; } = "";

    public string Description { get; set; } = "";

    /// <summary>Key of the person who is to do it.</summary>
    public string Assignee { get; set; } = "";

    public string AssigneeName { get; set; } = "";

    public IReadOnlyList<Standard> Standards { get; set; } = [];

    /// <summary>Key of the record that it is about, of whatever register; empty for none.</summary>
    public string About { get; set; } = "";

    public TaskState State { get; set; }

    /// <summary>What came of it, or why it was not done.</summary>
    public string Result { get; set; } = "";

    public TaskPriority Priority { get; set; }

    public DateOnly? DueDay { get; set; }

    /// <summary>The due day, or the last day there is: so that a list by due day, in which what has none stands last, is read off an index. Computed by the database.</summary>
    public DateOnly DueOrder { get; private set; }

    public int ReminderDays { get; set; } = 3;

    /// <summary>Key of the person who is told when it stays undone; empty for nobody.</summary>
    public string EscalateTo { get; set; } = "";

    public string EscalateToName { get; set; } = "";

    public int EscalateAfterDays { get; set; } = 3;

    public string EvidenceExpected { get; set; } = "";

    /// <summary>Rule of RFC 5545 in the subset of <see cref="Recurrences.Recurrence"/>; empty for a task that does not recur.</summary>
    public string Recurrence { get; set; } = "";

    /// <summary>Said with a change and not stored.</summary>
    public TaskScope Scope { get; set; }

    /// <summary>Key of the first task of the series; null for a task that never recurred.</summary>
    public string? SeriesKey { get; set; }

    /// <summary>Place in the series, from 1; days of the rule that passed unused are counted too.</summary>
    public int Occurrence { get; set; } = 1;

    /// <summary>The day that the rule gave, wherever the due day was moved.</summary>
    public DateOnly? ScheduledDay { get; set; }

    /// <summary>Day from which the rule counts its intervals.</summary>
    public DateOnly? RuleStart { get; set; }

    /// <summary>Occurrence at which the rule began to hold; a number of times counts from it.</summary>
    public int RuleStartOccurrence { get; set; } = 1;

    /// <summary>Fields of the following occurrences as JSON; empty for a task that does not recur.</summary>
    public string Following { get; set; } = "";

    /// <summary>Days of the rule between the occurrence before and this one, which passed unused because that one was finished late.</summary>
    public IReadOnlyList<string> SkippedDays { get; set; } = [];

    public DateTimeOffset? FinishedAt { get; set; }

    /// <summary>Day on which the reminder goes out; null when there is none.</summary>
    public DateOnly? RemindOn { get; set; }

    /// <summary>Day on which it is escalated; null when it is not.</summary>
    public DateOnly? EscalateOn { get; set; }

    public override string RecordType => Type;

    internal bool IsFinished => State is TaskState.Done or TaskState.Cancelled;

    internal bool IsOverdue(DateOnly today) => !IsFinished && DueDay < today;
}

internal sealed class TaskEntryConfiguration : IEntityTypeConfiguration<TaskEntry>
{
    public void Configure(EntityTypeBuilder<TaskEntry> builder)
    {
        builder.ToTable("tasks");
        builder.HasKey(t => t.Id);
        RecordColumns.Configure(builder);
        builder.Property(t => t.Title).HasMaxLength(TaskLimits.Title);
        builder.Property(t => t.Assignee).HasMaxLength(RecordLimits.Key);
        builder.Property(t => t.AssigneeName).HasMaxLength(RecordLimits.PersonName);
        builder.Property(t => t.Standards).AsJson();
        builder.Property(t => t.About).HasMaxLength(RecordLimits.Key);
        builder.Property(t => t.State).HasConversion<string>().HasMaxLength(16);
        builder.Property(t => t.Priority).HasConversion<string>().HasMaxLength(16);
        builder.Property(t => t.EscalateTo).HasMaxLength(RecordLimits.Key);
        builder.Property(t => t.EscalateToName).HasMaxLength(RecordLimits.PersonName);
        builder.Property(t => t.Recurrence).HasMaxLength(TaskLimits.Recurrence);
        builder.Ignore(t => t.Scope);
        builder.Property(t => t.SeriesKey).HasMaxLength(RecordLimits.Key);
        builder.Property(t => t.SkippedDays).AsJson();
        // INVARIANT (one next occurrence): a series has each occurrence once, whoever finishes the one before and however often.
        builder.HasIndex(t => new { t.SeriesKey, t.Occurrence }).IsUnique();
        // In SQLite the column is virtual: a stored one cannot be added to a table.
        builder.Property(t => t.DueOrder).HasComputedColumnSql("coalesce(due_day, '9999-12-31')", stored: true);
        // What the list counts, and its order; alone and for one person. A hundred thousand tasks are not looked at to show fifty.
        builder.HasIndex(t => new { t.ArchivedAt, t.State, t.DueDay });
        builder.HasIndex(t => new { t.ArchivedAt, t.DueOrder, t.Number });
        // The same order once more for PostgreSQL, to which "is null" is no equality; SQLite prefers the one above.
        builder.HasIndex(t => new { t.DueOrder, t.Number }).HasFilter("archived_at is null");
        builder.HasIndex(t => new { t.ArchivedAt, t.Assignee, t.DueOrder, t.Number });
        builder.HasIndex(t => new { t.ArchivedAt, t.Owner, t.DueOrder, t.Number });
        builder.HasIndex(t => t.About);
    }
}
