using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Tandem.Management.Database;

namespace Tandem.Management.Access.SecondFactor;

/// <summary>Which roles must have a second factor. There is one such rule; none stored means no role.</summary>
internal sealed class SecondFactorRule : IRecord
{
    internal const int OnlyId = 1;

    public int Id { get; init; } = OnlyId;

    /// <summary>Constants of <see cref="Access.Roles"/>.</summary>
    public required IReadOnlyList<string> Roles { get; set; }

    public int Version { get; set; }

    public string RecordType => "second-factor-rule";

    public string RecordKey => "roles";
}

internal sealed class SecondFactorRuleConfiguration : IEntityTypeConfiguration<SecondFactorRule>
{
    public void Configure(EntityTypeBuilder<SecondFactorRule> builder)
    {
        builder.ToTable("second_factor_rules");
        builder.HasKey(r => r.Id);
        builder.Property(r => r.Id).ValueGeneratedNever();
        builder.Property(r => r.Roles).AsJson();
        builder.Property(r => r.Version).IsConcurrencyToken();
        builder.Ignore(r => r.RecordType);
        builder.Ignore(r => r.RecordKey);
    }
}
