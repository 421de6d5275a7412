using System.Text.Json;
using Tandem.Gateway.Protocols;
using static Tandem.Gateway.Tests.Protocols.SseText;

namespace Tandem.Gateway.Tests.Protocols;

/// <summary>What the caller gets must not depend on how the bytes or the text were cut on their way.</summary>
public sealed class StreamSplitTests
{
    private const string Secret = "AKIAQ3EGUZ7XJ5TLN2WV";

    public static TheoryData<string, string> Recorded => new()
    {
        { "openai.chat", Chunk("""{"index":0,"delta":{"role":"assistant","content":""},"finish_reason":null}""") + ": keep\r\n\r\n" + Content("pay 4111 1111 ") + Content("1111 1111 é😀 now, ann@example.org") + Chunk("""{"index":0,"delta":{"tool_calls":[{"index":0,"id":"c","type":"function","function":{"name":"f","arguments":"{\"a\":1}"}}]}}""") + Finish("tool_calls").Replace("\n", "\r\n", StringComparison.Ordinal) + Done.Replace("\n", "\r", StringComparison.Ordinal) },
        { "openai.chat", Content("fine. ") + Content("key AKIAQ3EGUZ") + Content("7XJ5TLN2WV ") + Finish() + Done },
        { "anthropic.messages", MessageStart + TextBlock() + TextDelta("pay 4111 1111 ") + TextDelta("1111 1111 é😀 now") + BlockStop() + MessageEnd() },
        { "anthropic.messages", (MessageStart + TextBlock() + TextDelta("fine. key AKIAQ3EGUZ") + TextDelta("7XJ5TLN2WV ") + BlockStop() + MessageEnd()).Replace("\n", "\r\n", StringComparison.Ordinal) },
    };

    [Theory]
    [MemberData(nameof(Recorded))]
    public void Answer_CutAtAnyByte_GivesTheSameBytes(string dialect, string stream)
    {
        var bytes = Bytes(stream);
        var whole = StreamRun.Of(dialect, [bytes]);
        Assert.NotEqual(StreamStep.UpstreamFailed, whole.Step);

        for (var cut = 1; cut < bytes.Length; cut++)
        {
            var run = StreamRun.Of(dialect, [bytes[..cut], bytes[cut..]]);
            Assert.True(run.Received == whole.Received, $"cut at byte {cut}");
        }

        Assert.Equal(whole.Received, StreamRun.Of(dialect, bytes.Select(b => new[] { b })).Received);
    }

    public static TheoryData<string> Dialects => ["openai.chat", "anthropic.messages"];

    [Theory]
    [MemberData(nameof(Dialects))]
    public void Text_CutIntoAnyTwoDeltas_IsRedactedAlike(string dialect)
    {
        const string Text = "My card is 4111 1111 1111 1111 and the account DE89 3704 0044 0532 0130 00, é😀.";

        foreach (var pieces in Cuts(Text))
            Assert.Equal("My card is [fin.credit_card] and the account [fin.iban], é😀.", TextOf(dialect, StreamRun.Of(dialect, Stream(dialect, pieces)).Sent));
    }

    [Theory]
    [MemberData(nameof(Dialects))]
    public void Secret_CutIntoAnyTwoDeltas_NeverLeavesAByte(string dialect)
    {
        foreach (var pieces in Cuts($"The id is {Secret} today."))
        {
            var run = StreamRun.Of(dialect, Stream(dialect, pieces));
            Assert.Equal(StreamStep.Blocked, run.Step);
            Assert.StartsWith(TextOf(dialect, run.Sent), "The id is ", StringComparison.Ordinal);
        }
    }

    [Theory]
    [MemberData(nameof(Dialects))]
    public void Stream_OfAnyOutcome_IsValidJsonInEveryEvent(string dialect)
    {
        foreach (var text in new[] { "plain", "4111 1111 1111 1111", $"x {Secret} y", "\"quoted\" \\ \n\u0001 \u2028" })
        {
            var received = StreamRun.Of(dialect, Stream(dialect, text.Select(c => c.ToString()))).Received;
            Assert.All(Data(received), item => Assert.Equal(JsonValueKind.Object, item.ValueKind));
        }
    }

    private static IEnumerable<string[]> Cuts(string text)
    {
        var runes = text.EnumerateRunes().Select(rune => rune.ToString()).ToArray();
        for (var cut = 0; cut <= runes.Length; cut++) yield return [string.Concat(runes[..cut]), string.Concat(runes[cut..])];
        yield return runes;
    }

    private static string Stream(string dialect, IEnumerable<string> pieces) => dialect == "openai.chat"
        ? string.Concat(pieces.Select(piece => Content(piece))) + Finish() + Done
        : MessageStart + TextBlock() + string.Concat(pieces.Select(piece => TextDelta(piece))) + BlockStop() + MessageEnd();

    private static string TextOf(string dialect, string sent) => dialect == "openai.chat" ? ContentOf(sent) : BlockOf(sent);
}
