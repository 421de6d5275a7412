using System.Net.Sockets;
using System.Text;
using System.Text.RegularExpressions;
using Tandem.Gateway.Tests.Hosting;

namespace Tandem.Gateway.Tests;

/// <summary>Requests whose end two servers see at different places: no second request comes out of them.</summary>
public sealed class GatewaySmugglingTests
{
    private const string Body = """{"model":"test-model","messages":[{"role":"user","content":"hi"}]}""";
    private const string Hidden = "POST /smuggled HTTP/1.1\r\nHost: x\r\nContent-Length: 0\r\n\r\n";
    private static readonly string Chunked = $"{Body.Length:x}\r\n{Body}\r\n0\r\n\r\n";

    public static TheoryData<string, string, string> Requests => new()
    {
        // what, headers after Host and Authorization, body
        { "a line feed alone ends a header", $"Content-Length: {Body.Length}\nX-A: b\r\n", Body },
        { "a line feed alone ends a chunk", "Transfer-Encoding: chunked\r\n", Chunked.Replace("\r\n", "\n", StringComparison.Ordinal) },
        { "both lengths", "Content-Length: 4\r\nTransfer-Encoding: chunked\r\n", "0\r\n\r\n" },
        { "two lengths", $"Content-Length: {Body.Length}\r\nContent-Length: 3\r\n", Body },
        { "a negative length", "Content-Length: -1\r\n", Body },
        { "a coding that is none", "Transfer-Encoding: xchunked\r\n", Chunked },
        { "chunked not last", "Transfer-Encoding: chunked, identity\r\n", Chunked },
        { "a folded header", $"Content-Length: {Body.Length}\r\nX-A: b\r\n c\r\n", Body },
        { "a blank before the colon", $"Content-Length : {Body.Length}\r\n", Body },
        { "a line feed in a chunk extension", "Transfer-Encoding: chunked\r\n", Chunked.Replace("\r\n", ";a=\n\r\n", StringComparison.Ordinal) },
        { "a chunk of more than can be", "Transfer-Encoding: chunked\r\n", "fffffffffffffffff\r\n" + Body },
    };

    [Theory]
    [MemberData(nameof(Requests))]
    public async Task Request_WhoseEndIsInDoubt_IsRefusedAndClosesTheConnection(string what, string headers, string body)
    {
        await using var gateway = await RunningGateway.StartAsync();

        var answer = await ExchangeAsync(gateway, $"POST /v1/chat/completions HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer {gateway.Key}\r\nContent-Type: application/json\r\n{headers}\r\n{body}{Hidden}");

        Assert.True(Regex.Count(answer, "HTTP/1.1 ", RegexOptions.None, TimeSpan.FromSeconds(5)) <= 1, what);
        Assert.DoesNotContain("HTTP/1.1 2", answer, StringComparison.Ordinal);
        Assert.Empty(gateway.Upstream.Requests);
        Assert.DoesNotContain(gateway.Records("decision"), record => record.Root.GetProperty("reason").EnumerateArray().Any(reason => reason.GetString() == "ROUTE_UNKNOWN"));
    }

    /// <summary>Sends the bytes and reads until the gateway closes the connection.</summary>
    private static async Task<string> ExchangeAsync(RunningGateway gateway, string request)
    {
        using var socket = new TcpClient();
        await socket.ConnectAsync(gateway.Callers.Host, gateway.Callers.Port, TestContext.Current.CancellationToken);
        await socket.GetStream().WriteAsync(Encoding.ASCII.GetBytes(request), TestContext.Current.CancellationToken);
        var answer = new StringBuilder();
        var buffer = new byte[4096];
        try
        {
            int read;
            while ((read = await socket.GetStream().ReadAsync(buffer, TestContext.Current.CancellationToken)) > 0) answer.Append(Encoding.ASCII.GetString(buffer, 0, read));
        }
        catch (IOException)
        {
            // A reset closes it as well; what came before counts.
        }

        return answer.ToString();
    }
}
