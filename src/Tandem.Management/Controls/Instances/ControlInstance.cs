using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Tandem.Management.Database;
using Tandem.Management.Frameworks;
using Tandem.Management.Records;

namespace Tandem.Management.Controls.Instances;

/// <summary>A control put in place somewhere: for the organisation as a whole or for one AI system.</summary>
public sealed class ControlInstance : Record
{
    internal const string Type = "control-instance";

    public required ControlInstanceId Id { get; init; }

    public string Title { get; set; } = "";

    /// <summary>Key of the control.</summary>
    public string Control { get; set; } = "";

    /// <summary>Key of the AI system; empty for the organisation as a whole.</summary>
    public string AiSystem { get; set; } = "";

    /// <summary>Systems of management that count it; empty for both.</summary>
    public IReadOnlyList<Standard> Standards { get; set; } = [];

    public InstanceStatus Status { get; set; }

    public DateOnly? ImplementedOn { get; set; }

    /// <summary>How it is done here.</summary>
    public string Method { get; set; } = "";

    /// <summary>Where it differs from what the control says, and why that is accepted.</summary>
    public string Deviations { get; set; } = "";

    public DateOnly? NextReview { get; set; }

    public override string RecordType => Type;
}

public readonly record struct ControlInstanceId(Guid Value) : ITypedId
{
    public override string ToString() => Value.ToString();
}

internal sealed class ControlInstanceIdConverter() : TypedIdConverter<ControlInstanceId>(value => new ControlInstanceId(value));

internal sealed class ControlInstanceConfiguration : IEntityTypeConfiguration<ControlInstance>
{
    public void Configure(EntityTypeBuilder<ControlInstance> builder)
    {
        builder.ToTable("control_instances");
        builder.HasKey(i => i.Id);
        RecordColumns.Configure(builder);
        builder.Property(i => i.Title).HasMaxLength(ControlLimits.Title);
        builder.Property(i => i.Control).HasMaxLength(RecordLimits.Key);
        builder.Property(i => i.AiSystem).HasMaxLength(RecordLimits.Key);
        builder.Property(i => i.Standards).AsJson();
        builder.Property(i => i.Status).HasConversion<string>().HasMaxLength(16);
        // INVARIANT (one instance for one place): also for two people who enter it at the same moment.
        builder.HasIndex(i => new { i.Control, i.AiSystem }).IsUnique().HasFilter("archived_at is null");
        builder.HasIndex(i => i.AiSystem);
        builder.HasIndex(i => i.NextReview);
    }
}
