using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Tandem.Management.Database;
using Tandem.Management.Records;

namespace Tandem.Management.Controls;

/// <summary>One thing the organisation does against risks, said without any framework; which requirements it serves is named beside it (8.1 of both standards).</summary>
public sealed class Control : Record
{
    internal const string Type = "control";

    internal const string Prefix = "CTL";

    public required ControlId Id { get; init; }

    public string Title { get; set; } = "";

    public string Purpose { get; set; } = "";

    public string Description { get; set; } = "";

    /// <summary>What it covers and what not: places, units, systems, people.</summary>
    public string Scope { get; set; } = "";

    public ControlType ControlType { get; set; }

    public ControlNature Nature { get; set; }

    public ControlLevel Level { get; set; }

    /// <summary>Identifiers of requirements with their standard.</summary>
    public IReadOnlyList<string> Satisfies { get; set; } = [];

    /// <summary>Follows from <see cref="Satisfies"/>, so that lists narrow by standard.</summary>
    public bool ServesIso27001 { get; set; }

    /// <summary>The same for the other standard.</summary>
    public bool ServesIso42001 { get; set; }

    /// <summary>Number in the shipped library of the control that it was adopted from; empty for one of the organisation's own.</summary>
    public string LibraryItem { get; set; } = "";

    /// <summary>Version of the library that it was adopted from, or last held against.</summary>
    public string LibraryVersion { get; set; } = "";

    public override string RecordType => Type;
}

internal sealed class ControlConfiguration : IEntityTypeConfiguration<Control>
{
    public void Configure(EntityTypeBuilder<Control> builder)
    {
        builder.ToTable("controls");
        builder.HasKey(c => c.Id);
        RecordColumns.Configure(builder);
        builder.Property(c => c.Title).HasMaxLength(ControlLimits.Title);
        builder.Property(c => c.ControlType).HasConversion<string>().HasMaxLength(16);
        builder.Property(c => c.Nature).HasConversion<string>().HasMaxLength(16);
        builder.Property(c => c.Level).HasConversion<string>().HasMaxLength(16);
        builder.Property(c => c.Satisfies).AsJson();
        builder.Property(c => c.LibraryItem).HasMaxLength(ControlLimits.LibraryItem);
        builder.Property(c => c.LibraryVersion).HasMaxLength(ControlLimits.LibraryItem);
        // INVARIANT (adopted once): also when two people adopt the same item at the same moment.
        builder.HasIndex(c => c.LibraryItem).IsUnique().HasFilter("library_item <> '' and archived_at is null");
    }
}
