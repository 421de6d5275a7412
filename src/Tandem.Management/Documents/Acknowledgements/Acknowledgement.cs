using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Tandem.Management.Database;
using Tandem.Management.Records;

namespace Tandem.Management.Documents.Acknowledgements;

/// <summary>That a person has read exactly one content of a document (7.3 of both standards). Never changed and never taken away: a later text is acknowledged anew.</summary>
public sealed class Acknowledgement : IKeptRecord
{
    internal const string Type = "acknowledgement";

    public required string DocumentKey { get; init; }

    /// <summary>Hash of what was read.</summary>
    public required string Sha256 { get; init; }

    /// <summary>Key of the person.</summary>
    public required string Person { get; init; }

    public required string PersonName { get; init; }

    /// <summary>Number of the file that was in force.</summary>
    public required int FileNumber { get; init; }

    public required DateTimeOffset At { get; init; }

    public int Version { get; set; }

    public string RecordType => Type;

    public string RecordKey => $"{DocumentKey}/{FileNumber}/{Person}";
}

internal sealed class AcknowledgementConfiguration : IEntityTypeConfiguration<Acknowledgement>
{
    public void Configure(EntityTypeBuilder<Acknowledgement> builder)
    {
        builder.ToTable("acknowledgements");
        // INVARIANT (bound to the content): one content is acknowledged once by a person, and no other content by it.
        builder.HasKey(a => new { a.DocumentKey, a.Sha256, a.Person });
        builder.Property(a => a.DocumentKey).HasMaxLength(RecordLimits.Key);
        builder.Property(a => a.Sha256).HasMaxLength(64);
        builder.Property(a => a.Person).HasMaxLength(RecordLimits.Key);
        builder.Property(a => a.PersonName).HasMaxLength(RecordLimits.PersonName);
        builder.Property(a => a.Version).IsConcurrencyToken();
        builder.HasIndex(a => a.Person);
        builder.Ignore(a => a.RecordType);
        builder.Ignore(a => a.RecordKey);
    }
}
