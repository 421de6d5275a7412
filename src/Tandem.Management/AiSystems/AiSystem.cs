using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Tandem.Management.Database;

namespace Tandem.Management.AiSystems;

/// <summary>One AI system of the organisation, as the register holds it (ISO/IEC 42001 clause 4.3 and annex A.4.2, A.6, A.9).</summary>
public sealed class AiSystem : IRecord
{
    internal const string Type = "ai-system";

    internal const string KeyPrefix = "AIS";

    public required AiSystemId Id { get; init; }

    public required string Key { get; init; }

    public required string Name { get; set; }

    public required string Purpose { get; set; }

    public IReadOnlyList<string> IntendedUses { get; set; } = [];

    public string OutOfScopeUse { get; set; } = "";

    /// <summary>The person who answers for the system; a name, because a person may have no account.</summary>
    public required string Owner { get; set; }

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

    public required DateTimeOffset CreatedAt { get; init; }

    public required string CreatedBy { get; init; }

    public required DateTimeOffset UpdatedAt { get; set; }

    public required string UpdatedBy { get; set; }

    public DateTimeOffset? ArchivedAt { get; set; }

    public int Version { get; set; }

    /// <summary>Lower-cased words to search in; kept by <see cref="Describe"/>.</summary>
    public string SearchText { get; private set; } = "";

    public string RecordType => Type;

    public string RecordKey => Key;

    /// <summary>Renews what is derived from other fields; call it after changing them.</summary>
    internal void Describe() => SearchText = string.Join(
        '\n', [Key, Name, Purpose, Owner, Unit, .. IntendedUses, .. AffectedParties, .. Bindings.Select(b => b.ApplicationId)]).ToLowerInvariant();
}

internal sealed class AiSystemConfiguration : IEntityTypeConfiguration<AiSystem>
{
    public void Configure(EntityTypeBuilder<AiSystem> builder)
    {
        builder.ToTable("ai_systems");
        builder.HasKey(s => s.Id);
        builder.HasIndex(s => s.Key).IsUnique();
        builder.Property(s => s.Key).HasMaxLength(16);
        builder.Property(s => s.Name).HasMaxLength(AiSystemLimits.Name);
        builder.Property(s => s.Owner).HasMaxLength(AiSystemLimits.Name);
        builder.Property(s => s.Unit).HasMaxLength(AiSystemLimits.Name);
        builder.Property(s => s.RiskClass).HasConversion<string>().HasMaxLength(32);
        builder.Property(s => s.Autonomy).HasConversion<string>().HasMaxLength(32);
        builder.Property(s => s.State).HasConversion<string>().HasMaxLength(32);
        builder.Property(s => s.IntendedUses).AsJson();
        builder.Property(s => s.OrganisationRoles).AsJson();
        builder.Property(s => s.AffectedParties).AsJson();
        builder.Property(s => s.Bindings).AsJson();
        builder.Property(s => s.Version).IsConcurrencyToken();
        builder.Ignore(s => s.RecordType);
        builder.Ignore(s => s.RecordKey);
    }
}
