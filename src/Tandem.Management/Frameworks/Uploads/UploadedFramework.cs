using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Tandem.Management.Database;
using Tandem.Management.Frameworks.External;
using Tandem.Management.Records;

namespace Tandem.Management.Frameworks.Uploads;

/// <summary>A framework that the organisation has uploaded, whatever its version. Its text is theirs and stays in their database.</summary>
public sealed class UploadedFramework : IKeptRecord
{
    internal const string Type = "framework";
    internal const string KeyPrefix = "FWK";

    /// <summary>`FWK-0001`.</summary>
    public required string Key { get; init; }

    /// <summary>What the files know it by; the same in all versions.</summary>
    public required string Urn { get; init; }

    public required string Name { get; set; }

    /// <summary>Number of its latest version.</summary>
    public required long LatestEdition { get; set; }

    public required DateTimeOffset CreatedAt { get; init; }

    public required string CreatedBy { get; init; }

    public required DateTimeOffset UpdatedAt { get; set; }

    public required string UpdatedBy { get; set; }

    /// <summary>When it was taken out of use; null while in use.</summary>
    public DateTimeOffset? ArchivedAt { get; set; }

    public int Version { get; set; }

    public string RecordType => Type;

    public string RecordKey => Key;
}

/// <summary>One version of an uploaded framework; never changed, and kept beside the later ones.</summary>
public sealed class FrameworkEdition : IKeptRecord
{
    internal const string Type = "framework-version";

    public required string FrameworkKey { get; init; }

    /// <summary>As the file says it; greater for a later one.</summary>
    public required long Number { get; init; }

    public required FrameworkFormat Format { get; init; }

    public required FrameworkKind Kind { get; init; }

    public required string Ref { get; init; }

    public required string Name { get; init; }

    public required string Edition { get; init; }

    public required string Publisher { get; init; }

    public required string Locale { get; init; }

    public required string Copyright { get; init; }

    public required string Description { get; init; }

    /// <summary>How many parts it has.</summary>
    public required int Parts { get; init; }

    /// <summary>Hash of the file, which the log vouches for with this record.</summary>
    public required string Sha256 { get; init; }

    public required string FileName { get; init; }

    public required DateTimeOffset UploadedAt { get; init; }

    public required string UploadedBy { get; init; }

    public int Version { get; set; }

    public string RecordType => Type;

    public string RecordKey => $"{FrameworkKey}/{Number}";
}

/// <summary>One part of one version. Parts have no history of their own: their version names the hash of the file they come from.</summary>
public sealed class FrameworkPart
{
    public required string FrameworkKey { get; init; }

    public required long Number { get; init; }

    /// <summary>Place in the version, from 1.</summary>
    public required int Place { get; init; }

    public required string Urn { get; init; }

    public required string ParentUrn { get; init; }

    public required string Ref { get; init; }

    public required string Title { get; init; }

    public required string Text { get; init; }

    public required string Note { get; init; }

    public required int Depth { get; init; }

    public required bool IsAssessable { get; init; }

    public required IReadOnlyList<string> Groups { get; init; }

    /// <summary>Lower-cased words to search in.</summary>
    public required string SearchText { get; init; }

    internal string Url => $"/frameworks/uploaded/{FrameworkKey}/parts/{Place}?version={Number}";

    /// <summary>What a list calls it.</summary>
    internal string Heading => Title.Length > 0 ? Title : Ui.FormText.Shortened(Text, 200);
}

internal sealed class UploadedFrameworkConfiguration : IEntityTypeConfiguration<UploadedFramework>
{
    public void Configure(EntityTypeBuilder<UploadedFramework> builder)
    {
        builder.ToTable("uploaded_frameworks");
        builder.HasKey(f => f.Key);
        builder.Property(f => f.Key).HasMaxLength(RecordLimits.Key);
        builder.Property(f => f.Urn).HasMaxLength(UploadLimits.Urn);
        builder.HasIndex(f => f.Urn).IsUnique();
        builder.Property(f => f.Name).HasMaxLength(UploadLimits.Short);
        builder.Property(f => f.CreatedBy).HasMaxLength(RecordLimits.PersonName);
        builder.Property(f => f.UpdatedBy).HasMaxLength(RecordLimits.PersonName);
        builder.Property(f => f.Version).IsConcurrencyToken();
        builder.Ignore(f => f.RecordType);
        builder.Ignore(f => f.RecordKey);
    }
}

internal sealed class FrameworkEditionConfiguration : IEntityTypeConfiguration<FrameworkEdition>
{
    public void Configure(EntityTypeBuilder<FrameworkEdition> builder)
    {
        builder.ToTable("framework_editions");
        builder.HasKey(e => new { e.FrameworkKey, e.Number });
        builder.Property(e => e.FrameworkKey).HasMaxLength(RecordLimits.Key);
        builder.Property(e => e.Format).HasConversion<string>().HasMaxLength(16);
        builder.Property(e => e.Kind).HasConversion<string>().HasMaxLength(32);
        builder.Property(e => e.Ref).HasMaxLength(UploadLimits.Ref);
        builder.Property(e => e.Name).HasMaxLength(UploadLimits.Short);
        builder.Property(e => e.Edition).HasMaxLength(UploadLimits.Short);
        builder.Property(e => e.Publisher).HasMaxLength(UploadLimits.Short);
        builder.Property(e => e.Locale).HasMaxLength(35);
        builder.Property(e => e.Sha256).HasMaxLength(64);
        builder.Property(e => e.FileName).HasMaxLength(Files.FileNames.Longest);
        builder.Property(e => e.UploadedBy).HasMaxLength(RecordLimits.PersonName);
        builder.Property(e => e.Version).IsConcurrencyToken();
        builder.Ignore(e => e.RecordType);
        builder.Ignore(e => e.RecordKey);
    }
}

internal sealed class FrameworkPartConfiguration : IEntityTypeConfiguration<FrameworkPart>
{
    public void Configure(EntityTypeBuilder<FrameworkPart> builder)
    {
        builder.ToTable("framework_parts");
        builder.HasKey(p => new { p.FrameworkKey, p.Number, p.Place });
        builder.Property(p => p.FrameworkKey).HasMaxLength(RecordLimits.Key);
        builder.Property(p => p.Urn).HasMaxLength(UploadLimits.Urn);
        builder.Property(p => p.ParentUrn).HasMaxLength(UploadLimits.Urn);
        builder.Property(p => p.Ref).HasMaxLength(UploadLimits.Ref);
        builder.Property(p => p.Title).HasMaxLength(UploadLimits.Title);
        builder.Property(p => p.Groups).AsJson();
    }
}
