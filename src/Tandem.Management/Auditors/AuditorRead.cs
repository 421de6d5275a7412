using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Tandem.Management.Records;

namespace Tandem.Management.Auditors;

/// <summary>One address that a guest asked for; written before it is answered and never altered.</summary>
public sealed class AuditorRead
{
    /// <summary>Given by the database; orders reads.</summary>
    public long Number { get; private set; }

    public required DateTimeOffset At { get; init; }

    /// <summary>Key of the guest in the register of people.</summary>
    public required string Person { get; init; }

    public required string PersonName { get; init; }

    /// <summary>Path and query, at most <see cref="AuditorLimits.Address"/> characters.</summary>
    public required string Address { get; init; }
}

internal sealed class AuditorReadConfiguration : IEntityTypeConfiguration<AuditorRead>
{
    public void Configure(EntityTypeBuilder<AuditorRead> builder)
    {
        builder.ToTable("auditor_reads");
        builder.HasKey(r => r.Number);
        builder.Property(r => r.Number).ValueGeneratedOnAdd();
        builder.Property(r => r.Person).HasMaxLength(RecordLimits.Key);
        builder.Property(r => r.PersonName).HasMaxLength(RecordLimits.PersonName);
        builder.Property(r => r.Address).HasMaxLength(AuditorLimits.Address);
        builder.HasIndex(r => new { r.Person, r.Number });
    }
}
