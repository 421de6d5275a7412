using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Tandem.Management.Database;
using Tandem.Management.Records;

namespace Tandem.Management.Auditors;

/// <summary>What one external auditor may read for one audit, and until when.</summary>
public sealed class AuditorAccess : Record
{
    internal const string Type = "auditor-access";

    public required AuditorAccessId Id { get; init; }

    /// <summary>The audit it is for.</summary>
    public string Audit { get; set; } = "";

    /// <summary>Key of the auditor in the register of people.</summary>
    public string Auditor { get; set; } = "";

    public string AuditorName { get; set; } = "";

    public DateOnly? FirstDay { get; set; }

    /// <summary>Last day, in UTC, on which anything can be read.</summary>
    public DateOnly? LastDay { get; set; }

    /// <summary>Types of the registers that may be read whole.</summary>
    public IReadOnlyList<string> Registers { get; set; } = [];

    /// <summary>Keys of single records that may be read.</summary>
    public IReadOnlyList<string> Records { get; set; } = [];

    public override string RecordType => Type;

    /// <summary>True when it opens anything on a day.</summary>
    internal bool IsOpenOn(DateOnly day) => ArchivedAt is null && FirstDay <= day && day <= LastDay;
}

/// <summary>Identifier of an access; a UUIDv7.</summary>
public readonly record struct AuditorAccessId(Guid Value) : ITypedId
{
    public override string ToString() => Value.ToString();
}

internal sealed class AuditorAccessIdConverter() : TypedIdConverter<AuditorAccessId>(value => new AuditorAccessId(value));

internal sealed class AuditorAccessConfiguration : IEntityTypeConfiguration<AuditorAccess>
{
    public void Configure(EntityTypeBuilder<AuditorAccess> builder)
    {
        builder.ToTable("auditor_accesses");
        builder.HasKey(a => a.Id);
        RecordColumns.Configure(builder);
        builder.Property(a => a.Audit).HasMaxLength(AuditorLimits.Audit);
        builder.Property(a => a.Auditor).HasMaxLength(RecordLimits.Key);
        builder.HasIndex(a => a.Auditor);
        builder.Property(a => a.AuditorName).HasMaxLength(RecordLimits.PersonName);
        builder.Property(a => a.Registers).AsJson();
        builder.Property(a => a.Records).AsJson();
    }
}
