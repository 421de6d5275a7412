using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Tandem.Management.Records;

namespace Tandem.Management.Context;

/// <summary>Something inside or outside the organisation that bears on what the management system can achieve (clause 4.1 of both standards).</summary>
public sealed class ContextIssue : Record
{
    internal const string Type = "context-issue";

    public required ContextIssueId Id { get; init; }

    public string Title { get; set; } = "";

    public string Description { get; set; } = "";

    public ContextKind Kind { get; set; }

    public ContextCategory Category { get; set; }

    public ConcernedStandards Standards { get; set; }

    /// <summary>What it does to the intended outcomes of the management system.</summary>
    public string Effect { get; set; } = "";

    public ClimateRelevance ClimateRelevance { get; set; }

    public string ClimateReason { get; set; } = "";

    public ContextIssueState State { get; set; }

    public DateOnly? ReviewedOn { get; set; }

    public DateOnly? NextReview { get; set; }

    public override string RecordType => Type;
}

internal sealed class ContextIssueConfiguration : IEntityTypeConfiguration<ContextIssue>
{
    public void Configure(EntityTypeBuilder<ContextIssue> builder)
    {
        builder.ToTable("context_issues");
        builder.HasKey(i => i.Id);
        RecordColumns.Configure(builder);
        builder.Property(i => i.Title).HasMaxLength(ContextIssueLimits.Title);
        builder.Property(i => i.Kind).HasConversion<string>().HasMaxLength(16);
        builder.Property(i => i.Category).HasConversion<string>().HasMaxLength(16);
        builder.Property(i => i.Standards).HasConversion<string>().HasMaxLength(16);
        builder.Property(i => i.ClimateRelevance).HasConversion<string>().HasMaxLength(16);
        builder.Property(i => i.ClimateReason).HasMaxLength(ContextIssueLimits.Reason);
        builder.Property(i => i.State).HasConversion<string>().HasMaxLength(16);
    }
}
