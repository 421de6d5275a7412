using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Tandem.Management.Database;
using Tandem.Management.Documents.Text;
using Tandem.Management.Files;
using Tandem.Management.Records;

namespace Tandem.Management.Documents;

/// <summary>One file of a document; numbered from 1 and never replaced.</summary>
public sealed class DocumentFile : IKeptRecord
{
    internal const string Type = "document-file";

    public required string DocumentKey { get; init; }

    public required int Number { get; init; }

    /// <summary>Hash of its content, by which it is stored.</summary>
    public required string Sha256 { get; init; }

    public required string Name { get; init; }

    public required string MediaType { get; init; }

    public required long Size { get; init; }

    /// <summary>What is new in it.</summary>
    public required string Note { get; init; }

    /// <summary>Placeholders and pieces of guidance in a Markdown text; 0 for a text that is whole, and for every other file.</summary>
    public int OpenPlaceholders { get; init; }

    /// <summary>Number of the draft that this text was filled in and frozen from; null for every other file.</summary>
    public int? FrozenFrom { get; init; }

    /// <summary>What its placeholders were filled with; empty for every file but a frozen text.</summary>
    public IReadOnlyList<FilledField> FilledFields { get; init; } = [];

    public required DateTimeOffset UploadedAt { get; init; }

    public required string UploadedBy { get; init; }

    public DateTimeOffset? PublishedAt { get; set; }

    /// <summary>When it was no longer in force.</summary>
    public DateTimeOffset? EndedAt { get; set; }

    public int Version { get; set; }

    public string RecordType => Type;

    public string RecordKey => $"{DocumentKey}/{Number}";
}

internal sealed class DocumentFileConfiguration : IEntityTypeConfiguration<DocumentFile>
{
    public void Configure(EntityTypeBuilder<DocumentFile> builder)
    {
        builder.ToTable("document_files");
        builder.HasKey(f => new { f.DocumentKey, f.Number });
        builder.Property(f => f.DocumentKey).HasMaxLength(RecordLimits.Key);
        builder.Property(f => f.Sha256).HasMaxLength(64);
        builder.HasIndex(f => f.Sha256);
        builder.Property(f => f.Name).HasMaxLength(FileNames.Longest);
        builder.Property(f => f.MediaType).HasMaxLength(100);
        builder.Property(f => f.FilledFields).AsJson();
        builder.Property(f => f.Note).HasMaxLength(RecordLimits.Reason);
        builder.Property(f => f.UploadedBy).HasMaxLength(RecordLimits.PersonName);
        builder.Property(f => f.Version).IsConcurrencyToken();
        builder.Ignore(f => f.RecordType);
        builder.Ignore(f => f.RecordKey);
    }
}
