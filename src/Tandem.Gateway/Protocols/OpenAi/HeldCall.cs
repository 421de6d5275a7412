using System.Buffers;
using System.Text;
using Tandem.Gateway.Protocols.Json;
using Tandem.Gateway.Protocols.Streams;
using Tandem.Inspection.Classification;

namespace Tandem.Gateway.Protocols.OpenAi;

/// <summary>A tool call of a streamed answer, gathered until it is whole: neither its name nor its arguments can be judged in pieces.</summary>
/// <remarks>It goes out in the form of its first piece, which carries the id and whatever a provider adds; further pieces only lengthen name and arguments.</remarks>
internal sealed class HeldCall(long index)
{
    /// <summary>Stands for the index of the older <c>function_call</c>, of which a choice has one.</summary>
    public const long FunctionCall = -1;

    private readonly ArrayBufferWriter<byte> _name = new();
    private readonly ArrayBufferWriter<byte> _arguments = new();
    private BodyText? _first;

    public long Index { get; } = index;

    public string? Id => _first is null ? null : IdOf(_first);

    public static string? IdOf(BodyText piece) =>
        piece.Segments.FirstOrDefault(segment => segment is { JsonPath: "id", Text.IsEmpty: false }) is { } id ? Encoding.UTF8.GetString(id.Text.Span) : null;

    public void Add(BodyText piece, StreamScan scan)
    {
        _first ??= piece;
        foreach (var segment in piece.Segments)
        {
            if (segment.Kind is not (SegmentKind.ToolName or SegmentKind.ToolArguments)) continue;
            (segment.Kind == SegmentKind.ToolName ? _name : _arguments).Write(segment.Text.Span);
            scan.Observed?.Invoke(segment.Text.Span);
        }
    }

    /// <summary>Judges the whole call.</summary>
    /// <param name="judge">Judges.</param>
    /// <param name="json">The call as it is to be sent.</param>
    /// <returns>False when it is blocked.</returns>
    public bool TryFinish(StreamJudge judge, out byte[] json)
    {
        json = [];
        var first = _first ?? throw new InvalidOperationException("a call has at least one piece");
        var edits = new List<BodyEdit>();
        var (nameMissing, argumentsMissing) = (true, true);
        if (!TryJudge(judge, "(tool name)", SegmentKind.ToolName, _name, out var name) || !TryJudge(judge, "(tool arguments)", SegmentKind.ToolArguments, _arguments, out var arguments))
            return false;
        for (var number = 0; number < first.Slots.Count; number++)
        {
            var slot = first.Slots[number];
            byte[]? text;
            if (slot.Kind == SegmentKind.ToolName && nameMissing) (text, nameMissing) = (name, false);
            else if (slot.Kind == SegmentKind.ToolArguments && argumentsMissing) (text, argumentsMissing) = (arguments, false);
            else if (!judge.TryJudge(first.Segments[number], out text)) return false;
            if (text is not null) edits.Add(new BodyEdit(slot.Start, slot.End, JsonQuote.Of(text)));
        }

        json = (nameMissing && name.Length > 0) || (argumentsMissing && arguments.Length > 0)
            ? Anew(judge, name, arguments)
            : BodyEdit.Splice(first.Source.Span, edits);
        return true;
    }

    private static bool TryJudge(StreamJudge judge, string path, SegmentKind kind, ArrayBufferWriter<byte> text, out byte[] judged)
    {
        var allowed = judge.TryJudge(new TextSegment(0, path, SegmentProvenance.Assistant, kind, text.WrittenMemory), out var redacted);
        judged = redacted ?? text.WrittenSpan.ToArray();
        return allowed;
    }

    /// <summary>Makes the call anew where the first piece has no room for what came later.</summary>
    private byte[] Anew(StreamJudge judge, byte[] name, byte[] arguments) => JsonBytes.Write(json =>
    {
        var isCustom = _first?.Slots.Any(slot => slot.Path.StartsWith("custom.", StringComparison.Ordinal)) ?? false;
        json.WriteStartObject();
        if (Index != FunctionCall)
        {
            json.WriteNumber("index", Index);
            var id = _first?.Segments.FirstOrDefault(segment => segment.JsonPath == "id");
            if (id is not null && judge.TryJudge(id, out var redacted)) json.WriteString("id", redacted ?? id.Text.Span);
            json.WriteString("type", isCustom ? "custom" : "function");
            json.WriteStartObject(isCustom ? "custom" : "function");
        }

        json.WriteString("name", name);
        json.WriteString(isCustom ? "input" : "arguments", arguments);
        if (Index != FunctionCall) json.WriteEndObject();
        json.WriteEndObject();
    });
}
