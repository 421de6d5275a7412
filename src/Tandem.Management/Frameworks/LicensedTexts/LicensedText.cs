using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Tandem.Management.Database;
using Tandem.Management.Records;

namespace Tandem.Management.Frameworks.LicensedTexts;

/// <summary>
/// The wording of a requirement out of the organisation's own licensed copy of the standard. It stays in their database: history and log note that it
/// changed and its hash, never the words, so that what was removed is gone.
/// </summary>
public sealed class LicensedText : IKeptRecord
{
    internal const string Type = "licensed-text";

    /// <summary>`iso27001:A.8.15`.</summary>
    public required string Requirement { get; init; }

    /// <summary>The words of the standard; empty once removed. Named in <see cref="History.SecretFields"/>.</summary>
    public string Wording { get; set; } = "";

    /// <summary>Under which licence the organisation holds it, such as the number of its copy.</summary>
    public string Licence { get; set; } = "";

    /// <summary>SHA-256 of the words in UTF-8, hexadecimal; empty once removed.</summary>
    public string Sha256 { get; set; } = "";

    public DateTimeOffset UpdatedAt { get; set; }

    public string UpdatedBy { get; set; } = "";

    public int Version { get; set; }

    public string RecordType => Type;

    public string RecordKey => Requirement;
}

internal sealed class LicensedTextConfiguration : IEntityTypeConfiguration<LicensedText>
{
    public void Configure(EntityTypeBuilder<LicensedText> builder)
    {
        builder.ToTable("licensed_texts");
        builder.HasKey(t => t.Requirement);
        builder.Property(t => t.Requirement).HasMaxLength(64);
        builder.Property(t => t.Licence).HasMaxLength(LicensedTextLimits.Licence);
        builder.Property(t => t.Sha256).HasMaxLength(64);
        builder.Property(t => t.UpdatedBy).HasMaxLength(RecordLimits.PersonName);
        builder.Property(t => t.Version).IsConcurrencyToken();
        builder.Ignore(t => t.RecordType);
        builder.Ignore(t => t.RecordKey);
    }
}
