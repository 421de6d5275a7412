using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Tandem.Management.Database;
using Tandem.Management.Records;

namespace Tandem.Management.Comments;

/// <summary>What a person says on a record of any register. It can be edited and withdrawn by its author; it is never removed.</summary>
public sealed class Comment : IRecord
{
    internal const string Type = "comment";
    internal const string KeyPrefix = "CMT";

    /// <summary>Human reference, such as `CMT-0012`; also the anchor on the page.</summary>
    public required string Key { get; init; }

    public required long Number { get; init; }

    /// <summary>Register of the record it is on.</summary>
    public required string OnType { get; init; }

    /// <summary>Key of the record it is on.</summary>
    public required string OnKey { get; init; }

    /// <summary>Key of the comment that this one answers; empty for one that begins a thread. Answers are not answered: threads have one level.</summary>
    public string AnswerTo { get; init; } = "";

    /// <summary>Markdown; people are mentioned by key, as in `@PER-0007`.</summary>
    public required string Text { get; set; }

    /// <summary>Key of the person who wrote it.</summary>
    public required string Author { get; init; }

    public required DateTimeOffset WrittenAt { get; init; }

    /// <summary>When its author last changed it; null when never. The former texts stand in the history.</summary>
    public DateTimeOffset? EditedAt { get; set; }

    /// <summary>When it was withdrawn; null while it stands. What it said is shown no more.</summary>
    public DateTimeOffset? WithdrawnAt { get; set; }

    /// <summary>Key of the person who withdrew it; empty while it stands.</summary>
    public string WithdrawnBy { get; set; } = "";

    /// <summary>Why, when somebody else than the author withdrew it; empty otherwise.</summary>
    public string WithdrawalReason { get; set; } = "";

    public int Version { get; set; }

    public string RecordType => Type;

    public string RecordKey => Key;

    internal static string PathOf(string key) => $"/comments/{Uri.EscapeDataString(key)}";
}

internal sealed class CommentConfiguration : IEntityTypeConfiguration<Comment>
{
    public void Configure(EntityTypeBuilder<Comment> builder)
    {
        builder.ToTable("comments");
        builder.HasKey(c => c.Key);
        builder.Property(c => c.Key).HasMaxLength(RecordLimits.Key);
        builder.HasIndex(c => c.Number).IsUnique();
        builder.Property(c => c.OnType).HasMaxLength(64);
        builder.Property(c => c.OnKey).HasMaxLength(RecordLimits.Key);
        builder.Property(c => c.AnswerTo).HasMaxLength(RecordLimits.Key);
        builder.HasIndex(c => new { c.OnType, c.OnKey, c.AnswerTo, c.Number });
        builder.HasIndex(c => c.AnswerTo);
        builder.Property(c => c.Author).HasMaxLength(RecordLimits.Key);
        builder.Property(c => c.WithdrawnBy).HasMaxLength(RecordLimits.Key);
        builder.Property(c => c.WithdrawalReason).HasMaxLength(RecordLimits.Reason);
        builder.Property(c => c.Version).IsConcurrencyToken();
        builder.Ignore(c => c.RecordType);
        builder.Ignore(c => c.RecordKey);
    }
}
