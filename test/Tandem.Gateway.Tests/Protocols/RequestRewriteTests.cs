using System.Text;
using FsCheck;
using FsCheck.Fluent;
using Tandem.Gateway.Protocols;
using Tandem.Inspection.Classification;

namespace Tandem.Gateway.Tests.Protocols;

public sealed class RequestRewriteTests
{
    private const string Odd = "{ \"model\" :\t\"m\\u002d1\",\r\n \"messages\":[ {\"role\":\"user\",\"content\":\"a\\/b \\u0041 \\ud83d\\ude00\"} , {\"role\":\"user\",\"content\":[{\"type\":\"text\",\"text\":\"second\"}]} ], \"seed\":1.50e+1 , \"x\" : [ ] } \n";

    private static readonly Dictionary<int, byte[]> None = [];

    [Fact]
    public void Rewrite_WithoutChanges_IsTheOriginalByteForByte()
    {
        Assert.Equal(Odd, Rewritten(Odd, None, null));
        Assert.Equal(Odd, Rewritten(Odd, None, "m-1"));
    }

    [Fact]
    public void Rewrite_OfModelAndText_LeavesAllElse()
    {
        var request = Parse(Odd);
        var second = request.Segments.Single(segment => segment.JsonPath == "messages[1].content[0].text");

        var body = Encoding.UTF8.GetString(request.Rewrite(new Dictionary<int, byte[]> { [second.Number] = "a \"quoted\"\n\u0001 ü"u8.ToArray() }, "upstream/m\"2"));

        Assert.Equal(Odd.Replace("\"m\\u002d1\"", "\"upstream/m\\\"2\"", StringComparison.Ordinal).Replace("\"second\"", "\"a \\\"quoted\\\"\\n\\u0001 ü\"", StringComparison.Ordinal), body);
    }

    [Fact]
    public void Rewrite_OfNumberAndName_GivesStrings()
    {
        const string Body = """{"4111111111111111":{"5500000000000004":4111111111111111}}""";

        var body = RedactAll(Body);

        Assert.Equal("""{"[fin.credit_card]":{"[fin.credit_card]":"[fin.credit_card]"}}""", body);
    }

    [Fact]
    public void Rewrite_OfTwoNamesToTheSame_KeepsThemApart() =>
        Assert.Equal("""{"[fin.credit_card]":1,"[fin.credit_card]#2":2}""", RedactAll("""{"4111111111111111":1,"5500000000000004":2}"""));

    [Theory]
    [InlineData(-1)]
    [InlineData(99)]
    public void Rewrite_OfASegmentThatIsNone_IsRefused(int number) =>
        Assert.Throws<ArgumentException>(() => Rewritten(Odd, new Dictionary<int, byte[]> { [number] = [] }, null));

    [Fact]
    public void Rewrite_WithTextThatIsNoUtf8_IsRefused() =>
        Assert.Throws<ArgumentException>(() => Rewritten(Odd, new Dictionary<int, byte[]> { [0] = [0xC3] }, null));

    [Fact]
    public void Rewrite_OfAnyTexts_ParsesToThem() => Prop.ForAll(Texts(), texts =>
    {
        var request = Parse(Body(texts.Before));
        var changes = texts.After.Select((text, i) => (Number: request.Segments.Single(segment => segment.JsonPath == $"messages[{i}].content").Number, text))
            .ToDictionary(change => change.Number, change => Encoding.UTF8.GetBytes(change.text));

        var again = Dialect.Find("openai.chat")!.ParseRequest(request.Rewrite(changes, "other"));

        Assert.Equal("other", again.Model);
        Assert.Equal(texts.After, again.Segments.Select(segment => Encoding.UTF8.GetString(segment.Text.Span)));
        Assert.Equal(request.Segments.Select(segment => (segment.JsonPath, segment.Provenance, segment.Kind)), again.Segments.Select(segment => (segment.JsonPath, segment.Provenance, segment.Kind)));
    }).QuickCheckThrowOnFailure();

    [Fact]
    public void Rewrite_OfAnyBodyWithoutChanges_IsTheBody() => Prop.ForAll(Texts(), texts =>
    {
        var body = Body(texts.Before);
        Assert.Equal(body, Rewritten(body, None, null));
    }).QuickCheckThrowOnFailure();

    [Fact]
    public void Redact_OfToolArguments_LeavesThemJson()
    {
        var body = RedactAll("""{"messages":[{"role":"assistant","tool_calls":[{"function":{"name":"pay","arguments":"{\"card\":4111111111111111,\"note\":\"use 5500000000000004 too\"}"}}]}]}""");

        Assert.Contains(""" "arguments":"{\"card\":\"[fin.credit_card]\",\"note\":\"use [fin.credit_card] too\"}" """.Trim(), body, StringComparison.Ordinal);
    }

    /// <summary>Each character either as itself or escaped, so that both ways of writing are met.</summary>
    private static string Body(string[] texts)
    {
        var written = texts.Select(text => string.Concat(text.Select((c, i) => c < ' ' || c is '"' or '\\' || i % 3 == 0 && !char.IsSurrogate(c) ? $"\\u{(int)c:x4}" : c.ToString())));
        return $$"""{"model":"m","messages":[{{string.Join(", ", written.Select(text => $$"""{"role":"user","content":"{{text}}"}"""))}}]}""";
    }

    private static Arbitrary<(string[] Before, string[] After)> Texts()
    {
        var text = Gen.Elements("a", "\"", "\\", "\n", "\0", "é", "漢", "😀", "/", "\u2028", "]}", " ").NonEmptyListOf().Select(string.Concat);
        var texts = Gen.Choose(1, 6).SelectMany(count => text.ArrayOf(count).SelectMany(_ => text.ArrayOf(count), (before, after) => (before, after)));
        return texts.ToArbitrary();
    }

    private static string RedactAll(string body)
    {
        var request = Parse(body);
        var changes = new Dictionary<int, byte[]>();
        foreach (var segment in request.Segments)
        {
            var findings = new List<Finding>();
            var budget = ScanBudget.ForLength(segment.Text.Length);
            Classifier.Default.Scan(segment.Text.Span, segment.Provenance, findings, ref budget);
            if (findings.Count > 0) changes[segment.Number] = segment.Redact(findings, finding => $"[{finding.Type}]");
        }

        return Encoding.UTF8.GetString(request.Rewrite(changes, null));
    }

    private static string Rewritten(string body, Dictionary<int, byte[]> changes, string? model) => Encoding.UTF8.GetString(Parse(body).Rewrite(changes, model));

    private static ParsedRequest Parse(string body) => Dialect.Find("openai.chat")!.ParseRequest(Encoding.UTF8.GetBytes(body));
}
