using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Tandem.Management.Database;
using Tandem.Management.Records;

namespace Tandem.Management.Frameworks.MappingDecisions;

/// <summary>What the organisation thinks of a pair that the content proposes.</summary>
public enum MappingState
{
    Proposed,
    Accepted,
    Refused,
}

/// <summary>What the organisation has decided on one pair of controls. A pair without one is proposed: pairs come from the content, decisions from here.</summary>
public sealed class MappingDecision : IKeptRecord
{
    internal const string Type = "mapping-decision";

    /// <summary>The pair as the content names it, `MAP-001`.</summary>
    public required string Pair { get; init; }

    public MappingState State { get; set; }

    public string Reason { get; set; } = "";

    /// <summary>Version of the content that was looked at.</summary>
    public string ContentVersion { get; set; } = "";

    /// <summary>What the content said then; another content may say something else of the same pair.</summary>
    public int Strength { get; set; }

    public string Rationale { get; set; } = "";

    public DateTimeOffset UpdatedAt { get; set; }

    public string UpdatedBy { get; set; } = "";

    public int Version { get; set; }

    public string RecordType => Type;

    public string RecordKey => Pair;
}

internal sealed class MappingDecisionConfiguration : IEntityTypeConfiguration<MappingDecision>
{
    public void Configure(EntityTypeBuilder<MappingDecision> builder)
    {
        builder.ToTable("mapping_decisions");
        builder.HasKey(d => d.Pair);
        builder.Property(d => d.Pair).HasMaxLength(32);
        builder.Property(d => d.State).HasConversion<string>().HasMaxLength(16);
        builder.Property(d => d.Reason).HasMaxLength(RecordLimits.Reason);
        builder.Property(d => d.ContentVersion).HasMaxLength(32);
        builder.Property(d => d.UpdatedBy).HasMaxLength(RecordLimits.PersonName);
        builder.Property(d => d.Version).IsConcurrencyToken();
        builder.Ignore(d => d.RecordType);
        builder.Ignore(d => d.RecordKey);
    }
}
