using System.Buffers;
using Tandem.Gateway.Protocols.Json;
using Tandem.Gateway.Protocols.Sse;
using Tandem.Inspection.Classification;

namespace Tandem.Gateway.Protocols.Streams;

/// <summary>What the dialects' inspectors share: order of work on an event, channels, limits, counts.</summary>
/// <remarks>
/// An event is judged before a byte of it is released. Texts that stand in it whole are judged whole; texts that come in pieces go through their channel,
/// and the event is sent with what the channel gives. An event in which nothing changed is sent as it came.
/// </remarks>
internal abstract class EventInspector : StreamInspector
{
    /// <summary>More channels or tool calls than this is no answer but an attack on memory.</summary>
    public const int ChannelLimit = 4096;

    /// <summary>Text that is held back until it is whole may not be larger than this in one answer.</summary>
    public const int HeldLimitBytes = 4 * 1024 * 1024;

    private static readonly byte[] Null = "null"u8.ToArray();

    private TokenCounts _tokens;
    private string? _model;
    private string? _finishReason;

    protected EventInspector(StreamScan scan) => Judge = new StreamJudge(scan);

    protected StreamJudge Judge { get; }

    /// <summary>By key, in order of their first piece.</summary>
    protected OrderedDictionary<string, StreamedText> Texts { get; } = new(StringComparer.Ordinal);

    private List<UninspectedPart> Parts { get; } = [];

    public override IReadOnlyCollection<Finding> Findings => [.. Judge.Findings, .. Texts.Values.SelectMany(text => text.Channel.Findings)];

    public override IReadOnlyList<UninspectedPart> Uninspected => Parts;

    public override TokenCounts Tokens => _tokens;

    public override string? Model => _model;

    public override string? FinishReason => _finishReason;

    public override long BytesScanned => Judge.BytesScanned;

    public override long Segments => Judge.Segments;

    /// <summary>Table of the events.</summary>
    protected abstract Shape EventShape { get; }

    /// <summary>Bytes held outside the text channels.</summary>
    protected virtual long OtherHeldBytes => 0;

    public override StreamStep Accept(SseReading reading, IBufferWriter<byte> released)
    {
        if (reading.Event is not { } sseEvent) return Broken(reading.Problem);
        var keepLine = JudgeLines(sseEvent);
        if (keepLine is null) return Stopped();
        if (sseEvent.Data is not { } data)
        {
            released.Write(sseEvent.With([], keepLine));
            return StreamStep.Continue;
        }

        if (IsClosing(data)) return Close(sseEvent, released);
        BodyText body;
        try
        {
            body = BodyWalk.Read(data, EventShape, "assistant", withSteps: true);
        }
        catch (BodyFormatException exception)
        {
            return Failed($"an event is no JSON: {exception.Message}");
        }

        if (Refuses(sseEvent, body) is { } problem)
        {
            return Failed(problem);
        }

        return Take(sseEvent, body, keepLine, released);
    }

    /// <summary>Whether the data is the dialect's closing word, which is no JSON.</summary>
    protected virtual bool IsClosing(ReadOnlySpan<byte> data) => false;

    /// <summary>Why the event cannot be part of an answer; null when it can.</summary>
    protected virtual string? Refuses(SseEvent sseEvent, BodyText body) =>
        body.Find(Meaning.Error) is null ? null : "upstream reported an error inside the stream";

    /// <summary>The channel a piece belongs to; null when the text is whole in this event.</summary>
    protected abstract StreamedText? TextOf(BodySlot slot, BodyText body);

    /// <summary>Whether the event ends this text.</summary>
    protected abstract bool Ends(StreamedText text, BodyText body);

    /// <summary>Takes what the dialect holds back whole; false when it is too much.</summary>
    protected virtual bool TakeHeld(BodyText body, List<BodyEdit> edits) => true;

    /// <summary>Judges and writes what the dialect held back and the event ends (all of it when there is no event); false when it is blocked.</summary>
    protected virtual bool TryFlushHeld(BodyText? body, IBufferWriter<byte> released) => true;

    /// <summary>An event of our own that carries a piece of text.</summary>
    protected abstract byte[] Piece(StreamedText text, ReadOnlySpan<byte> utf8);

    /// <summary>Called when all of an event was judged and before anything of it is sent.</summary>
    /// <param name="body">The event as it came.</param>
    /// <param name="edits">What changes in it.</param>
    protected virtual void Judged(BodyText body, List<BodyEdit> edits)
    {
    }

    /// <summary>Called for an event that was sent.</summary>
    protected virtual void Sent(BodyText body)
    {
    }

    /// <summary>Whether the event is the dialect's closing event.</summary>
    protected virtual bool IsClosing(BodyText body) => false;

    protected StreamedText Text(string key, Func<StreamedText> make)
    {
        if (Texts.TryGetValue(key, out var text)) return text;
        text = make();
        Texts.Add(key, text);
        Judge.Count(1, 0);
        return text;
    }

    protected TextChannel NewChannel(SegmentKind kind) =>
        kind == SegmentKind.ToolArguments || Judge.Scan.HoldAll ? new HeldChannel(Judge, kind) : new WindowChannel(Judge.Scan);

    private StreamStep Take(SseEvent sseEvent, BodyText body, Func<SseLine, bool> keepLine, IBufferWriter<byte> released)
    {
        Note(body);
        var edits = new List<BodyEdit>();
        foreach (var mark in body.Marks)
        {
            // INVARIANT (stream): token probabilities spell out the text that its channel may still hold back.
            if (mark.Meaning == Meaning.TokenDetail) edits.Add(new BodyEdit(mark.Start, mark.End, Null));
        }

        if (!TakeHeld(body, edits)) return TooMuch();
        var pieces = new List<(BodySlot Slot, StreamedText Text)>();
        foreach (var number in Standing(body))
        {
            var slot = body.Slots[number];
            if (TextOf(slot, body) is { } text)
            {
                if (text.IsEnded && !slot.Text.IsEmpty) return Failed("text goes on after its end");
                text.Channel.Append(slot.Text.Span);
                Judge.Count(0, slot.Text.Length);
                Judge.Scan.Observed?.Invoke(slot.Text.Span);
                pieces.Add((slot, text));
            }
            else if (!Judge.TryJudge(body.Segments[number], out var redacted))
            {
                return Stopped();
            }
            else if (redacted is not null)
            {
                edits.Add(new BodyEdit(slot.Start, slot.End, JsonQuote.Of(redacted)));
            }
        }

        if (Texts.Count > ChannelLimit || OtherHeldBytes + Texts.Values.Sum(text => (long)text.Channel.HeldBytes) > HeldLimitBytes) return TooMuch();
        foreach (var (slot, text) in pieces)
        {
            var last = pieces.FindLast(piece => piece.Text == text).Slot == slot;
            var utf8 = text.Channel.Drain(final: last && Ends(text, body));
            if (text.Channel.IsBlocked) return Stopped();
            if (!slot.Text.Span.SequenceEqual(utf8)) edits.Add(new BodyEdit(slot.Start, slot.End, JsonQuote.Of(utf8)));
        }

        Judged(body, edits);
        // An event may end a text without carrying a piece of it: what is held goes out before.
        if (!TryFlush(text => Ends(text, body), released) || !TryFlushHeld(body, released)) return Stopped();
        if (IsClosing(body)) return Close(sseEvent, released);
        Send(sseEvent, body, edits, keepLine, released);
        return StreamStep.Continue;
    }

    /// <summary>The texts that stay in the event; what is held or left out goes another way.</summary>
    private static IEnumerable<int> Standing(BodyText body)
    {
        var (gone, at) = (body.Marks.Where(mark => mark.Meaning is Meaning.HeldCalls or Meaning.TokenDetail).OrderBy(mark => mark.Start).ToList(), 0);
        for (var number = 0; number < body.Slots.Count; number++)
        {
            var slot = body.Slots[number];
            while (at < gone.Count && gone[at].End <= slot.Start) at++;
            if (at == gone.Count || slot.Start < gone[at].Start) yield return number;
        }
    }

    private void Send(SseEvent sseEvent, BodyText body, List<BodyEdit> edits, Func<SseLine, bool> keepLine, IBufferWriter<byte> released)
    {
        var keepsAll = true;
        foreach (var line in new SseLines(sseEvent.Raw, sseEvent.Head)) keepsAll &= keepLine(line);
        released.Write(edits.Count == 0 && keepsAll ? sseEvent.Raw : sseEvent.With(BodyEdit.Splice(body.Source.Span, edits), keepLine));
        Sent(body);
    }

    private bool TryFlush(Func<StreamedText, bool> ends, IBufferWriter<byte> released)
    {
        foreach (var text in Texts.Values)
        {
            if (text.IsEnded || !ends(text)) continue;
            text.IsEnded = true;
            var utf8 = text.Channel.Drain(final: true);
            if (text.Channel.IsBlocked) return false;
            if (utf8.Length > 0) released.Write(Piece(text, utf8));
        }

        return true;
    }

    private StreamStep Close(SseEvent sseEvent, IBufferWriter<byte> released)
    {
        if (!TryFlush(_ => true, released) || !TryFlushHeld(null, released)) return Stopped();
        Terminal = sseEvent.Raw;
        return StreamStep.Finished;
    }

    private StreamStep Broken(SseProblem problem)
    {
        Problem = problem switch
        {
            SseProblem.End => "the stream ended without its closing event",
            SseProblem.Truncated => "the stream ended inside an event",
            SseProblem.Malformed => "an event holds bytes that are no text",
            SseProblem.TooLarge => "an event is too large to be inspected",
            SseProblem.None or _ => throw new ArgumentOutOfRangeException(nameof(problem), problem, "a reading without an event names its problem"),
        };
        return problem == SseProblem.TooLarge ? StreamStep.Uninspectable : StreamStep.UpstreamFailed;
    }

    private StreamStep Failed(string problem)
    {
        Problem = problem;
        return StreamStep.UpstreamFailed;
    }

    private StreamStep TooMuch()
    {
        Problem = "the stream holds back more than can be judged";
        return StreamStep.Uninspectable;
    }

    /// <summary>A text was blocked: by a finding, or because it could not be judged.</summary>
    private StreamStep Stopped()
    {
        if (!Judge.IsExhausted && !Texts.Values.Any(text => text.Channel.IsUninspectable)) return StreamStep.Blocked;
        Problem = "a text of the stream is too costly to inspect";
        return StreamStep.Uninspectable;
    }

    private void Note(BodyText body)
    {
        _tokens = new TokenCounts(body.NumberOf(Meaning.InputTokens) ?? _tokens.Input, body.NumberOf(Meaning.OutputTokens) ?? _tokens.Output);
        if (body.Find(Meaning.Model) is { } model) _model = body.StringOf(model);
        if (body.Find(Meaning.FinishReason) is { } reason) _finishReason = body.StringOf(reason);
        if (Parts.Count < ChannelLimit) Parts.AddRange(body.Uninspected);
    }

    /// <summary>Judges the lines that are not data: a comment or an unknown field can carry text as well. Null when one is blocked.</summary>
    private Func<SseLine, bool>? JudgeLines(SseEvent sseEvent)
    {
        var lines = new ArrayBufferWriter<byte>();
        foreach (var line in new SseLines(sseEvent.Raw, sseEvent.Head))
        {
            if (line.IsBlank || line.Is(sseEvent.Raw, "data"u8) || IsNamed(sseEvent, line)) continue;
            lines.Write(sseEvent.Raw.AsSpan(line.Whole));
        }

        if (lines.WrittenCount == 0) return _ => true;
        if (!Judge.TryJudge(new TextSegment(0, "(event lines)", SegmentProvenance.Other, SegmentKind.Unknown, lines.WrittenMemory), out var redacted)) return null;
        if (redacted is null) return _ => true;
        return line => line.IsBlank || line.Is(sseEvent.Raw, "data"u8) || IsNamed(sseEvent, line);
    }

    private static bool IsNamed(SseEvent sseEvent, SseLine line) =>
        line.Is(sseEvent.Raw, "event"u8) && Words.Contains(sseEvent.Raw.AsSpan(line.Value));
}
