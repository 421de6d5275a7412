using System.Buffers;
using System.Globalization;
using System.Text;
using Tandem.Gateway.Protocols.Json;
using Tandem.Gateway.Protocols.Sse;
using Tandem.Gateway.Protocols.Streams;

namespace Tandem.Gateway.Protocols.Anthropic;

/// <summary>Streamed messages. A content block ends with its <c>content_block_stop</c>; the input of a tool goes out whole just before it.</summary>
internal sealed class AnthropicInspector(StreamScan scan) : EventInspector(scan)
{
    private readonly SortedSet<long> _openBlocks = [];
    private long _lastBlock = -1;
    private bool _isStarted;

    protected override Shape EventShape => AnthropicShapes.Event;

    public override byte[] BlockedEnding(BlockNotice notice)
    {
        var output = new ArrayBufferWriter<byte>();
        if (!_isStarted) output.Write(AnthropicEvents.MessageStart($"msg_{notice.DecisionId}", notice.Model, Tokens.Input ?? 0));
        foreach (var block in _openBlocks) output.Write(AnthropicEvents.BlockStop(block));
        // The notice is a block of its own: no answer may end without a word why.
        output.Write(AnthropicEvents.TextBlockStart(_lastBlock + 1));
        output.Write(AnthropicEvents.TextDelta(_lastBlock + 1, notice.Message));
        output.Write(AnthropicEvents.BlockStop(_lastBlock + 1));
        output.Write(AnthropicEvents.Refusal(Tokens.Output ?? 0));
        output.Write(AnthropicEvents.MessageStop());
        return output.WrittenSpan.ToArray();
    }

    public override byte[] FailureEnding(string reason, string decisionId)
    {
        var refusal = RefusalReason.Of(reason);
        return AnthropicEvents.Event("error", AnthropicDialect.Error(new RefusalNotice(refusal, decisionId, null, []), refusal.Status));
    }

    protected override string? Refuses(SseEvent sseEvent, BodyText body)
    {
        var type = TypeOf(body);
        if (type is null) return "an event has no type";
        if (sseEvent.Name.Length > 0 && sseEvent.Name != type) return "an event's name and its type differ";
        return base.Refuses(sseEvent, body);
    }

    protected override bool IsClosing(BodyText body) => TypeOf(body) == "message_stop";

    protected override StreamedText? TextOf(BodySlot slot, BodyText body)
    {
        if (slot.Rule.Meaning != Meaning.Streamed || slot.Kind is SegmentKind.MemberName or SegmentKind.Number || IndexOf(body) is not { } block) return null;
        if (TypeOf(body) is not ("content_block_start" or "content_block_delta") || slot.Steps[^1].Name is not { } name) return null;

        // A block may begin with text that its deltas go on with, so the key leaves out in which of both the text stands.
        var key = string.Create(CultureInfo.InvariantCulture, $"{block}|{TextPlace.KeyOf(slot.Steps.AsSpan(1))}");
        return Text(key, () => new StreamedText(block, PlaceOf(Encoding.UTF8.GetString(name.Span), slot), NewChannel(slot.Kind)));
    }

    protected override bool Ends(StreamedText text, BodyText body) => TypeOf(body) switch
    {
        "message_delta" or "message_stop" => true,
        "content_block_stop" => IndexOf(body) == text.Owner,
        // A signature seals the reasoning before it, so no reasoning may follow it.
        "content_block_delta" => IndexOf(body) == text.Owner && text.Place.Type == "thinking_delta" && body.Slots.Any(slot => slot.Path == "delta.signature"),
        _ => false,
    };

    protected override byte[] Piece(StreamedText text, ReadOnlySpan<byte> utf8)
    {
        var piece = utf8.ToArray();
        return AnthropicEvents.Event("content_block_delta", JsonBytes.Write(json =>
        {
            json.WriteStartObject();
            json.WriteString("type", "content_block_delta");
            json.WriteNumber("index", text.Owner);
            text.Place.Write(json, 0, piece);
            json.WriteEndObject();
        }));
    }

    protected override void Sent(BodyText body)
    {
        _isStarted = true;
        if (IndexOf(body) is not { } block) return;
        if (TypeOf(body) == "content_block_start") _openBlocks.Add(block);
        if (TypeOf(body) == "content_block_stop") _openBlocks.Remove(block);
        _lastBlock = Math.Max(_lastBlock, block);
    }

    private static TextPlace PlaceOf(string member, BodySlot slot)
    {
        var type = member switch { "text" => "text_delta", "thinking" => "thinking_delta", "partial_json" => "input_json_delta", _ => slot.Scope?.Type };
        BodyStep[] steps = [new BodyStep("delta"u8.ToArray(), 0, true), .. slot.Steps.Skip(1)];
        return new TextPlace(steps, null, type);
    }

    /// <summary>The event's own type and index stand in its outermost object.</summary>
    private static string? TypeOf(BodyText body) => body.Root?.Type;

    private static long? IndexOf(BodyText body) => body.Root?.Index;
}
