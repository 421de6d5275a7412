using System.Buffers;
using System.Globalization;
using System.Text.Json;
using Tandem.Gateway.Protocols.Json;
using Tandem.Gateway.Protocols.Streams;

namespace Tandem.Gateway.Protocols.OpenAi;

/// <summary>Streamed chat completions. A choice ends with its <c>finish_reason</c>; tool calls go out whole just before it.</summary>
internal sealed class OpenAiInspector(StreamScan scan) : EventInspector(scan)
{
    private static readonly byte[] NoCalls = "[]"u8.ToArray();
    private static readonly byte[] NoCall = "null"u8.ToArray();

    private readonly OrderedDictionary<(long Choice, long Call), HeldCall> _calls = [];
    private readonly SortedSet<long> _openChoices = [];
    private ChunkHead? _head;
    private long _heldBytes;

    /// <summary>Set by the first event that was judged, so before anything is sent.</summary>
    private ChunkHead Head => _head ?? throw new InvalidOperationException("a piece can only follow an event");

    protected override Shape EventShape => OpenAiShapes.Chunk;

    protected override long OtherHeldBytes => _heldBytes;

    public override byte[] BlockedEnding(BlockNotice notice)
    {
        var output = new ArrayBufferWriter<byte>();
        var choices = _openChoices.Count == 0 ? [0L] : _openChoices.ToList();
        foreach (var choice in choices)
        {
            output.Write(Chunk(_head ?? new ChunkHead($"chatcmpl-{notice.DecisionId}", 0, notice.Model), choice, "content_filter", json =>
            {
                // The text goes to one choice; clients that join choices would show it several times.
                if (choice == choices[0]) json.WriteString("refusal", notice.Message);
            }));
        }

        output.Write("data: [DONE]\n\n"u8);
        return output.WrittenSpan.ToArray();
    }

    public override byte[] FailureEnding(string reason, string decisionId)
    {
        var refusal = RefusalReason.Of(reason);
        return Data(OpenAiDialect.Error(new RefusalNotice(refusal, decisionId, null, []), refusal.Status));
    }

    protected override bool IsClosing(ReadOnlySpan<byte> data) => data.Trim((byte)' ').SequenceEqual("[DONE]"u8);

    protected override StreamedText? TextOf(BodySlot slot, BodyText body)
    {
        if (slot.Rule.Meaning != Meaning.Streamed || slot.Kind is SegmentKind.MemberName or SegmentKind.Number || slot.Scope?.At(2) is not { } choice) return null;
        var owner = choice.Index ?? 0;
        var inner = slot.Scope.Depth > 2 ? slot.Scope.Index : null;
        var key = string.Create(CultureInfo.InvariantCulture, $"{owner}|{TextPlace.KeyOf(slot.Steps.AsSpan(2))}|{inner}");
        return Text(key, () => new StreamedText(owner, new TextPlace(slot.Steps, inner, null), NewChannel(slot.Kind)));
    }

    protected override bool Ends(StreamedText text, BodyText body) => Finishes(body, text.Owner);

    protected override bool TakeHeld(BodyText body, List<BodyEdit> edits)
    {
        foreach (var mark in body.Marks)
        {
            if (mark.Meaning == Meaning.HeldCall) Hold(body, mark);
            if (mark.Meaning != Meaning.HeldCalls) continue;
            var isList = body.Source.Span[mark.Start] == '[';
            if (!isList) Hold(body, mark);
            edits.Add(new BodyEdit(mark.Start, mark.End, isList ? NoCalls : NoCall));
        }

        return _calls.Count <= ChannelLimit && _heldBytes <= HeldLimitBytes;
    }

    protected override bool TryFlushHeld(BodyText? body, IBufferWriter<byte> released)
    {
        foreach (var ((choice, _), call) in _calls.Where(held => body is null || Finishes(body, held.Key.Choice)).ToList())
        {
            if (!call.TryFinish(Judge, out var json)) return false;
            _calls.Remove((choice, call.Index));
            released.Write(Chunk(Head, choice, null, delta =>
            {
                delta.WritePropertyName(call.Index == HeldCall.FunctionCall ? "function_call" : "tool_calls");
                if (call.Index != HeldCall.FunctionCall) delta.WriteStartArray();
                delta.WriteRawValue(json, skipInputValidation: true);
                if (call.Index != HeldCall.FunctionCall) delta.WriteEndArray();
            }));
        }

        return true;
    }

    protected override byte[] Piece(StreamedText text, ReadOnlySpan<byte> utf8)
    {
        var piece = utf8.ToArray();
        return Data(JsonBytes.Write(json => Head.Write(json, text.Owner, null, () => text.Place.Write(json, 2, piece))));
    }

    protected override void Judged(BodyText body, List<BodyEdit> edits) => _head ??= ChunkHead.Of(BodyEdit.Splice(body.Source.Span, edits));

    protected override void Sent(BodyText body)
    {
        foreach (var mark in body.Marks)
        {
            if (mark.Meaning == Meaning.Index && mark.Scope is { Depth: 2, Index: { } choice }) _openChoices.Add(choice);
        }

        _openChoices.RemoveWhere(choice => Finishes(body, choice));
    }

    private void Hold(BodyText body, BodyMark mark)
    {
        var choice = mark.Scope?.At(2)?.Index ?? 0;
        var piece = BodyWalk.Read(body.Raw(mark).ToArray(), OpenAiShapes.CallPiece, "assistant", withSteps: true);
        var index = mark.Meaning == Meaning.HeldCalls ? HeldCall.FunctionCall : mark.Scope?.Index ?? IndexOf(choice, HeldCall.IdOf(piece));
        if (!_calls.TryGetValue((choice, index), out var call)) _calls.Add((choice, index), call = new HeldCall(index));
        _heldBytes += mark.End - mark.Start;
        call.Add(piece, Judge.Scan);
    }

    /// <summary>Some providers leave the index out: an id that was not seen begins a call, no id goes on with the last.</summary>
    private long IndexOf(long choice, string? id)
    {
        var last = -1L;
        foreach (var (key, call) in _calls)
        {
            if (key.Choice != choice || key.Call == HeldCall.FunctionCall) continue;
            if (id is not null && call.Id == id) return key.Call;
            last = Math.Max(last, key.Call);
        }

        return id is null ? Math.Max(last, 0) : last + 1;
    }

    private static bool Finishes(BodyText body, long choice)
    {
        foreach (var mark in body.Marks)
        {
            if (mark.Meaning == Meaning.FinishReason && (mark.Scope?.At(2)?.Index ?? 0) == choice) return true;
        }

        return false;
    }

    private static byte[] Chunk(ChunkHead head, long choice, string? finishReason, Action<Utf8JsonWriter> delta) => Data(JsonBytes.Write(json =>
        head.Write(json, choice, finishReason, () =>
        {
            json.WriteStartObject("delta");
            delta(json);
            json.WriteEndObject();
        })));

    private static byte[] Data(byte[] json) => [.. "data: "u8, .. json, .. "\n\n"u8];
}
