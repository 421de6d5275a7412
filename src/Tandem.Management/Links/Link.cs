using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Tandem.Management.Database;
using Tandem.Management.Records;

namespace Tandem.Management.Links;

/// <summary>That one record bears on another one, or on a requirement. Never deleted: what no longer holds is ended, with who, when and why.</summary>
public sealed class Link : IRecord
{
    internal const string Type = "link";

    internal const int LongestEnd = 32;

    public required Guid Id { get; init; }

    /// <summary>`LNK-0001`.</summary>
    public required string Key { get; init; }

    public required long Number { get; init; }

    /// <summary>Key of a record, or identifier of a requirement with its standard. INVARIANT (one way): of two ends that relate alike, the lesser in order stands here.</summary>
    public required string FromKey { get; init; }

    public required LinkRelation Relation { get; init; }

    public required string ToKey { get; init; }

    public string Note { get; init; } = "";

    public required DateTimeOffset CreatedAt { get; init; }

    public required string CreatedBy { get; init; }

    /// <summary>When it was taken away; null while it holds.</summary>
    public DateTimeOffset? EndedAt { get; set; }

    public string? EndedBy { get; set; }

    public string? EndReason { get; set; }

    public int Version { get; set; }

    public string RecordType => Type;

    public string RecordKey => Key;

    /// <summary>The other end, seen from one of them.</summary>
    internal string Other(string end) => FromKey == end ? ToKey : FromKey;

    /// <summary>How it reads from one of its ends.</summary>
    internal LinkDirection DirectionFrom(string end) => LinkDirection.Of(Relation, isForward: FromKey == end);
}

internal sealed class LinkConfiguration : IEntityTypeConfiguration<Link>
{
    public void Configure(EntityTypeBuilder<Link> builder)
    {
        builder.ToTable("links");
        builder.HasKey(l => l.Id);
        builder.Property(l => l.Id).ValueGeneratedNever();
        builder.Property(l => l.Key).HasMaxLength(RecordLimits.Key);
        builder.HasIndex(l => l.Key).IsUnique();
        builder.HasIndex(l => l.Number).IsUnique();
        builder.Property(l => l.FromKey).HasMaxLength(Link.LongestEnd);
        builder.Property(l => l.ToKey).HasMaxLength(Link.LongestEnd);
        builder.Property(l => l.Relation).HasConversion<string>().HasMaxLength(16);
        builder.Property(l => l.Note).HasMaxLength(RecordLimits.Reason);
        builder.Property(l => l.CreatedBy).HasMaxLength(RecordLimits.PersonName);
        builder.Property(l => l.EndedBy).HasMaxLength(RecordLimits.PersonName);
        builder.Property(l => l.EndReason).HasMaxLength(RecordLimits.Reason);
        builder.Property(l => l.Version).IsConcurrencyToken();
        // INVARIANT (no link twice): also for two people who add the same one at the same moment.
        builder.HasIndex(l => new { l.FromKey, l.ToKey, l.Relation }).IsUnique().HasFilter("ended_at is null");
        builder.HasIndex(l => l.ToKey);
        builder.Ignore(l => l.RecordType);
        builder.Ignore(l => l.RecordKey);
    }
}
