using System.Globalization;
using System.Net;
using Microsoft.AspNetCore.Http;
using Tandem.Management.Ui;

namespace Tandem.Management.Mail;

/// <summary>The settings as a page or a program sends them.</summary>
public sealed record MailSettingsForm
{
    public bool IsOn { get; init; }

    public string Host { get; init; } = "";

    public int Port { get; init; } = 587;

    public MailSecurity Security { get; init; } = MailSecurity.StartTls;

    public string UserName { get; init; } = "";

    /// <summary>Null or empty keeps the stored one.</summary>
    public string? Password { get; init; }

    public string SenderAddress { get; init; } = "";

    public string SenderName { get; init; } = "";

    public int DigestHour { get; init; } = 6;

    /// <summary>Version that the change is based on; 0 for the first settings.</summary>
    public int Version { get; init; }

    internal static MailSettingsForm From(IFormCollection form) => new()
    {
        IsOn = form["isOn"] == "true",
        Host = form["host"].ToString().Trim(),
        Port = Number(form["port"]),
        Security = Enum.TryParse<MailSecurity>(form["security"], ignoreCase: true, out var security) && Enum.IsDefined(security) ? security : MailSecurity.StartTls,
        UserName = form["userName"].ToString().Trim(),
        Password = form["password"].ToString(),
        SenderAddress = form["senderAddress"].ToString().Trim(),
        SenderName = form["senderName"].ToString().Trim(),
        DigestHour = Number(form["digestHour"]),
        Version = Math.Max(0, Number(form["version"])),
    };

    internal static MailSettingsForm From(MailSettings settings) => new()
    {
        IsOn = settings.IsOn,
        Host = settings.Host,
        Port = settings.Port,
        Security = settings.Security,
        UserName = settings.UserName,
        SenderAddress = settings.SenderAddress,
        SenderName = settings.SenderName,
        DigestHour = settings.DigestHour,
        Version = settings.Version,
    };

    /// <param name="hasPassword">True when a password is stored already.</param>
    internal FormErrors Check(bool hasPassword)
    {
        var errors = new FormErrors();
        if (Host.Length is 0 or > MailLimits.Host || Uri.CheckHostName(Host) == UriHostNameType.Unknown)
            errors.Add("host", "enter the name or address of the mail server, such as `mail.example.org`");
        if (Port is < 1 or > 65535)
            errors.Add("port", "enter a port from 1 to 65535; usual are 587 with STARTTLS and 465 with TLS");
        if (UserName.Length > MailLimits.UserName || UserName.Any(char.IsControl))
            errors.Add("userName", $"enter at most {MailLimits.UserName} characters without line ends");
        if (Password is { Length: > MailLimits.Password })
            errors.Add("password", $"enter at most {MailLimits.Password} characters");
        if (UserName.Length > 0 && string.IsNullOrEmpty(Password) && !hasPassword)
            errors.Add("password", "enter the password that belongs to the user name, or leave both empty");
        if (UserName.Length == 0 && !string.IsNullOrEmpty(Password))
            errors.Add("userName", "enter the user name that belongs to the password, or leave both empty");
        if (UserName.Length > 0 && Security == MailSecurity.None && !IsThisMachine)
            errors.Add("security", "a password is sent only under TLS; choose STARTTLS or TLS");
        if (!MailAddressRule.IsValid(SenderAddress))
            errors.Add("senderAddress", "enter the address mails come from, such as `tandem@example.org`");
        if (SenderName.Length > MailLimits.Name || SenderName.Any(char.IsControl))
            errors.Add("senderName", $"enter at most {MailLimits.Name} characters on one line");
        if (DigestHour is < 0 or > 23)
            errors.Add("digestHour", "enter an hour from 0 to 23");
        return errors;
    }

    private bool IsThisMachine => Host is "localhost" || (IPAddress.TryParse(Host, out var address) && IPAddress.IsLoopback(address));

    private static int Number(string? text) => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : -1;

    // A record writes its members into its text; one is a secret.
    public override string ToString() => nameof(MailSettingsForm);
}
