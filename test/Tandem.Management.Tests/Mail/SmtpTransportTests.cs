using System.Net;
using Microsoft.AspNetCore.DataProtection;
using Tandem.Management.Mail;
using Tandem.Management.Outgoing;
using Tandem.Testing.Files;

namespace Tandem.Management.Tests.Mail;

public sealed class SmtpTransportTests : IDisposable
{
    private const string Password = "a password nobody may read";

    private readonly TemporaryFolder _folder = new();
    private readonly MailPassword _passwords = new(new EphemeralDataProtectionProvider());

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData(MailSecurity.None)]
    [InlineData(MailSecurity.StartTls)]
    public async Task Mail_ToAWellBehavedServer_IsTaken(MailSecurity security)
    {
        await using var server = new TestSmtpServer();

        var answer = await SendAsync(server, Settings(server, security), Mail());

        Assert.Equal((SmtpOutcome.Accepted, "taken as 4711"), (answer.Outcome, answer.Words));
        var mail = Assert.Single(server.Mails);
        Assert.Contains("From: Tandem <tandem@example.org>", mail, StringComparison.Ordinal);
        Assert.Contains("Message-Id: <00000000000070008000000000000001@localhost>", mail, StringComparison.OrdinalIgnoreCase);
        Assert.Contains("Auto-Submitted: auto-generated", mail, StringComparison.Ordinal);
        Assert.Equal(security == MailSecurity.StartTls, server.Commands.Contains("STARTTLS"));
    }

    [Fact]
    public async Task Password_GoesOnlyUnderTls()
    {
        await using var honest = new TestSmtpServer();
        await using var stripped = new TestSmtpServer { OffersStartTls = false };

        var sent = await SendAsync(honest, Settings(honest, MailSecurity.StartTls, "ada"), Mail());
        var refused = await SendAsync(stripped, Settings(stripped, MailSecurity.StartTls, "ada"), Mail());

        Assert.Equal(SmtpOutcome.Accepted, sent.Outcome);
        Assert.True(honest.Commands.IndexOf("STARTTLS") < honest.Commands.FindIndex(c => c.StartsWith("AUTH", StringComparison.Ordinal)));
        Assert.Equal(SmtpOutcome.Postponed, refused.Outcome);
        Assert.DoesNotContain(stripped.Commands, command => command.StartsWith("AUTH", StringComparison.Ordinal) || command.StartsWith("MAIL", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Server_WithACertificateNobodyVouchesFor_GetsNothing()
    {
        await using var server = new TestSmtpServer();

        var answer = await Transport(new SmtpTrust()).SendAsync(Settings(server, MailSecurity.StartTls, "ada"), Mail(), TestContext.Current.CancellationToken);

        Assert.Equal(SmtpOutcome.Postponed, answer.Outcome);
        Assert.DoesNotContain(server.Commands, command => command.StartsWith("AUTH", StringComparison.Ordinal));
        Assert.Empty(server.Mails);
    }

    [Theory]
    [InlineData("RCPT", "550 no such person", SmtpOutcome.Refused)]
    [InlineData("RCPT", "450 busy", SmtpOutcome.Postponed)]
    [InlineData("DATA.", "554 looks like spam", SmtpOutcome.Refused)]
    [InlineData("MAIL", "550 who are you", SmtpOutcome.Postponed)]
    [InlineData("AUTH", "535 wrong password", SmtpOutcome.Postponed)]
    [InlineData("CONNECT", "554 go away", SmtpOutcome.Postponed)]
    [InlineData("CONNECT", "HTTP/1.1 400 Bad Request\r\n\r\n<html>", SmtpOutcome.Postponed)]
    [InlineData("EHLO", "\u0001\u0002\u00ff\u0000 garbage", SmtpOutcome.Postponed)]
    [InlineData("STARTTLS", "454 not now", SmtpOutcome.Postponed)]
    public async Task Server_ThatRefusesOrTalksNonsense_IsAnAnswer(string command, string says, SmtpOutcome outcome)
    {
        await using var server = new TestSmtpServer();
        server.Answers[command] = says;

        var answer = await SendAsync(server, Settings(server, MailSecurity.StartTls, "ada"), Mail());

        Assert.Equal(outcome, answer.Outcome);
        Assert.InRange(answer.Words.Length, 1, MailLimits.AnswerKept);
        Assert.DoesNotContain(answer.Words, char.IsControl);
        Assert.DoesNotContain(Password, answer.Words, StringComparison.Ordinal);
        Assert.Empty(server.Mails);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Server_ThatTalksWithoutEnd_IsHungUpOn(bool isOneLine)
    {
        await using var server = new TestSmtpServer();
        var piece = new string('x', 4000);
        server.Answers["EHLO"] = isOneLine ? "250-" + string.Concat(Enumerable.Repeat(piece, 100)) : string.Join("\r\n", Enumerable.Repeat("250-" + piece, 100));

        var answer = await SendAsync(server, Settings(server, MailSecurity.None), Mail());

        Assert.Equal((SmtpOutcome.Postponed, "the server answers with more than a mail server has to say"), (answer.Outcome, answer.Words));
    }

    [Fact]
    public async Task Server_ThatNeverAnswers_IsLeftWhenItIsTimeToStop()
    {
        await using var server = new TestSmtpServer { Before = (_, stop) => Task.Delay(Timeout.Infinite, stop) };
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        stop.CancelAfter(TimeSpan.FromMilliseconds(500));

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => Transport(Trust(server)).SendAsync(Settings(server, MailSecurity.None), Mail(), stop.Token));
    }

    [Fact]
    public async Task Server_AtALinkLocalAddress_IsNotCalled()
    {
        var connector = new OutgoingConnector((_, _) => Task.FromResult<IPAddress[]>([IPAddress.Parse("169.254.169.254")]));
        var transport = new SmtpTransport(connector, _passwords, new SmtpTrust(), ManagementFixture.OptionsIn(_folder));

        var answer = await transport.SendAsync(new MailSettings { Host = "mail.example.org", Port = 25, Security = MailSecurity.None, SenderAddress = "tandem@example.org" }, Mail(), TestContext.Current.CancellationToken);

        Assert.Equal((SmtpOutcome.Postponed, "`mail.example.org` leads to no address that may be connected to"), (answer.Outcome, answer.Words));
    }

    [Theory]
    [InlineData("Ada\r\nBcc: everybody@example.org", "ada@example.org", "words")]
    [InlineData("Ada", "ada@example.org", "words\r\nBcc: everybody@example.org\r\n\r\nother body")]
    [InlineData("Ada\" <evil@example.org>, \"x", "ada@example.org", "words")]
    public async Task Header_WithALineEndInside_StaysOneHeader(string name, string address, string subject)
    {
        await using var server = new TestSmtpServer();

        var answer = await SendAsync(server, Settings(server, MailSecurity.None), Mail(name, address, subject));

        Assert.Equal(SmtpOutcome.Accepted, answer.Outcome);
        var headers = Assert.Single(server.Mails).Split("\n\n")[0];
        Assert.DoesNotContain(headers.Split('\n'), line => line.StartsWith("Bcc", StringComparison.OrdinalIgnoreCase));
        Assert.Equal(["RCPT TO:<ada@example.org>"], server.Commands.Where(c => c.StartsWith("RCPT", StringComparison.Ordinal)).Select(c => c.Split(" NOTIFY")[0]));
    }

    [Theory]
    [InlineData("ada@example.org\r\nBcc: everybody@example.org")]
    [InlineData("ada@example.org,eve@example.org")]
    [InlineData("Ada <ada@example.org>")]
    [InlineData("ada")]
    public async Task Address_ThatIsNotOneAddress_IsRefusedBeforeTheServerIsAsked(string address)
    {
        await using var server = new TestSmtpServer();

        var answer = await SendAsync(server, Settings(server, MailSecurity.None), Mail(address: address));

        Assert.Equal(SmtpOutcome.Refused, answer.Outcome);
        Assert.Empty(server.Commands);
    }

    private static SmtpTrust Trust(TestSmtpServer server) => new() { Validate = (_, certificate, _, _) => server.Accepts(certificate) };

    private static MailMessage Mail(string name = "Ada", string address = "ada@example.org", string subject = "words") => new()
    {
        Id = Guid.Parse("00000000-0000-7000-8000-000000000001"),
        PersonKey = "PER-0001",
        Address = address,
        AddressName = name,
        Subject = subject,
        Body = "words\n.\n..\nend\n",
        CreatedAt = DateTimeOffset.UnixEpoch,
        DueAt = DateTimeOffset.UnixEpoch,
    };

    private SmtpTransport Transport(SmtpTrust trust) => new(new OutgoingConnector(), _passwords, trust, ManagementFixture.OptionsIn(_folder));

    private Task<SmtpAnswer> SendAsync(TestSmtpServer server, MailSettings settings, MailMessage mail) => Transport(Trust(server)).SendAsync(settings, mail, TestContext.Current.CancellationToken);

    private MailSettings Settings(TestSmtpServer server, MailSecurity security, string user = "") => new()
    {
        IsOn = true,
        Host = "127.0.0.1",
        Port = server.Port,
        Security = security,
        UserName = user,
        PasswordProtected = user.Length > 0 ? _passwords.Protect(Password) : null,
        SenderAddress = "tandem@example.org",
        SenderName = "Tandem",
    };
}
