using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Tandem.Management.Database;

namespace Tandem.Management.Records;

/// <summary>How the columns that all registers share are stored.</summary>
internal static class RecordColumns
{
    internal static void Configure<T>(EntityTypeBuilder<T> builder)
        where T : Record
    {
        builder.Property(r => r.Key).HasMaxLength(RecordLimits.Key);
        builder.HasIndex(r => r.Key).IsUnique();
        builder.HasIndex(r => r.Number).IsUnique();
        builder.Property(r => r.Owner).HasMaxLength(RecordLimits.Key);
        builder.Property(r => r.OwnerName).HasMaxLength(RecordLimits.PersonName);
        builder.HasIndex(r => r.Owner);
        builder.Property(r => r.Tags).AsJson();
        builder.Property(r => r.Version).IsConcurrencyToken();
        builder.Ignore(r => r.RecordType);
        builder.Ignore(r => r.RecordKey);
    }
}
