using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Tandem.Management.Database;

namespace Tandem.Management.Views;

/// <summary>The view that one person sees when the address of a table says nothing.</summary>
public sealed class DefaultView : IRecord
{
    public required Guid AccountId { get; init; }

    public required string TableName { get; init; }

    public required Guid ViewId { get; set; }

    public int Version { get; set; }

    public string RecordType => "default-view";

    public string RecordKey => $"{AccountId}/{TableName}";
}

internal sealed class DefaultViewConfiguration : IEntityTypeConfiguration<DefaultView>
{
    public void Configure(EntityTypeBuilder<DefaultView> builder)
    {
        builder.ToTable("default_views");
        builder.HasKey(d => new { d.AccountId, d.TableName });
        builder.Property(d => d.TableName).HasMaxLength(ViewLimits.TableName);
        builder.Property(d => d.Version).IsConcurrencyToken();
        builder.HasOne<SavedView>().WithMany().HasForeignKey(d => d.ViewId).OnDelete(DeleteBehavior.Restrict);
        builder.Ignore(d => d.RecordType);
        builder.Ignore(d => d.RecordKey);
    }
}
