using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Tandem.Management.Database;
using Tandem.Management.Files;
using Tandem.Management.Frameworks;
using Tandem.Management.Records;

namespace Tandem.Management.Evidence;

/// <summary>Something that shows what is done, with what it is, when it was collected, of what time it speaks and how long it stays fresh (7.5, 9.1 and 9.2 of both standards). Its content are its revisions.</summary>
public sealed class EvidenceItem : Record
{
    internal const string Type = "evidence";

    internal const string Prefix = "EVD";

    public required EvidenceItemId Id { get; init; }

    public string Title { get; set; } = "";

    /// <summary>Identifier of a kind of the catalogue, such as `EV-POLICY`; empty for one of the organisation's own.</summary>
    public string Kind { get; set; } = "";

    /// <summary>Name of a kind of the organisation's own; empty for one of the catalogue.</summary>
    public string OwnKind { get; set; } = "";

    /// <summary>That of the kind, where the catalogue says it.</summary>
    public EvidenceForm Form { get; set; }

    public string Description { get; set; } = "";

    /// <summary>Standards that it is collected for; empty for both.</summary>
    public IReadOnlyList<Standard> Standards { get; set; } = [];

    /// <summary>Follows from <see cref="Standards"/>, so that lists narrow by standard.</summary>
    public bool IsForIso27001 { get; set; } = true;

    /// <summary>The same for the other standard.</summary>
    public bool IsForIso42001 { get; set; } = true;

    public EvidenceSensitivity Sensitivity { get; set; }

    /// <summary>First day of the time it speaks about.</summary>
    public DateOnly? CoversFrom { get; set; }

    /// <summary>Last day of the time it speaks about.</summary>
    public DateOnly? CoversTo { get; set; }

    /// <summary>Day on which it was collected, whenever it came here.</summary>
    public DateOnly? CollectedOn { get; set; }

    /// <summary>Key of the person who collected it; empty for nobody.</summary>
    public string CollectedBy { get; set; } = "";

    public string CollectedByName { get; set; } = "";

    /// <summary>Program that collected it; empty for none.</summary>
    public string Agent { get; set; } = "";

    public string Method { get; set; } = "";

    /// <summary>System that it was taken from.</summary>
    public string SourceSystem { get; set; } = "";

    /// <summary>Days for which it stays fresh; 0 only until it is first stored.</summary>
    public int FreshDays { get; set; }

    public EvidenceState State { get; set; }

    /// <summary>Number of the newest revision; 0 for none.</summary>
    public int Revision { get; set; }

    /// <summary>When the newest revision came; the server's time, which nobody enters.</summary>
    public DateTimeOffset? ReceivedAt { get; set; }

    public string FileName { get; set; } = "";

    /// <summary>SHA-256 of the newest revision's content; empty for an address that named none.</summary>
    public string FileHash { get; set; } = "";

    /// <summary>Key of who handed it in last.</summary>
    public string SubmittedBy { get; set; } = "";

    /// <summary>Revision that was accepted last; 0 for none.</summary>
    public int AcceptedRevision { get; set; }

    public string AcceptedByName { get; set; } = "";

    public DateTimeOffset? AcceptedAt { get; set; }

    /// <summary>Last day on which it is fresh; null while nothing has come. Stored so that lists find it by an index; whether it is fresh, the day decides.</summary>
    public DateOnly? FreshUntil { get; set; }

    /// <summary>Day from which on it is due to be collected again soon.</summary>
    public DateOnly? DueFrom { get; set; }

    /// <summary>The last fresh day, or the last day there is: a list by it, in which what has none stands last, is read off an index. Computed by the database.</summary>
    public DateOnly FreshOrder { get; private set; }

    public override string RecordType => Type;
}

internal sealed class EvidenceItemConfiguration : IEntityTypeConfiguration<EvidenceItem>
{
    public void Configure(EntityTypeBuilder<EvidenceItem> builder)
    {
        builder.ToTable("evidence_items");
        builder.HasKey(i => i.Id);
        RecordColumns.Configure(builder);
        builder.Property(i => i.Title).HasMaxLength(EvidenceLimits.Title);
        builder.Property(i => i.Kind).HasMaxLength(EvidenceLimits.Kind);
        builder.Property(i => i.OwnKind).HasMaxLength(EvidenceLimits.Kind);
        builder.Property(i => i.Form).HasConversion<string>().HasMaxLength(16);
        builder.Property(i => i.Standards).AsJson();
        builder.Property(i => i.Sensitivity).HasConversion<string>().HasMaxLength(32);
        builder.Property(i => i.CollectedBy).HasMaxLength(RecordLimits.Key);
        builder.Property(i => i.CollectedByName).HasMaxLength(RecordLimits.PersonName);
        builder.Property(i => i.Agent).HasMaxLength(EvidenceLimits.Source);
        builder.Property(i => i.SourceSystem).HasMaxLength(EvidenceLimits.Source);
        builder.Property(i => i.State).HasConversion<string>().HasMaxLength(16);
        builder.Property(i => i.FileName).HasMaxLength(FileNames.Longest);
        builder.Property(i => i.FileHash).HasMaxLength(64);
        builder.Property(i => i.SubmittedBy).HasMaxLength(RecordLimits.Key);
        builder.Property(i => i.AcceptedByName).HasMaxLength(RecordLimits.PersonName);
        builder.Property(i => i.FreshOrder).HasComputedColumnSql("coalesce(fresh_until, '9999-12-31')", stored: true);
        // What the list counts, and its orders: a hundred thousand items are not looked at to show fifty.
        builder.HasIndex(i => new { i.ArchivedAt, i.State, i.FreshUntil });
        builder.HasIndex(i => new { i.ArchivedAt, i.Kind, i.FreshUntil });
        builder.HasIndex(i => new { i.ArchivedAt, i.FreshOrder, i.Number });
        // The same order once more for PostgreSQL, to which "is null" is no equality; SQLite prefers the one above.
        builder.HasIndex(i => new { i.FreshOrder, i.Number }).HasFilter("archived_at is null");
        builder.HasIndex(i => new { i.ArchivedAt, i.Owner, i.State });
    }
}
