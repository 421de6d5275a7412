using System.IO.Compression;
using System.Net;
using System.Net.Sockets;
using System.Text;
using Tandem.Gateway.Tests.Hosting;
using static Tandem.Gateway.Tests.Hosting.RefusalAsserts;

namespace Tandem.Gateway.Tests;

/// <summary>Bodies that are too large, broken, packed, slow or in a form that is not read.</summary>
public sealed class GatewayBodyRefusalTests
{
    private const string Chat = "/v1/chat/completions";
    private const string Body = """{"model":"test-model","messages":[{"role":"user","content":"hi"}]}""";

    [Theory]
    [InlineData("{\"model\":\"test-model\",")]
    [InlineData("[]")]
    [InlineData("")]
    [InlineData("{\"model\":\"test-model\",\"model\":\"other\",\"messages\":[]}")]
    public async Task Body_Broken_IsRefusedAndRecorded(string body)
    {
        await using var gateway = await RunningGateway.StartAsync();
        using var answer = await gateway.SendAsync(Chat, body);
        await MustBeRefusedAsync(gateway, answer, HttpStatusCode.BadRequest, "BODY_INVALID");
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Body_TooLarge_IsRefusedAndRecorded(bool isChunked)
    {
        await using var gateway = await RunningGateway.StartAsync(bundle => bundle with { BodyLimitBytes = 100_000 });
        var bytes = Encoding.UTF8.GetBytes($$"""{"model":"test-model","messages":[{"role":"user","content":"{{new string('a', 200_000)}}"}]}""");
        using HttpContent content = isChunked ? new StreamContent(new MemoryStream(bytes)) : new ByteArrayContent(bytes);
        content.Headers.ContentType = new("application/json");

        using var answer = await gateway.SendAsync(Chat, content, request => request.Headers.TransferEncodingChunked = isChunked);

        await MustBeRefusedAsync(gateway, answer, HttpStatusCode.RequestEntityTooLarge, "BODY_TOO_LARGE");
    }

    [Fact]
    public async Task Bodies_LargerTogetherThanTheBudget_AreRefusedAndRecorded()
    {
        await using var gateway = await RunningGateway.StartAsync(bundle => bundle with { BodyLimitBytes = 8 << 20 }, options => options with { GlobalBodyBudgetBytes = 1 << 20 });
        using var answer = await gateway.ChatAsync(new string('a', 3 << 19));
        await MustBeRefusedAsync(gateway, answer, HttpStatusCode.ServiceUnavailable, "OVERLOADED");
    }

    [Theory]
    [InlineData("gzip")]
    [InlineData("br")]
    [InlineData("deflate")]
    public async Task Body_Compressed_IsUnpackedInspectedAndForwardedPlain(string coding)
    {
        await using var gateway = await RunningGateway.StartAsync();
        gateway.Upstream.AnswerJson(SampleAnswers.Chat("ok"));
        using var content = Packed(coding, $$"""{"model":"test-model","messages":[{"role":"user","content":"card {{SampleAnswers.Card}}"}]}""");

        using var answer = await gateway.SendAsync(Chat, content);

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        var sent = Assert.Single(gateway.Upstream.Requests);
        Assert.Contains("card [fin.credit_card]", sent.Text, StringComparison.Ordinal);
        Assert.False(sent.Headers.ContainsKey("content-encoding"));
    }

    [Fact]
    public async Task Body_ThatUnpacksToAFlood_IsRefusedAndRecorded()
    {
        await using var gateway = await RunningGateway.StartAsync();
        using var content = Packed("gzip", $$"""{"model":"test-model","messages":[{"role":"user","content":"{{new string('a', 900_000)}}"}]}""");
        using var answer = await gateway.SendAsync(Chat, content);
        await MustBeRefusedAsync(gateway, answer, HttpStatusCode.RequestEntityTooLarge, "BODY_TOO_LARGE");
    }

    [Fact]
    public async Task Body_WithBrokenCompression_IsRefusedAndRecorded()
    {
        await using var gateway = await RunningGateway.StartAsync();
        using var content = new ByteArrayContent(Encoding.UTF8.GetBytes(Body));
        content.Headers.ContentType = new("application/json");
        content.Headers.ContentEncoding.Add("gzip");
        using var answer = await gateway.SendAsync(Chat, content);
        await MustBeRefusedAsync(gateway, answer, HttpStatusCode.BadRequest, "BODY_INVALID");
    }

    [Theory]
    [InlineData("application/json", "zstd")]
    [InlineData("application/json", "gzip, gzip")]
    [InlineData("application/json; charset=utf-16", null)]
    [InlineData("text/plain", null)]
    public async Task Body_InAFormNotRead_IsRefusedAndRecorded(string type, string? coding)
    {
        await using var gateway = await RunningGateway.StartAsync();
        using var content = new ByteArrayContent(Encoding.UTF8.GetBytes(Body));
        content.Headers.TryAddWithoutValidation("Content-Type", type);
        if (coding is not null) content.Headers.TryAddWithoutValidation("Content-Encoding", coding);
        using var answer = await gateway.SendAsync(Chat, content);
        await MustBeRefusedAsync(gateway, answer, HttpStatusCode.UnsupportedMediaType, "ENCODING_UNSUPPORTED");
    }

    [Fact]
    public async Task Body_ThatNeverComesWhole_IsRefusedAndRecorded()
    {
        await using var gateway = await RunningGateway.StartAsync(options: options => options with { BodyTimeout = TimeSpan.FromMilliseconds(200) });
        using var socket = new TcpClient();
        await socket.ConnectAsync(gateway.Callers.Host, gateway.Callers.Port, TestContext.Current.CancellationToken);
        await using var stream = socket.GetStream();
        await stream.WriteAsync(
            Encoding.ASCII.GetBytes($"POST {Chat} HTTP/1.1\r\nHost: gateway\r\nAuthorization: Bearer {gateway.Key}\r\nContent-Type: application/json\r\nContent-Length: 500\r\n\r\n{{\"model\""),
            TestContext.Current.CancellationToken);

        var buffer = new byte[64];
        var read = await stream.ReadAtLeastAsync(buffer, 12, cancellationToken: TestContext.Current.CancellationToken);

        Assert.StartsWith("HTTP/1.1 408", Encoding.ASCII.GetString(buffer, 0, read), StringComparison.Ordinal);
        Assert.Contains(gateway.Records("decision"), record => record.Root.GetProperty("reason")[0].GetString() == "BODY_TIMEOUT");
    }

    private static ByteArrayContent Packed(string coding, string text)
    {
        using var packed = new MemoryStream();
        using (Stream packer = coding switch { "gzip" => new GZipStream(packed, CompressionLevel.Optimal, true), "br" => new BrotliStream(packed, CompressionLevel.Optimal, true), _ => new ZLibStream(packed, CompressionLevel.Optimal, true) })
        {
            packer.Write(Encoding.UTF8.GetBytes(text));
        }

        var content = new ByteArrayContent(packed.ToArray());
        content.Headers.ContentType = new("application/json");
        content.Headers.ContentEncoding.Add(coding);
        return content;
    }
}
