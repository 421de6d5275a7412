using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Tandem.Management.Database;
using Tandem.Management.Records;

namespace Tandem.Management.Controls.Claims;

/// <summary>One sentence about a control that is true or false, with the kinds of evidence that show it.</summary>
public sealed class ControlClaim : Record
{
    internal const string Type = "control-claim";

    public required ControlClaimId Id { get; init; }

    /// <summary>Key of the control that it is made about.</summary>
    public string Control { get; set; } = "";

    public string Claim { get; set; } = "";

    /// <summary>Kinds of evidence that show it, by identifier.</summary>
    public IReadOnlyList<string> EvidenceTypes { get; set; } = [];

    public override string RecordType => Type;
}

public readonly record struct ControlClaimId(Guid Value) : ITypedId
{
    public override string ToString() => Value.ToString();
}

internal sealed class ControlClaimIdConverter() : TypedIdConverter<ControlClaimId>(value => new ControlClaimId(value));

internal sealed class ControlClaimConfiguration : IEntityTypeConfiguration<ControlClaim>
{
    public void Configure(EntityTypeBuilder<ControlClaim> builder)
    {
        builder.ToTable("control_claims");
        builder.HasKey(c => c.Id);
        RecordColumns.Configure(builder);
        builder.Property(c => c.Control).HasMaxLength(RecordLimits.Key);
        builder.HasIndex(c => c.Control);
        builder.Property(c => c.EvidenceTypes).AsJson();
    }
}
