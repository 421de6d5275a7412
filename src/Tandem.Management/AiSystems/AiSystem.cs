using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Tandem.Management.Database;
using Tandem.Management.Records;

namespace Tandem.Management.AiSystems;

/// <summary>One AI system of the organisation, as the register holds it (ISO/IEC 42001 clause 4.3 and annex A.4.2, A.6, A.9).</summary>
public sealed class AiSystem : Record
{
    internal const string Type = "ai-system";

    public required AiSystemId Id { get; init; }

    public string Name { get; set; } = "";

    public string Purpose { get; set; } = "";

    public IReadOnlyList<string> IntendedUses { get; set; } = [];

    public string OutOfScopeUse { get; set; } = "";

    public string Unit { get; set; } = "";

    public IReadOnlyList<OrganisationRole> OrganisationRoles { get; set; } = [];

    public EuRiskClass RiskClass { get; set; }

    public string RiskClassBasis { get; set; } = "";

    public Autonomy Autonomy { get; set; }

    public LifecycleState State { get; set; }

    /// <summary>Who oversees the system, how, and who may stop it.</summary>
    public string HumanOversight { get; set; } = "";

    public IReadOnlyList<string> AffectedParties { get; set; } = [];

    public IReadOnlyList<GatewayBinding> Bindings { get; set; } = [];

    public override string RecordType => Type;
}

internal sealed class AiSystemConfiguration : IEntityTypeConfiguration<AiSystem>
{
    public void Configure(EntityTypeBuilder<AiSystem> builder)
    {
        builder.ToTable("ai_systems");
        builder.HasKey(s => s.Id);
        RecordColumns.Configure(builder);
        builder.Property(s => s.Name).HasMaxLength(AiSystemLimits.Name);
        builder.Property(s => s.Unit).HasMaxLength(AiSystemLimits.Name);
        builder.Property(s => s.RiskClass).HasConversion<string>().HasMaxLength(32);
        builder.Property(s => s.Autonomy).HasConversion<string>().HasMaxLength(32);
        builder.Property(s => s.State).HasConversion<string>().HasMaxLength(32);
        builder.Property(s => s.IntendedUses).AsJson();
        builder.Property(s => s.OrganisationRoles).AsJson();
        builder.Property(s => s.AffectedParties).AsJson();
        builder.Property(s => s.Bindings).AsJson();
    }
}
