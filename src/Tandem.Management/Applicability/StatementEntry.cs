using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Tandem.Management.Database;

namespace Tandem.Management.Applicability;

/// <summary>What the organisation has decided on one control of Annex A. A control without an entry is undecided: rows come from the catalogue, decisions from here.</summary>
public sealed class StatementEntry : IRecord
{
    internal const string Type = "applicability";

    /// <summary>Identifier with its standard, `iso27001:A.8.15`.</summary>
    public required string Requirement { get; init; }

    public ApplicabilityDecision Decision { get; set; }

    public IReadOnlyList<InclusionReason> IncludeReasons { get; set; } = [];

    /// <summary>Names the law, contract, party or source of inheritance.</summary>
    public string IncludeText { get; set; } = "";

    public ExclusionReason? ExcludeReason { get; set; }

    public string ExcludeText { get; set; } = "";

    /// <summary>The person who answers for the row; a name, because a person may have no account.</summary>
    public string Owner { get; set; } = "";

    public DateTimeOffset UpdatedAt { get; set; }

    public string UpdatedBy { get; set; } = "";

    public int Version { get; set; }

    public string RecordType => Type;

    public string RecordKey => Requirement;
}

internal sealed class StatementEntryConfiguration : IEntityTypeConfiguration<StatementEntry>
{
    public void Configure(EntityTypeBuilder<StatementEntry> builder)
    {
        builder.ToTable("statement_entries");
        builder.HasKey(e => e.Requirement);
        builder.Property(e => e.Requirement).HasMaxLength(32);
        builder.Property(e => e.Decision).HasConversion<string>().HasMaxLength(16);
        builder.Property(e => e.IncludeReasons).AsJson();
        builder.Property(e => e.ExcludeReason).HasConversion<string>().HasMaxLength(32);
        builder.Property(e => e.Owner).HasMaxLength(StatementLimits.Owner);
        builder.Property(e => e.Version).IsConcurrencyToken();
        builder.Ignore(e => e.RecordType);
        builder.Ignore(e => e.RecordKey);
    }
}
