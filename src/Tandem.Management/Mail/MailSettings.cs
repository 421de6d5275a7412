using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Tandem.Management.Database;

namespace Tandem.Management.Mail;

/// <summary>The mail server through which notifications leave; one row at most.</summary>
public sealed class MailSettings : IRecord
{
    internal const string Type = "mail-settings";
    internal const string OnlyKey = "smtp";

    public string Key { get; init; } = OnlyKey;

    /// <summary>False keeps the settings and sends nothing.</summary>
    public bool IsOn { get; set; }

    public string Host { get; set; } = "";

    public int Port { get; set; }

    public MailSecurity Security { get; set; }

    /// <summary>Empty to send without signing in.</summary>
    public string UserName { get; set; } = "";

    /// <summary>Encrypted by the installation's key files (<see cref="MailPassword"/>); null for none. History notes that it changed and never holds it.</summary>
    public string? PasswordProtected { get; set; }

    public string SenderAddress { get; set; } = "";

    public string SenderName { get; set; } = "";

    /// <summary>Hour of the day, in UTC, after which the daily mails go out; 0 to 23.</summary>
    public int DigestHour { get; set; }

    public int Version { get; set; }

    public string RecordType => Type;

    public string RecordKey => Key;
}

/// <summary>How the way to the mail server is protected.</summary>
public enum MailSecurity
{
    /// <summary>Plain first, then STARTTLS (RFC 3207); a server that does not offer it gets nothing.</summary>
    StartTls,

    /// <summary>TLS from the first byte (RFC 8314).</summary>
    Tls,

    /// <summary>Nothing; for a server on this machine or in a network that is trusted.</summary>
    None,
}

internal sealed class MailSettingsConfiguration : IEntityTypeConfiguration<MailSettings>
{
    public void Configure(EntityTypeBuilder<MailSettings> builder)
    {
        builder.ToTable("mail_settings");
        builder.HasKey(s => s.Key);
        builder.Property(s => s.Key).HasMaxLength(16);
        builder.Property(s => s.Host).HasMaxLength(MailLimits.Host);
        builder.Property(s => s.Security).HasConversion<string>().HasMaxLength(16);
        builder.Property(s => s.UserName).HasMaxLength(MailLimits.UserName);
        builder.Property(s => s.SenderAddress).HasMaxLength(MailLimits.Address);
        builder.Property(s => s.SenderName).HasMaxLength(MailLimits.Name);
        builder.Property(s => s.Version).IsConcurrencyToken();
        builder.Ignore(s => s.RecordType);
        builder.Ignore(s => s.RecordKey);
    }
}
