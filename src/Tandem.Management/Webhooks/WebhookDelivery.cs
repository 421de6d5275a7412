using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Tandem.Management.Records;

namespace Tandem.Management.Webhooks;

/// <summary>One event on its way to one receiver. Bookkeeping and no record: the change it tells of stands in the history.</summary>
public sealed class WebhookDelivery
{
    /// <summary>UUIDv7; the same in every attempt, so that a receiver knows a second copy.</summary>
    public required Guid Id { get; init; }

    public required string WebhookKey { get; init; }

    /// <summary>Name of the event, such as `ai-system.changed`.</summary>
    public required string Event { get; init; }

    /// <summary>Index in the log of the change that it tells of; orders what is due at once. Null for a test.</summary>
    public long? LedgerIndex { get; init; }

    /// <summary>The body, byte for byte the same in every attempt.</summary>
    public required string Body { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    public WebhookDeliveryState State { get; set; }

    /// <summary>Attempts begun since the start or the last time somebody asked for another one.</summary>
    public int Attempts { get; set; }

    /// <summary>When it is tried next, or, while it is being sent, when that began.</summary>
    public required DateTimeOffset DueAt { get; set; }

    /// <summary>Status of the last answer; null when there was none.</summary>
    public int? Status { get; set; }

    /// <summary>The first bytes of the last answer, or what went wrong without one.</summary>
    public string Answer { get; set; } = "";

    public DateTimeOffset? DeliveredAt { get; set; }

    /// <summary>Value of the header `webhook-id`.</summary>
    internal string MessageId => $"msg_{Id:N}";
}

/// <summary>How far a delivery is.</summary>
public enum WebhookDeliveryState
{
    Waiting,

    /// <summary>Being sent. Found so long after, the program stopped in between, and it is sent once more.</summary>
    Sending,
    Delivered,

    /// <summary>Tried for about three days in vain.</summary>
    Failed,
}

internal sealed class WebhookDeliveryConfiguration : IEntityTypeConfiguration<WebhookDelivery>
{
    public void Configure(EntityTypeBuilder<WebhookDelivery> builder)
    {
        builder.ToTable("webhook_deliveries");
        builder.HasKey(d => d.Id);
        builder.Property(d => d.Id).ValueGeneratedNever();
        builder.Property(d => d.WebhookKey).HasMaxLength(RecordLimits.Key);
        builder.Property(d => d.Event).HasMaxLength(128);
        builder.Property(d => d.State).HasConversion<string>().HasMaxLength(16);
        builder.Property(d => d.Answer).HasMaxLength(WebhookLimits.AnswerBytes);
        builder.Ignore(d => d.MessageId);
        builder.HasIndex(d => new { d.State, d.DueAt });
        builder.HasIndex(d => new { d.WebhookKey, d.CreatedAt });
    }
}
