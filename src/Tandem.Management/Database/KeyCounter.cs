using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Tandem.Management.Database;

/// <summary>The last number given to a record type; only ever counts up, so that no reference is used twice.</summary>
internal sealed class KeyCounter
{
    public required string RecordType { get; init; }

    public long Last { get; set; }
}

internal sealed class KeyCounterConfiguration : IEntityTypeConfiguration<KeyCounter>
{
    public void Configure(EntityTypeBuilder<KeyCounter> builder)
    {
        builder.ToTable("key_counters");
        builder.HasKey(c => c.RecordType);
        builder.Property(c => c.RecordType).HasMaxLength(64);
    }
}
