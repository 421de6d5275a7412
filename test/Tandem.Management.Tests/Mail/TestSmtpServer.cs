using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;

namespace Tandem.Management.Tests.Mail;

/// <summary>A mail server in this process: takes mails, with and without STARTTLS, and misbehaves as told.</summary>
internal sealed class TestSmtpServer : IAsyncDisposable
{
    private static readonly Encoding Ascii = Encoding.Latin1;

    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _stop = new();
    private readonly Task _serving;
    private readonly X509Certificate2 _certificate = MakeCertificate();

    internal TestSmtpServer()
    {
        _listener.Start();
        _serving = ServeAsync();
    }

    internal int Port => ((IPEndPoint)_listener.LocalEndpoint).Port;

    internal bool OffersStartTls { get; init; } = true;

    /// <summary>Answers in place of the usual one, by the first word of the command; `DATA.` is the end of a mail, `CONNECT` the greeting.</summary>
    internal Dictionary<string, string> Answers { get; } = [];

    /// <summary>Called before each answer with the first word of the command.</summary>
    internal Func<string, CancellationToken, Task>? Before { get; set; }

    /// <summary>Mails taken, as they came.</summary>
    internal List<string> Mails { get; } = [];

    /// <summary>Commands in the order they came, of all connections.</summary>
    internal List<string> Commands { get; } = [];

    internal bool Accepts(X509Certificate? certificate) => certificate?.GetCertHashString() == _certificate.GetCertHashString();

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        _listener.Stop();
        await _serving;
        _stop.Dispose();
        _certificate.Dispose();
    }

    private async Task ServeAsync()
    {
        try
        {
            while (true)
            {
                using var client = await _listener.AcceptTcpClientAsync(_stop.Token);
                await TalkAsync(client);
            }
        }
        catch (Exception end) when (end is OperationCanceledException or SocketException or ObjectDisposedException or InvalidOperationException)
        {
            // The test is over.
        }
    }

    private async Task TalkAsync(TcpClient client)
    {
        Stream stream = client.GetStream();
        try
        {
            await SayAsync(stream, "CONNECT", "220 test");
            while (await ReadLineAsync(stream) is { } line)
            {
                Commands.Add(line);
                var command = line.Split(' ')[0].ToUpperInvariant();
                await SayAsync(stream, command, command switch
                {
                    "EHLO" => $"250-test{(OffersStartTls && stream is not SslStream ? "\r\n250-STARTTLS" : "")}\r\n250 AUTH PLAIN",
                    "STARTTLS" => "220 go",
                    "AUTH" => "235 in",
                    "DATA" => "354 say",
                    "QUIT" => "221 bye",
                    _ => "250 ok",
                });
                if (command == "STARTTLS")
                {
                    var tls = new SslStream(stream, leaveInnerStreamOpen: false);
                    await tls.AuthenticateAsServerAsync(_certificate);
                    stream = tls;
                }
                else if (command == "DATA" && !Answers.ContainsKey("DATA"))
                {
                    var mail = new StringBuilder();
                    while (await ReadLineAsync(stream) is { } part and not ".")
                        mail.Append(part).Append('\n');
                    if (!Answers.ContainsKey("DATA."))
                        Mails.Add(mail.ToString());
                    await SayAsync(stream, "DATA.", "250 taken as 4711");
                }
                else if (command == "QUIT")
                {
                    return;
                }
            }
        }
        catch (Exception gone) when (gone is IOException or System.Security.Authentication.AuthenticationException)
        {
            // The client hung up, as it should.
        }
        finally
        {
            await stream.DisposeAsync();
        }
    }

    private async Task SayAsync(Stream stream, string command, string usual)
    {
        if (Before is { } before)
            await before(command, _stop.Token);
        await stream.WriteAsync(Ascii.GetBytes(Answers.GetValueOrDefault(command, usual) + "\r\n"), _stop.Token);
        await stream.FlushAsync(_stop.Token);
    }

    private async Task<string?> ReadLineAsync(Stream stream)
    {
        var line = new List<byte>();
        var one = new byte[1];
        while (await stream.ReadAsync(one, _stop.Token) == 1)
        {
            if (one[0] == '\n')
                return Ascii.GetString([.. line]).TrimEnd('\r');
            line.Add(one[0]);
        }
        return null;
    }

    private static X509Certificate2 MakeCertificate()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=localhost", key, HashAlgorithmName.SHA256);
        using var made = request.CreateSelfSigned(DateTimeOffset.UnixEpoch, new DateTimeOffset(2100, 1, 1, 0, 0, 0, TimeSpan.Zero));
        return X509CertificateLoader.LoadPkcs12(made.Export(X509ContentType.Pfx), password: null);
    }
}
