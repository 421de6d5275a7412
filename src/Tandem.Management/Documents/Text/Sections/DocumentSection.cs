using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Tandem.Management.Records;

namespace Tandem.Management.Documents.Text.Sections;

/// <summary>A section of one file of a document and one thing that it serves. It follows from the text, whose hash the history holds, and so has no history of its own.</summary>
public sealed class DocumentSection
{
    internal const int HeadingLength = 300;

    public required string DocumentKey { get; init; }

    /// <summary>Number of the file.</summary>
    public required int Number { get; init; }

    /// <summary>Place of the heading in the text, from 1.</summary>
    public required int Place { get; init; }

    /// <summary>A requirement such as `iso27001:A.5.1`, or a standard as a whole, `iso27001`.</summary>
    public required string Serves { get; init; }

    public required string Heading { get; init; }

    /// <summary>True where the template says so and the text itself nothing else.</summary>
    public required bool IsFromTemplate { get; init; }
}

internal sealed class DocumentSectionConfiguration : IEntityTypeConfiguration<DocumentSection>
{
    public void Configure(EntityTypeBuilder<DocumentSection> builder)
    {
        builder.ToTable("document_sections");
        builder.HasKey(s => new { s.DocumentKey, s.Number, s.Place, s.Serves });
        builder.Property(s => s.DocumentKey).HasMaxLength(RecordLimits.Key);
        builder.Property(s => s.Serves).HasMaxLength(64);
        builder.HasIndex(s => s.Serves);
        builder.Property(s => s.Heading).HasMaxLength(DocumentSection.HeadingLength);
    }
}
