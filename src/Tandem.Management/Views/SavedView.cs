using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Tandem.Management.Database;
using Tandem.Management.Records;

namespace Tandem.Management.Views;

/// <summary>What a table showed when somebody gave it a name: filters, order, columns, groups; never the rows.</summary>
public sealed class SavedView : IRecord
{
    internal const string Type = "saved-view";

    public required Guid Id { get; init; }

    /// <summary>`VIW-0001`; stands in the address of the view.</summary>
    public required string Key { get; init; }

    public required long Number { get; init; }

    /// <summary>Name of the table's definition.</summary>
    public required string TableName { get; init; }

    /// <summary>Address of the page that shows the table.</summary>
    public required string Path { get; init; }

    public required string Name { get; set; }

    /// <summary>The part of the address after the path, as <see cref="ViewQuery"/> keeps it.</summary>
    public required string Query { get; set; }

    /// <summary>True when everybody sees it.</summary>
    public bool IsShared { get; set; }

    /// <summary>Account of the author.</summary>
    public required Guid AuthorId { get; init; }

    public required string AuthorName { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    public required DateTimeOffset UpdatedAt { get; set; }

    public required string UpdatedBy { get; set; }

    public int Version { get; set; }

    public string RecordType => Type;

    public string RecordKey => Key;

    /// <summary>Address that shows the view, and can be passed on.</summary>
    internal string Url => $"{Path}?view={Key}";
}

internal sealed class SavedViewConfiguration : IEntityTypeConfiguration<SavedView>
{
    public void Configure(EntityTypeBuilder<SavedView> builder)
    {
        builder.ToTable("saved_views");
        builder.HasKey(v => v.Id);
        builder.Property(v => v.Id).ValueGeneratedNever();
        builder.Property(v => v.Key).HasMaxLength(RecordLimits.Key);
        builder.HasIndex(v => v.Key).IsUnique();
        builder.HasIndex(v => v.Number).IsUnique();
        builder.Property(v => v.TableName).HasMaxLength(ViewLimits.TableName);
        builder.Property(v => v.Path).HasMaxLength(ViewLimits.Path);
        builder.Property(v => v.Name).HasMaxLength(ViewLimits.Name);
        builder.Property(v => v.Query).HasMaxLength(ViewLimits.Query);
        builder.Property(v => v.AuthorName).HasMaxLength(RecordLimits.PersonName);
        builder.Property(v => v.UpdatedBy).HasMaxLength(RecordLimits.PersonName);
        builder.Property(v => v.Version).IsConcurrencyToken();
        builder.HasIndex(v => new { v.AuthorId, v.TableName, v.Name }).IsUnique();
        builder.HasIndex(v => new { v.TableName, v.IsShared });
        builder.Ignore(v => v.RecordType);
        builder.Ignore(v => v.RecordKey);
    }
}
