using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Tandem.Management.Database;
using Tandem.Management.Files;
using Tandem.Management.Records;

namespace Tandem.Management.Evidence.Revisions;

/// <summary>What a revision is made of.</summary>
public enum RevisionSource
{
    File,

    /// <summary>An address elsewhere, written down and never fetched.</summary>
    Address,

    /// <summary>A note, or the text of a query.</summary>
    Text,
}

/// <summary>One state of an item's content; numbered from 1, never changed and never taken away.</summary>
public sealed class EvidenceRevision : IKeptRecord
{
    internal const string Type = "evidence-revision";

    public required string EvidenceKey { get; init; }

    public required int Number { get; init; }

    public required RevisionSource Source { get; init; }

    /// <summary>Hash of the content, by which a file is stored; of an address the one that was named, or empty.</summary>
    public required string Sha256 { get; init; }

    /// <summary>Name of the file; empty for what is none.</summary>
    public required string Name { get; init; }

    public required string MediaType { get; init; }

    public required long Size { get; init; }

    public required string Address { get; init; }

    public required string Text { get; init; }

    /// <summary>What the item said of its time with this revision.</summary>
    public required DateOnly? CoversFrom { get; init; }

    public required DateOnly? CoversTo { get; init; }

    public required DateOnly? CollectedOn { get; init; }

    /// <summary>What is new in it.</summary>
    public required string Note { get; init; }

    /// <summary>The server's time.</summary>
    public required DateTimeOffset ReceivedAt { get; init; }

    public required string ReceivedBy { get; init; }

    public int Version { get; set; }

    public string RecordType => Type;

    public string RecordKey => $"{EvidenceKey}/{Number}";
}

internal sealed class EvidenceRevisionConfiguration : IEntityTypeConfiguration<EvidenceRevision>
{
    public void Configure(EntityTypeBuilder<EvidenceRevision> builder)
    {
        builder.ToTable("evidence_revisions");
        builder.HasKey(r => new { r.EvidenceKey, r.Number });
        builder.Property(r => r.EvidenceKey).HasMaxLength(RecordLimits.Key);
        builder.Property(r => r.Source).HasConversion<string>().HasMaxLength(16);
        builder.Property(r => r.Sha256).HasMaxLength(64);
        builder.HasIndex(r => r.Sha256);
        builder.Property(r => r.Name).HasMaxLength(FileNames.Longest);
        builder.Property(r => r.MediaType).HasMaxLength(100);
        builder.Property(r => r.Address).HasMaxLength(EvidenceLimits.Address);
        builder.Property(r => r.Text).HasMaxLength(EvidenceLimits.RevisionText);
        builder.Property(r => r.Note).HasMaxLength(RecordLimits.Reason);
        builder.Property(r => r.ReceivedBy).HasMaxLength(RecordLimits.PersonName);
        builder.Property(r => r.Version).IsConcurrencyToken();
        builder.Ignore(r => r.RecordType);
        builder.Ignore(r => r.RecordKey);
    }
}
