using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Tandem.Management.Database;
using Tandem.Management.Records;

namespace Tandem.Management.Controls.Testing;

/// <summary>How it is found out, again and again, whether a control works (9.1 of both standards).</summary>
public sealed class ControlTest : Record
{
    internal const string Type = "control-test";

    public required ControlTestId Id { get; init; }

    public string Title { get; set; } = "";

    /// <summary>Key of the control.</summary>
    public string Control { get; set; } = "";

    public string Procedure { get; set; } = "";

    public TestCadence Cadence { get; set; }

    public TestSource Source { get; set; }

    public TestIndependence Independence { get; set; }

    /// <summary>Results entered so far, those corrected later among them.</summary>
    public int Results { get; set; }

    /// <summary>Latest result that stands, of whatever instance; null while there is none.</summary>
    public TestResult? LastResult { get; set; }

    public DateOnly? LastOn { get; set; }

    /// <summary>Day by which it is run again; null for one that is run when something happens.</summary>
    public DateOnly? NextDue { get; set; }

    public override string RecordType => Type;
}

public readonly record struct ControlTestId(Guid Value) : ITypedId
{
    public override string ToString() => Value.ToString();
}

internal sealed class ControlTestIdConverter() : TypedIdConverter<ControlTestId>(value => new ControlTestId(value));

internal sealed class ControlTestConfiguration : IEntityTypeConfiguration<ControlTest>
{
    public void Configure(EntityTypeBuilder<ControlTest> builder)
    {
        builder.ToTable("control_tests");
        builder.HasKey(t => t.Id);
        RecordColumns.Configure(builder);
        builder.Property(t => t.Title).HasMaxLength(ControlLimits.Title);
        builder.Property(t => t.Control).HasMaxLength(RecordLimits.Key);
        builder.Property(t => t.Cadence).HasConversion<string>().HasMaxLength(16);
        builder.Property(t => t.Source).HasConversion<string>().HasMaxLength(16);
        builder.Property(t => t.Independence).HasConversion<string>().HasMaxLength(16);
        builder.Property(t => t.LastResult).HasConversion<string>().HasMaxLength(16);
        builder.HasIndex(t => t.Control);
        builder.HasIndex(t => t.NextDue);
    }
}
