using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Tandem.Management.Records;

namespace Tandem.Management.Obligations;

/// <summary>Something that the organisation must keep to, from law, contract or the expectation of a party (clause 4.2 of both standards, iso27001:A.5.31).</summary>
public sealed class Obligation : Record
{
    internal const string Type = "obligation";

    public required ObligationId Id { get; init; }

    public string Title { get; set; } = "";

    public ObligationKind Kind { get; set; }

    /// <summary>The instrument and the place in it: `GDPR Art. 32`.</summary>
    public string Source { get; set; } = "";

    /// <summary>Who issued it, or towards whom it is owed.</summary>
    public string Party { get; set; } = "";

    /// <summary>What it asks, in the organisation's own words.</summary>
    public string Asks { get; set; } = "";

    public ObligationArea Area { get; set; }

    public DateOnly? AppliesSince { get; set; }

    /// <summary>The last day on which it applies; null when none is known.</summary>
    public DateOnly? AppliesUntil { get; set; }

    public DateOnly? ReviewDue { get; set; }

    public string HowMet { get; set; } = "";

    public ObligationState State { get; set; }

    /// <summary>Why it ended, or will.</summary>
    public string EndReason { get; set; } = "";

    public Compliance Compliance { get; set; }

    /// <summary>Day of the judgement; null as long as there is none.</summary>
    public DateOnly? JudgedOn { get; set; }

    public override string RecordType => Type;
}

internal sealed class ObligationConfiguration : IEntityTypeConfiguration<Obligation>
{
    public void Configure(EntityTypeBuilder<Obligation> builder)
    {
        builder.ToTable("obligations");
        builder.HasKey(o => o.Id);
        RecordColumns.Configure(builder);
        builder.Property(o => o.Title).HasMaxLength(ObligationLimits.Title);
        builder.Property(o => o.Kind).HasConversion<string>().HasMaxLength(32);
        builder.Property(o => o.Source).HasMaxLength(ObligationLimits.Source);
        builder.Property(o => o.Party).HasMaxLength(ObligationLimits.Source);
        builder.Property(o => o.Area).HasConversion<string>().HasMaxLength(32);
        builder.Property(o => o.State).HasConversion<string>().HasMaxLength(16);
        builder.Property(o => o.EndReason).HasMaxLength(ObligationLimits.Reason);
        builder.Property(o => o.Compliance).HasConversion<string>().HasMaxLength(16);
    }
}
