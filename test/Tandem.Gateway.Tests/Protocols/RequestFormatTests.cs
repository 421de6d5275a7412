using System.Text;
using Tandem.Gateway.Protocols;
using Tandem.Gateway.Protocols.Json;

namespace Tandem.Gateway.Tests.Protocols;

public sealed class RequestFormatTests
{
    public static TheoryData<string, int, string> Broken => new()
    {
        { "", 0, "empty" },
        { "  \n ", 4, "empty" },
        { "[1]", 0, "no object" },
        { " \"text\"", 1, "no object" },
        { "{\"a\":1", 6, "well-formed" },
        { "{\"a\":}", 5, "well-formed" },
        { "{\n\"a\":1,\n\"b\":x}", 13, "well-formed" },
        { "{\"a\":1} {}", 8, "well-formed" },
        { "{\"a\":1}//c", 7, "well-formed" },
        { "{\"a\":1,}", 7, "well-formed" },
        { "{'a':1}", 1, "well-formed" },
        { "{\"a\":\"\t\"}", 6, "well-formed" },
        { "{\"a\":\"\\x\"}", 7, "well-formed" },
        { "{\"a\":01}", 6, "well-formed" },
        { "{\"a\":NaN}", 5, "well-formed" },
        { "\uFEFF{}", 0, "byte order mark" },
        { "{\"model\":1,\"model\":2}", 11, "`model` occurs twice" },
        { "{\"model\":1,\"mod\\u0065l\":2}", 11, "`model` occurs twice" },
        { "{\"x\":{\"4111 1111\":1,\"4111 1111\":2}}", 20, "`…` occurs twice" },
        { "{\"model\":1,\"Model\":2}", 11, "`Model` is a known one in other letters" },
        { "{\"me\u017Fsages\":[]}", 1, "in other letters" },
        { "{\"to\u212Aens\":1,\"messages\":[{\"ro\\u004Ce\":1}]}", 27, "`roLe` is a known one in other letters" },
        { "{\"a\":\"\\ud800\"}", 5, "surrogate" },
        { "{\"a\":\"\\udc00\\ud800\"}", 5, "surrogate" },
        { "{\"\\ud800\":1}", 1, "surrogate" },
    };

    [Theory]
    [MemberData(nameof(Broken))]
    public void Body_ThatIsNotOneObject_IsRefusedWithItsPosition(string body, int position, string reason)
    {
        var exception = Refused(Encoding.UTF8.GetBytes(body));

        Assert.Contains(reason, exception.Reason, StringComparison.Ordinal);
        Assert.Equal(position, exception.Position);
        Assert.Contains($"(byte {position})", exception.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(new byte[] { (byte)'{', (byte)'"', 0xC3, (byte)'"', (byte)':', (byte)'1', (byte)'}' }, 2)]
    [InlineData(new byte[] { (byte)'{', (byte)'"', 0xC0, 0x80, (byte)'"' }, 2)]
    [InlineData(new byte[] { (byte)'{', (byte)'"', 0xED, 0xA0, 0x80, (byte)'"' }, 2)]
    [InlineData(new byte[] { 0xFF, 0xFE, (byte)'{', 0 }, 0)]
    public void Body_ThatIsNotUtf8_IsRefusedWithItsPosition(byte[] body, int position)
    {
        var exception = Refused(body);

        Assert.Contains("UTF-8", exception.Reason, StringComparison.Ordinal);
        Assert.Equal(position, exception.Position);
    }

    [Fact]
    public void Body_AtTheDepthLimit_IsRead_AndOneDeeperIsRefused()
    {
        var deepest = "{\"a\":" + new string('[', BodyWalk.DepthLimit - 1) + "\"x\"" + new string(']', BodyWalk.DepthLimit - 1) + "}";

        Assert.Equal(2, Parse(Encoding.UTF8.GetBytes(deepest)).Segments.Count);
        Refused(Encoding.UTF8.GetBytes(deepest.Replace("\"x\"", "[\"x\"]", StringComparison.Ordinal)));
        Refused(Encoding.UTF8.GetBytes(new string('[', 1_000_000)));
    }

    [Fact]
    public void Body_WithMoreTextsThanTheLimit_IsRefused()
    {
        var texts = string.Join(',', Enumerable.Repeat("\"x\"", BodyWalk.SegmentLimit - 1));

        Assert.Equal(BodyWalk.SegmentLimit, Parse(Encoding.UTF8.GetBytes($$"""{"a":[{{texts}}]}""")).Segments.Count);
        Assert.Contains("texts", Refused(Encoding.UTF8.GetBytes($$"""{"a":[{{texts}},"x"]}""")).Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void Body_OfEightMebibytes_IsReadWhole()
    {
        var text = new string('ä', 4 * 1024 * 1024);
        var body = Encoding.UTF8.GetBytes($$"""{"messages":[{"role":"user","content":"{{text}}"}]}""");

        var request = Parse(body);

        Assert.Equal(2 * text.Length, Assert.Single(request.Segments).Text.Length);
        Assert.Equal(body, request.Rewrite(new Dictionary<int, byte[]>(), null));
    }

    [Fact]
    public void SameName_InDifferentObjects_IsNoDuplicate()
    {
        var body = """{"a":{"b":1,"c":{"b":2}},"b":[{"a":1},{"a":2}]}""";

        Assert.Equal(["a", "b", "c", "b", "b", "a", "a"], Parse(Encoding.UTF8.GetBytes(body)).Segments.Select(segment => Encoding.UTF8.GetString(segment.Text.Span)));
    }

    private static ParsedRequest Parse(byte[] body) => Dialect.Find("openai.chat")!.ParseRequest(body);

    private static BodyFormatException Refused(byte[] body) => Assert.Throws<BodyFormatException>(() => Parse(body));
}
