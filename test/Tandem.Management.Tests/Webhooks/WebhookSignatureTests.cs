using System.Text.Json;
using Tandem.Management.History;
using Tandem.Management.Webhooks;

namespace Tandem.Management.Tests.Webhooks;

public sealed class WebhookSignatureTests
{
    // Of the test suite of the Standard Webhooks specification.
    [Fact]
    public void Signature_OfThePublishedVector_IsThePublishedOne() => Assert.Equal(
        "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=",
        WebhookSignature.Of("msg_p5jXN8AQM9LWM0D4loKWxJek", DateTimeOffset.FromUnixTimeSeconds(1614265330), "{\"test\": 2432232314}", [Convert.FromBase64String("MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw")]));

    [Fact]
    public async Task Message_FromFixedInput_IsThatOfTheGoldenFile()
    {
        var golden = JsonDocument.Parse(await ReadAsync("test", "vectors", "webhooks-v1", "message.json")).RootElement.EnumerateObject().ToDictionary(m => m.Name, m => m.Value.GetString()!);
        var change = new ChangeEvent
        {
            At = new DateTimeOffset(2026, 11, 30, 19, 0, 0, TimeSpan.Zero),
            ActorId = "somebody",
            ActorName = "Somebody",
            RecordType = "ai-system",
            RecordKey = "AIS-0001",
            RecordVersion = 2,
            Action = ChangeAction.Changed,
            Fields = """{"name":{"before":"a","after":"b"}}""",
            Reason = "a reason",
            RequestId = "request",
            Salt = "00",
            LedgerIndex = 120,
        };
        typeof(ChangeEvent).GetProperty(nameof(ChangeEvent.Number))!.SetValue(change, 114L);

        Assert.Equal(golden["body"], WebhookPayload.Of(change));
        Assert.Equal(golden["webhook-signature"], WebhookSignature.Of(
            golden["webhook-id"], DateTimeOffset.FromUnixTimeSeconds(long.Parse(golden["webhook-timestamp"], System.Globalization.CultureInfo.InvariantCulture)), golden["body"],
            [Convert.FromBase64String(golden["secret"][WebhookSecret.Prefix.Length..])]));
        var page = await ReadAsync("docs", "formats", "webhooks.md");
        Assert.All(golden.Where(pair => pair.Key != "body"), pair => Assert.Contains(pair.Value, page, StringComparison.Ordinal));
        Assert.Contains(golden["body"], page, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("https://hooks.example.org/tandem", false, null)]
    [InlineData("https://93.184.215.14/", false, null)]
    [InlineData("http://127.0.0.1:9000/", true, null)]
    [InlineData("http://10.0.0.7/", true, null)]
    [InlineData("http://receiver.lan/", true, null)]
    [InlineData("http://hooks.example.org/", false, "http is for receivers")]
    [InlineData("http://93.184.215.14/", true, "http is not for public addresses")]
    [InlineData("https://127.0.0.1/", false, "allow that explicitly")]
    [InlineData("https://[::1]/", false, "allow that explicitly")]
    [InlineData("https://[::ffff:10.0.0.1]/", false, "allow that explicitly")]
    [InlineData("https://2130706433/", false, "allow that explicitly")]
    [InlineData("http://169.254.169.254/latest/meta-data/", true, "never called")]
    [InlineData("https://169.254.169.254/", true, "never called")]
    [InlineData("https://[fe80::1]/", true, "never called")]
    [InlineData("https://0.0.0.0/", true, "never called")]
    [InlineData("https://user:secret@hooks.example.org/", false, "without user name")]
    [InlineData("https://hooks.example.org/#x", false, "without `#`")]
    [InlineData("ftp://hooks.example.org/", true, "enter an https address")]
    [InlineData("file:///etc/passwd", true, "enter an https address")]
    [InlineData("hooks.example.org", true, "enter an https address")]
    [InlineData("", true, "enter an https address")]
    public void Address_OfAReceiver_IsTakenOrRefusedWithWords(string url, bool allowsPrivate, string? words)
    {
        var problem = WebhookAddress.Problem(url, allowsPrivate);

        if (words is null)
            Assert.Null(problem);
        else
            Assert.Contains(words, problem, StringComparison.Ordinal);
    }

    private static Task<string> ReadAsync(params string[] path) =>
        File.ReadAllTextAsync(Path.Combine([Path.GetDirectoryName(Frameworks.Content.Root)!, .. path]), TestContext.Current.CancellationToken);
}
