using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Tandem.Management.Records;
using Tandem.Management.Ui;

namespace Tandem.Management.Notifications;

/// <summary>Something a person is told. Bookkeeping and no record: what it tells of stands in the history itself.</summary>
public sealed class Notification
{
    internal const int LongestWords = 300;
    internal const int LongestPath = 300;

    /// <summary>UUIDv7.</summary>
    public required Guid Id { get; init; }

    /// <summary>Key of the person who is told.</summary>
    public required string PersonKey { get; init; }

    /// <summary>Name of one of <see cref="NotificationKinds"/>.</summary>
    public required string Kind { get; init; }

    /// <summary>Key of the record it is about; empty for none.</summary>
    public required string RecordKey { get; init; }

    /// <summary>What happened, in one line that can be read without the record. No contents of records: these words also leave the house by mail.</summary>
    public required string Words { get; init; }

    /// <summary>Where to look; a path of this site.</summary>
    public required string Path { get; init; }

    public required DateTimeOffset At { get; init; }

    /// <summary>When the person marked it as read; null while unread.</summary>
    public DateTimeOffset? ReadAt { get; set; }

    /// <summary>What becomes of it by mail.</summary>
    public NotificationMail Mail { get; set; }

    /// <summary>Makes one for saving; null when there is nobody to tell, or when somebody would be told of the own deed.</summary>
    /// <param name="personKey">Who is told.</param>
    /// <param name="actor">Key of the person who did it; null for the program.</param>
    /// <param name="kind">One of <see cref="NotificationKinds"/>.</param>
    /// <param name="recordKey">What it is about; may be empty.</param>
    /// <param name="words">What happened; cut to 300 characters.</param>
    /// <param name="path">Where to look; a path of this site.</param>
    /// <param name="at">When.</param>
    internal static Notification? For(string personKey, string? actor, string kind, string recordKey, string words, string path, DateTimeOffset at)
    {
        if (!NotificationKinds.Contains(kind))
            throw new ArgumentException($"there is no kind of notification `{kind}`; add it to {nameof(NotificationKinds)}", nameof(kind));
        if (path is not ['/', not '/', ..] and not "/" || path.Length > LongestPath)
            throw new ArgumentException($"`{path}` is no path of this site of at most {LongestPath} characters", nameof(path));
        if (personKey.Length == 0 || personKey == actor)
            return null;
        return new()
        {
            Id = Guid.CreateVersion7(at),
            PersonKey = personKey,
            Kind = kind,
            RecordKey = recordKey,
            Words = OneLine(words),
            Path = path,
            At = at,
        };
    }

    // Names are part of the words, and the words become the subject of a mail.
    private static string OneLine(string words)
    {
        var line = string.Concat(words.Select(c => char.IsControl(c) || c is '\u2028' or '\u2029' ? ' ' : c)).Trim();
        return FormText.Shortened(line, LongestWords);
    }
}

/// <summary>How far a notification is on its way by mail.</summary>
public enum NotificationMail
{
    /// <summary>Not looked at yet.</summary>
    Pending,

    /// <summary>Waits for the person's daily digest.</summary>
    Digest,

    /// <summary>Stands in a mail.</summary>
    Mailed,

    /// <summary>Goes into no mail: the person does not want one, has no address, or mail is not set up.</summary>
    None,
}

internal sealed class NotificationConfiguration : IEntityTypeConfiguration<Notification>
{
    public void Configure(EntityTypeBuilder<Notification> builder)
    {
        builder.ToTable("notifications");
        builder.HasKey(n => n.Id);
        builder.Property(n => n.Id).ValueGeneratedNever();
        builder.Property(n => n.PersonKey).HasMaxLength(RecordLimits.Key);
        builder.Property(n => n.Kind).HasMaxLength(32);
        builder.Property(n => n.RecordKey).HasMaxLength(300);
        builder.Property(n => n.Words).HasMaxLength(Notification.LongestWords);
        builder.Property(n => n.Path).HasMaxLength(Notification.LongestPath);
        // A token, so that two processes on one database never put it into two mails.
        builder.Property(n => n.Mail).HasConversion<string>().HasMaxLength(16).IsConcurrencyToken();
        // The bell counts by the first, the list pages by it too; the mail looks for what waits by the second.
        builder.HasIndex(n => new { n.PersonKey, n.ReadAt, n.At });
        builder.HasIndex(n => new { n.Mail, n.PersonKey });
    }
}
