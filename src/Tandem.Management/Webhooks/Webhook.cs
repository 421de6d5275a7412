using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Tandem.Management.Database;
using Tandem.Management.Records;

namespace Tandem.Management.Webhooks;

/// <summary>A receiver that is told of changes.</summary>
public sealed class Webhook : IRecord
{
    internal const string Type = "webhook";
    internal const string KeyPrefix = "WHK";

    public required string Key { get; init; }

    public required string Url { get; set; }

    public string Description { get; set; } = "";

    /// <summary>True when the receiver may stand on this machine or in a private network; such a receiver may be called by http.</summary>
    public bool AllowsPrivate { get; set; }

    /// <summary>Types of record, as the history names them, whose changes are told.</summary>
    public IReadOnlyList<string> RecordTypes { get; set; } = [];

    /// <summary>Actions, as the history names them, that are told.</summary>
    public IReadOnlyList<string> Actions { get; set; } = [];

    /// <summary>The key of the signatures, encrypted by the installation's key files (<see cref="WebhookSecret"/>).</summary>
    public required string SecretProtected { get; set; }

    /// <summary>The key before the last rotation; signs too until <see cref="FormerSecretUntil"/>. Null for none.</summary>
    public string? FormerSecretProtected { get; set; }

    public DateTimeOffset? FormerSecretUntil { get; set; }

    public bool IsOn { get; set; } = true;

    /// <summary>Why the program switched it off; empty while it did not.</summary>
    public string Problem { get; set; } = "";

    /// <summary>Key of the person who entered it; is told when it is switched off.</summary>
    public required string EnteredBy { get; init; }

    /// <summary>When it was taken out of use; null while in use.</summary>
    public DateTimeOffset? ArchivedAt { get; set; }

    public int Version { get; set; }

    public string RecordType => Type;

    public string RecordKey => Key;

    internal static string PathOf(string key) => $"{WebhookEndpoints.Path}/{Uri.EscapeDataString(key)}";
}

internal sealed class WebhookConfiguration : IEntityTypeConfiguration<Webhook>
{
    public void Configure(EntityTypeBuilder<Webhook> builder)
    {
        builder.ToTable("webhooks");
        builder.HasKey(w => w.Key);
        builder.Property(w => w.Key).HasMaxLength(RecordLimits.Key);
        builder.Property(w => w.Url).HasMaxLength(WebhookLimits.Url);
        builder.Property(w => w.Description).HasMaxLength(WebhookLimits.Description);
        builder.Property(w => w.RecordTypes).AsJson();
        builder.Property(w => w.Actions).AsJson();
        builder.Property(w => w.Problem).HasMaxLength(WebhookLimits.Problem);
        builder.Property(w => w.EnteredBy).HasMaxLength(RecordLimits.Key);
        builder.Property(w => w.Version).IsConcurrencyToken();
        builder.Ignore(w => w.RecordType);
        builder.Ignore(w => w.RecordKey);
    }
}
