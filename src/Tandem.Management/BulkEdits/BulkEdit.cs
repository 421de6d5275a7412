using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Tandem.Management.Database;
using Tandem.Management.Records;

namespace Tandem.Management.BulkEdits;

/// <summary>One change of several records of a register, decided on as one. Never changed afterwards; what was undone is a bulk edit of its own.</summary>
public sealed class BulkEdit : IKeptRecord
{
    internal const string Type = "bulk-edit";

    internal const string KeyPrefix = "BLK";

    public required Guid Id { get; init; }

    public required string Key { get; init; }

    public required long Number { get; init; }

    /// <summary>Type of the records, such as `ai-system`.</summary>
    public required string Register { get; init; }

    /// <summary>The fields and their new values in words.</summary>
    public required string What { get; init; }

    public required string Reason { get; init; }

    /// <summary>Key of the bulk edit that this one undoes; empty for none.</summary>
    public required string Undoes { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    public required string CreatedBy { get; init; }

    /// <summary>Rows that were changed.</summary>
    public required int Changed { get; init; }

    /// <summary>Rows that had the values already.</summary>
    public required int Unchanged { get; init; }

    /// <summary>Rows that were left as they are, each with the reason.</summary>
    public required int Refused { get; init; }

    public int Version { get; set; }

    public string RecordType => Type;

    public string RecordKey => Key;
}

internal sealed class BulkEditConfiguration : IEntityTypeConfiguration<BulkEdit>
{
    public void Configure(EntityTypeBuilder<BulkEdit> builder)
    {
        builder.ToTable("bulk_edits");
        builder.HasKey(b => b.Id);
        builder.Property(b => b.Id).ValueGeneratedNever();
        builder.Property(b => b.Key).HasMaxLength(RecordLimits.Key);
        builder.HasIndex(b => b.Key).IsUnique();
        builder.HasIndex(b => b.Number).IsUnique();
        builder.Property(b => b.Register).HasMaxLength(64);
        builder.Property(b => b.What).HasMaxLength(BulkEditLimits.Words);
        builder.Property(b => b.Reason).HasMaxLength(BulkEditLimits.Reason);
        builder.Property(b => b.Undoes).HasMaxLength(RecordLimits.Key);
        builder.HasIndex(b => b.Undoes);
        builder.Property(b => b.CreatedBy).HasMaxLength(RecordLimits.PersonName);
        builder.Property(b => b.Version).IsConcurrencyToken();
        builder.Ignore(b => b.RecordType);
        builder.Ignore(b => b.RecordKey);
    }
}
