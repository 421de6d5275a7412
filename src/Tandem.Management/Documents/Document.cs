using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Tandem.Management.Database;
using Tandem.Management.Documents.Text;
using Tandem.Management.Files;
using Tandem.Management.Frameworks;
using Tandem.Management.Records;

namespace Tandem.Management.Documents;

/// <summary>A document of the management system: what it is, who answers for it, and the file that is its text.</summary>
public sealed class Document : Record
{
    internal const string Type = "document";

    public required DocumentId Id { get; init; }

    public string Title { get; set; } = "";

    public string Summary { get; set; } = "";

    public DocumentKind Kind { get; set; }

    public IReadOnlyList<Standard> Standards { get; set; } = [];

    public DocumentClassification Classification { get; set; }

    /// <summary>The shipped template that its text was begun with; empty for none.</summary>
    public string Template { get; set; } = "";

    /// <summary>Key of the AI system that it is about; empty for the organisation as a whole.</summary>
    public string AiSystem { get; set; } = "";

    /// <summary>What people entered for placeholders of its text.</summary>
    public IReadOnlyList<FieldEntry> FieldEntries { get; set; } = [];

    /// <summary>True when everybody of the organisation is asked to acknowledge the text in force.</summary>
    public bool MustAcknowledge { get; set; }

    /// <summary>Months after which it is reviewed again; 0 for never.</summary>
    public int ReviewMonths { get; set; } = 12;

    /// <summary>Day on which somebody found it still right.</summary>
    public DateOnly? ReviewedOn { get; set; }

    /// <summary>Follows from the days of publication and review; null for what was never published, or is never reviewed.</summary>
    public DateOnly? NextReview { get; set; }

    public DocumentState State { get; set; }

    /// <summary>Number of the newest file; 0 while there is none.</summary>
    public int FileNumber { get; set; }

    public string FileName { get; set; } = "";

    public string FileHash { get; set; } = "";

    /// <summary>Number of the file that is in force; 0 while none is. While a new version is worked on, the published one stays in force.</summary>
    public int PublishedFile { get; set; }

    public DateOnly? PublishedOn { get; set; }

    /// <summary>Number of the file in force, else of the newest.</summary>
    internal int CurrentFile => PublishedFile > 0 ? PublishedFile : FileNumber;

    public override string RecordType => Type;
}

internal sealed class DocumentConfiguration : IEntityTypeConfiguration<Document>
{
    public void Configure(EntityTypeBuilder<Document> builder)
    {
        builder.ToTable("documents");
        builder.HasKey(d => d.Id);
        RecordColumns.Configure(builder);
        builder.Property(d => d.Title).HasMaxLength(DocumentLimits.Title);
        builder.Property(d => d.Summary).HasMaxLength(DocumentLimits.Summary);
        builder.Property(d => d.Kind).HasConversion<string>().HasMaxLength(32);
        builder.Property(d => d.Standards).AsJson();
        builder.Property(d => d.Classification).HasConversion<string>().HasMaxLength(32);
        builder.Property(d => d.State).HasConversion<string>().HasMaxLength(32);
        builder.Property(d => d.Template).HasMaxLength(DocumentLimits.Template);
        builder.Property(d => d.AiSystem).HasMaxLength(RecordLimits.Key);
        builder.Property(d => d.FieldEntries).AsJson();
        builder.Property(d => d.FileName).HasMaxLength(FileNames.Longest);
        builder.Property(d => d.FileHash).HasMaxLength(64);
        builder.HasIndex(d => d.NextReview);
    }
}
