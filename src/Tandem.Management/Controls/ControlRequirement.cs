using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Tandem.Management.Records;

namespace Tandem.Management.Controls;

/// <summary>That a control serves a requirement, once more as a row, so that the page of a requirement finds its controls by an index. Written with each save of the control; what counts is <see cref="Control.Satisfies"/>.</summary>
internal sealed class ControlRequirement
{
    public required string Requirement { get; init; }

    public required string ControlKey { get; init; }
}

internal sealed class ControlRequirementConfiguration : IEntityTypeConfiguration<ControlRequirement>
{
    public void Configure(EntityTypeBuilder<ControlRequirement> builder)
    {
        builder.ToTable("control_requirements");
        builder.HasKey(r => new { r.Requirement, r.ControlKey });
        builder.Property(r => r.Requirement).HasMaxLength(ControlLimits.Identifier);
        builder.Property(r => r.ControlKey).HasMaxLength(RecordLimits.Key);
        builder.HasIndex(r => r.ControlKey);
    }
}
