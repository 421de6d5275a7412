using System.Net;
using System.Net.Sockets;
using System.Text;
using Tandem.EndToEnd.Tests.Hosting;
using Tandem.Testing.Files;

namespace Tandem.EndToEnd.Tests;

/// <summary>Something else than a gateway at the operations address: the command line says what is wrong in one line.</summary>
public sealed class LyingOperations
{
    [Theory]
    [InlineData("HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: 6\r\n\r\n<html>", "is not a gateway's")]
    [InlineData("HTTP/1.1 200 OK\r\nContent-Length: 5000000000\r\n\r\n", "is larger than any of the gateway's can be")]
    [InlineData("HTTP/1.1 500 no\r\nContent-Length: 9\r\n\r\na\u001b[31m\r\nb", "the gateway answered 500: a[31mb")]
    [InlineData("HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\n{", "did not answer within 10 seconds")]
    public async Task Keys_ListedFromSomethingElse_SaysWhatIsWrong(string answer, string said)
    {
        using var folder = new TemporaryFolder();
        Directory.CreateDirectory(folder.In("gateway"));
        await File.WriteAllTextAsync(folder.In("gateway", "operations.token"), "token\n", TestContext.Current.CancellationToken);
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var serving = ServeAsync(listener, answer);

        var run = await ProgramRun.Tandem("keys", "list", "--data", folder.Path, "--operations", $"http://{listener.LocalEndpoint}");
        listener.Stop();
        await serving;

        Assert.Equal(3, run.ExitCode);
        Assert.Contains(said, run.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("cancel", run.Error, StringComparison.OrdinalIgnoreCase);
        Assert.Single(run.Error.Trim().Split('\n'));
    }

    private static async Task ServeAsync(TcpListener listener, string answer)
    {
        using var client = await listener.AcceptTcpClientAsync();
        var stream = client.GetStream();
        _ = await stream.ReadAsync(new byte[4096]);
        await stream.WriteAsync(Encoding.UTF8.GetBytes(answer));
        // Open until the program gives up.
        try
        {
            while (await stream.ReadAsync(new byte[4096]) > 0)
            {
            }
        }
        catch (IOException)
        {
            // The program closed without a word, which is its right.
        }
    }
}
