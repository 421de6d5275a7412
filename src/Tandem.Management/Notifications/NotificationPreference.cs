using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Tandem.Management.Database;
using Tandem.Management.Records;

namespace Tandem.Management.Notifications;

/// <summary>How a person wants to be told of one kind of thing by mail; stored only once the person chose. In the application everybody is told always.</summary>
public sealed class NotificationPreference : IRecord
{
    internal const string Type = "notification-preference";

    public required string PersonKey { get; init; }

    /// <summary>Name of one of <see cref="NotificationKinds"/>.</summary>
    public required string Kind { get; init; }

    public required MailWish Mail { get; set; }

    public int Version { get; set; }

    public string RecordType => Type;

    public string RecordKey => $"{PersonKey}/{Kind}";
}

/// <summary>When a mail is wanted.</summary>
public enum MailWish
{
    AtOnce,
    Daily,
    Never,
}

internal sealed class NotificationPreferenceConfiguration : IEntityTypeConfiguration<NotificationPreference>
{
    public void Configure(EntityTypeBuilder<NotificationPreference> builder)
    {
        builder.ToTable("notification_preferences");
        builder.HasKey(p => new { p.PersonKey, p.Kind });
        builder.Property(p => p.PersonKey).HasMaxLength(RecordLimits.Key);
        builder.Property(p => p.Kind).HasMaxLength(32);
        builder.Property(p => p.Mail).HasConversion<string>().HasMaxLength(16);
        builder.Property(p => p.Version).IsConcurrencyToken();
        builder.Ignore(p => p.RecordType);
        builder.Ignore(p => p.RecordKey);
    }
}
