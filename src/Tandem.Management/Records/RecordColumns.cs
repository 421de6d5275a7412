using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Tandem.Management.Records;

/// <summary>How the columns that all registers share are stored.</summary>
internal static class RecordColumns
{
    internal static void Configure<T>(EntityTypeBuilder<T> builder)
        where T : Record
    {
        builder.Property(r => r.Key).HasMaxLength(16);
        builder.HasIndex(r => r.Key).IsUnique();
        builder.HasIndex(r => r.Number).IsUnique();
        builder.Property(r => r.Version).IsConcurrencyToken();
        builder.Ignore(r => r.RecordType);
        builder.Ignore(r => r.RecordKey);
    }
}
