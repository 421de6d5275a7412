using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Tandem.Management.Records;

namespace Tandem.Management.BulkEdits;

/// <summary>What became of one record in a bulk edit. The change itself is in the history of the record; this says which it was, and why others were left out.</summary>
public sealed class BulkEditRow
{
    public required Guid BulkEditId { get; init; }

    /// <summary>Place in the bulk edit, from 1.</summary>
    public required int Position { get; init; }

    public required string RecordKey { get; init; }

    /// <summary>What the record was called then; empty when there was none.</summary>
    public required string Title { get; init; }

    public required BulkOutcome Outcome { get; init; }

    /// <summary>Why the row, or a field of it, was left as it was; empty when nothing was.</summary>
    public required string Why { get; init; }

    /// <summary>Fields before and after, in words.</summary>
    public required string What { get; init; }

    /// <summary>JSON object {field: {before, after}} of what changed.</summary>
    public required string Fields { get; init; }

    /// <summary>All that is said of the row in lower case, to search in.</summary>
    public required string SearchText { get; init; }

    /// <summary>Version that the change was decided on; 0 when there was no record.</summary>
    public required int VersionBefore { get; init; }

    /// <summary>Version after the change; the same when nothing changed.</summary>
    public required int VersionAfter { get; init; }
}

/// <summary>What became of a row, or would.</summary>
public enum BulkOutcome
{
    Changed,
    Unchanged,
    Refused,
}

internal sealed class BulkEditRowConfiguration : IEntityTypeConfiguration<BulkEditRow>
{
    public void Configure(EntityTypeBuilder<BulkEditRow> builder)
    {
        builder.ToTable("bulk_edit_rows");
        builder.HasKey(r => new { r.BulkEditId, r.Position });
        builder.HasOne<BulkEdit>().WithMany().HasForeignKey(r => r.BulkEditId).OnDelete(DeleteBehavior.Restrict);
        builder.Property(r => r.RecordKey).HasMaxLength(RecordLimits.Key);
        builder.Property(r => r.Title).HasMaxLength(BulkEditLimits.Title);
        builder.Property(r => r.Outcome).HasConversion<string>().HasMaxLength(16);
        builder.Property(r => r.Why).HasMaxLength(BulkEditLimits.Words);
        builder.Property(r => r.What).HasMaxLength(BulkEditLimits.Words);
        builder.HasIndex(r => r.RecordKey);
    }
}
