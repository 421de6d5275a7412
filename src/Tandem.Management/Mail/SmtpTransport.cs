using System.Net.Security;
using System.Net.Sockets;
using System.Text;
using MailKit.Net.Smtp;
using MailKit.Security;
using MimeKit;
using Tandem.Inspection.Addresses;
using Tandem.Management.Outgoing;

namespace Tandem.Management.Mail;

/// <summary>Hands one mail to the mail server. Whatever the server does ends in an answer, in bounded time and memory.</summary>
/// <param name="connector">Opens the connection; a mail server may stand anywhere but at refused addresses.</param>
/// <param name="passwords">Opens the stored password.</param>
/// <param name="trust">Whom to believe that it is the server.</param>
/// <param name="options">Names this host to the server.</param>
internal sealed class SmtpTransport(OutgoingConnector connector, MailPassword passwords, SmtpTrust trust, ManagementOptions options)
{
    private static readonly AddressClass[] Allowed = [AddressClass.Loopback, AddressClass.Private, AddressClass.Public];

    internal async Task<SmtpAnswer> SendAsync(MailSettings settings, MailMessage mail, CancellationToken cancellation)
    {
        using var deadline = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        deadline.CancelAfter(MailLimits.SendTime);
        try
        {
            return await SendAsync(settings, Compose(settings, mail), deadline.Token);
        }
        catch (SmtpCommandException refused)
        {
            // What the server has against this mail stays; what it has against us can be put right in the settings.
            var isForGood = (int)refused.StatusCode >= 500 && refused.ErrorCode is SmtpErrorCode.RecipientNotAccepted or SmtpErrorCode.MessageNotAccepted;
            return SmtpAnswer.Of(isForGood ? SmtpOutcome.Refused : SmtpOutcome.Postponed, $"the mail server said {(int)refused.StatusCode}: {refused.Message}");
        }
        catch (Exception unwritable) when (unwritable is FormatException or ParseException or ArgumentException)
        {
            return SmtpAnswer.Of(SmtpOutcome.Refused, $"the mail cannot be written: {unwritable.Message}");
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            return SmtpAnswer.Of(SmtpOutcome.Postponed, $"the mail server was not done within {MailLimits.SendTime.TotalSeconds} seconds");
        }
        catch (Exception failed) when (failed is IOException or SocketException or TimeoutException or SmtpProtocolException or AuthenticationException or SslHandshakeException or NotSupportedException
            or System.Security.Authentication.AuthenticationException or InvalidOperationException)
        {
            return SmtpAnswer.Of(SmtpOutcome.Postponed, failed.Message);
        }
    }

    private async Task<SmtpAnswer> SendAsync(MailSettings settings, MimeMessage message, CancellationToken cancellation)
    {
        var password = settings.PasswordProtected is { } stored ? passwords.Read(stored) : null;
        if (settings.UserName.Length > 0 && password is null)
            return SmtpAnswer.Of(SmtpOutcome.Postponed, "the stored password cannot be read with this installation's keys; enter it again");

        await using var connection = new BoundedStream(await connector.ConnectAsync(settings.Host, settings.Port, Allowed, cancellation), MailLimits.AnswerBytes);
        // Lists of revoked certificates are fetched from the issuer, which an installation without that way out could not do.
        using var client = new SmtpClient { CheckCertificateRevocation = false, ServerCertificateValidationCallback = trust.Validate, LocalDomain = options.BrowserUrl.Host };
        await client.ConnectAsync(connection, settings.Host, settings.Port, settings.Security switch
        {
            MailSecurity.StartTls => SecureSocketOptions.StartTls,
            MailSecurity.Tls => SecureSocketOptions.SslOnConnect,
            MailSecurity.None => SecureSocketOptions.None,
            _ => throw new System.Diagnostics.UnreachableException(),
        }, cancellation);
        if (settings.UserName.Length > 0)
            await client.AuthenticateAsync(Encoding.UTF8, settings.UserName, password!, cancellation);
        var answer = await client.SendAsync(message, cancellation);
        await LeaveAsync(client, cancellation);
        return SmtpAnswer.Of(SmtpOutcome.Accepted, answer);
    }

    private static async Task LeaveAsync(SmtpClient client, CancellationToken cancellation)
    {
        try
        {
            await client.DisconnectAsync(quit: true, cancellation);
        }
        catch (Exception gone) when (gone is IOException or SocketException or SmtpProtocolException or SmtpCommandException or OperationCanceledException)
        {
            // The mail is taken; how the server says goodbye changes nothing.
        }
    }

    /// <summary>INVARIANT (no foreign header): names, addresses and subject go into the headers by a writer that encodes them; line ends have no way in.</summary>
    private MimeMessage Compose(MailSettings settings, MailMessage mail)
    {
        var message = new MimeMessage
        {
            Subject = OneLine(mail.Subject),
            Date = mail.CreatedAt,
            MessageId = $"{mail.Id:N}@{options.BrowserUrl.Host}",
            Body = new TextPart("plain") { Text = mail.Body },
        };
        message.From.Add(Mailbox(settings.SenderName, settings.SenderAddress));
        message.To.Add(Mailbox(mail.AddressName, mail.Address));
        // So that no absence notice answers it (RFC 3834).
        message.Headers.Add("Auto-Submitted", "auto-generated");
        return message;
    }

    private static MailboxAddress Mailbox(string name, string address) =>
        MailAddressRule.IsValid(address) ? new MailboxAddress(OneLine(name), address) : throw new FormatException($"`{OneLine(address)}` is no e-mail address");

    private static string OneLine(string text) => string.Concat(text.Select(c => char.IsControl(c) ? ' ' : c));
}

/// <summary>Decides whether a certificate is the mail server's; by itself the system's trust store does.</summary>
internal sealed class SmtpTrust
{
    /// <summary>Null for the system's own decision.</summary>
    internal RemoteCertificateValidationCallback? Validate { get; init; }
}
