using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Tandem.Management.Notifications;
using Tandem.Management.Records;

namespace Tandem.Management.Mail;

/// <summary>A mail on its way. Bookkeeping and no record: what it tells of stands in the history itself.</summary>
public sealed class MailMessage
{
    /// <summary>UUIDv7; also the mail's Message-ID, which stays the same in every attempt, so that a receiver knows a second copy.</summary>
    public required Guid Id { get; init; }

    public required string PersonKey { get; init; }

    public required string Address { get; init; }

    public required string AddressName { get; init; }

    public required string Subject { get; init; }

    public required string Body { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    public MailState State { get; set; }

    /// <summary>Attempts begun.</summary>
    public int Attempts { get; set; }

    /// <summary>When it is tried next, or, while it is being sent, when that began.</summary>
    public required DateTimeOffset DueAt { get; set; }

    /// <summary>What the server said last; empty while nothing went wrong.</summary>
    public string Problem { get; set; } = "";

    public DateTimeOffset? SentAt { get; set; }
}

/// <summary>How far a mail is.</summary>
public enum MailState
{
    Waiting,

    /// <summary>Being sent. Found so long after, the program stopped in between: nobody knows whether the server took it, and it is sent once more.</summary>
    Sending,
    Sent,

    /// <summary>Given up: refused for good, or tried too often.</summary>
    Failed,

    /// <summary>Taken out of the queue by a person.</summary>
    Discarded,
}

internal sealed class MailMessageConfiguration : IEntityTypeConfiguration<MailMessage>
{
    public void Configure(EntityTypeBuilder<MailMessage> builder)
    {
        builder.ToTable("mail_messages");
        builder.HasKey(m => m.Id);
        builder.Property(m => m.Id).ValueGeneratedNever();
        builder.Property(m => m.PersonKey).HasMaxLength(RecordLimits.Key);
        builder.Property(m => m.Address).HasMaxLength(MailLimits.Address);
        builder.Property(m => m.AddressName).HasMaxLength(MailLimits.Name);
        builder.Property(m => m.Subject).HasMaxLength(Notification.LongestWords);
        builder.Property(m => m.State).HasConversion<string>().HasMaxLength(16);
        builder.Property(m => m.Problem).HasMaxLength(MailLimits.AnswerKept);
        builder.HasIndex(m => new { m.State, m.DueAt });
        builder.HasIndex(m => m.CreatedAt);
    }
}
