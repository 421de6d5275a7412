using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Tandem.Management.Database;
using Tandem.Management.Records;

namespace Tandem.Management.WorkEntries;

/// <summary>Time that a person spent on something, and whether it made something new or used again what there was: the measure of how much the two standards share.</summary>
public sealed class WorkEntry : IRecord
{
    internal const string Type = "work-entry";

    internal const string KeyPrefix = "WRK";

    public required string Key { get; init; }

    public required long Number { get; init; }

    /// <summary>Key of the person whose work it is; never changes.</summary>
    public required string Person { get; init; }

    public DateOnly Day { get; set; }

    public int Minutes { get; set; }

    /// <summary>Key of a record such as `AIS-0001`, or identifier of a requirement such as `iso27001:A.8.15`.</summary>
    public string About { get; set; } = "";

    public WorkKind Kind { get; set; }

    public string Note { get; set; } = "";

    public required DateTimeOffset CreatedAt { get; init; }

    public int Version { get; set; }

    /// <summary>What it was for and the note in lower case, to search in.</summary>
    public string SearchText { get; set; } = "";

    public string RecordType => Type;

    public string RecordKey => Key;
}

/// <summary>Whether the work made something new or used again what the other standard had.</summary>
public enum WorkKind
{
    New,
    Reused,
}

internal sealed class WorkEntryConfiguration : IEntityTypeConfiguration<WorkEntry>
{
    public void Configure(EntityTypeBuilder<WorkEntry> builder)
    {
        builder.ToTable("work_entries");
        builder.HasKey(w => w.Key);
        builder.Property(w => w.Key).HasMaxLength(RecordLimits.Key);
        builder.HasIndex(w => w.Number).IsUnique();
        builder.Property(w => w.Person).HasMaxLength(RecordLimits.Key);
        builder.Property(w => w.About).HasMaxLength(WorkLimits.About);
        builder.Property(w => w.Kind).HasConversion<string>().HasMaxLength(16);
        builder.Property(w => w.Note).HasMaxLength(WorkLimits.Note);
        builder.Property(w => w.Version).IsConcurrencyToken();
        builder.Ignore(w => w.RecordType);
        builder.Ignore(w => w.RecordKey);
        builder.HasIndex(w => new { w.Person, w.Day });
        builder.HasIndex(w => new { w.About, w.Day });
        builder.HasIndex(w => w.Day);
    }
}
