using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Unicode;

namespace Tandem.Gateway.Protocols.Json;

/// <summary>Reads one JSON text once, without a tree, and notes every text in it. What two parsers may read differently is refused.</summary>
/// <remarks>
/// Every string is noted: by its row of the table, else as unknown. So are names of members that no row knows, and integers of nine digits or more, because
/// a name or a number carries data as well as a string does. Left out are words of the dialect at their own places, and the model's name.
/// </remarks>
internal ref struct BodyWalk
{
    /// <summary>Deeper bodies are refused.</summary>
    public const int DepthLimit = 64;

    /// <summary>Bodies of more texts are refused: each text costs a scan.</summary>
    public const int SegmentLimit = 100_000;

    private const int LongestKnownNumber = 12;
    private const int ShortestScannedNumber = 9;

    private readonly ReadOnlyMemory<byte> _source;
    private readonly bool _withSteps;
    private readonly List<BodySlot> _slots = [];
    private readonly List<BodyMark> _marks = [];
    private readonly List<(UninspectedPart Part, BodyScope? Scope)> _uninspected = [];
    private readonly List<BodyStep> _steps = [];
    private readonly Stack<Container> _open = new();
    private readonly MemberNames _names = new();
    private Utf8JsonReader _reader;
    private BodyScope? _scope;
    private BodyScope? _root;

    private BodyWalk(ReadOnlyMemory<byte> source, bool withSteps, string? role)
    {
        _scope = new BodyScope(null) { Role = role };
        _source = source;
        _withSteps = withSteps;
        _reader = new Utf8JsonReader(source.Span, new JsonReaderOptions { MaxDepth = DepthLimit });
    }

    /// <summary>Reads a whole body.</summary>
    /// <param name="source">The bytes; kept, not copied.</param>
    /// <param name="shape">The table of this kind of body.</param>
    /// <param name="role">The role of text that stands in no message; null = none.</param>
    /// <param name="withSteps">Whether to note the way to each text, and empty texts, which streams need.</param>
    /// <exception cref="BodyFormatException">The bytes are not one well-formed JSON text within the limits.</exception>
    public static BodyText Read(ReadOnlyMemory<byte> source, Shape shape, string? role = null, bool withSteps = false)
    {
        if (!Utf8.IsValid(source.Span))
            throw new BodyFormatException("the body is not valid UTF-8; send JSON in UTF-8", FirstInvalid(source.Span));
        var walk = new BodyWalk(source, withSteps, role);
        try
        {
            walk.Run(shape);
        }
        catch (JsonException exception)
        {
            throw new BodyFormatException(ReasonOf(source.Span), PositionOf(source.Span, exception));
        }

        return new BodyText(source, walk._slots, walk._marks, Settle(walk._uninspected), walk._root);
    }

    private void Run(Shape root)
    {
        var shape = (Shape?)root;
        while (_reader.Read())
        {
            switch (_reader.TokenType)
            {
                case JsonTokenType.StartObject:
                case JsonTokenType.StartArray:
                    Open(shape);
                    break;
                case JsonTokenType.EndObject:
                case JsonTokenType.EndArray:
                    Close();
                    break;
                case JsonTokenType.PropertyName:
                    shape = Name();
                    continue;
                case JsonTokenType.String:
                    String(shape);
                    break;
                case JsonTokenType.Number:
                    Number(shape?.Rule ?? ShapeRule.Unknown);
                    break;
                case JsonTokenType.True when shape?.Rule.Meaning == Meaning.StreamFlag:
                    Mark(Meaning.StreamFlag);
                    break;
                case JsonTokenType.True:
                case JsonTokenType.False:
                case JsonTokenType.Null:
                case JsonTokenType.None:
                case JsonTokenType.Comment:
                    break;
                default:
                    throw new InvalidOperationException("the JSON reader gave a token it does not have");
            }

            shape = NextElement();
        }
    }

    private void Open(Shape? shape)
    {
        var isObject = _reader.TokenType == JsonTokenType.StartObject;
        _open.Push(new Container(shape, isObject, (int)_reader.TokenStartIndex, _scope));
        if (isObject)
        {
            _names.OpenObject();
            _scope = new BodyScope(_scope);
            if (_open.Count == 1) _root = _scope;
        }
        else
        {
            _steps.Add(new BodyStep(null, -1, true));
        }
    }

    private void Close()
    {
        var closed = _open.Pop();
        if (closed.IsObject) _names.CloseObject();
        else _steps.RemoveAt(_steps.Count - 1);
        if (closed.Shape?.Rule.Meaning is Meaning.TokenDetail or Meaning.HeldCalls or Meaning.HeldCall or Meaning.Error)
            _marks.Add(new BodyMark(closed.Shape.Rule.Meaning, closed.Start, (int)_reader.BytesConsumed, _scope));
        _scope = closed.Outer;
    }

    /// <summary>After a value: leaves the member it belonged to, or goes on to the next element.</summary>
    private Shape? NextElement()
    {
        if (_open.Count == 0) return null;
        var container = _open.Peek();
        if (_reader.TokenType is JsonTokenType.StartObject) return null;
        if (container.IsObject)
        {
            _steps.RemoveAt(_steps.Count - 1);
            return null;
        }

        _steps[^1] = _steps[^1] with { Position = _steps[^1].Position + 1 };
        return container.Shape?.Element;
    }

    private Shape? Name()
    {
        var start = (int)_reader.TokenStartIndex;
        var name = Decoded();
        if (!_names.TryAdd(name))
            throw new BodyFormatException($"the member `{Shown(name.Span)}` occurs twice in one object; send each member once", start);
        var place = _open.Peek().Shape;
        var known = place?.Names(name.Span) ?? false;
        var member = place?.Member(name.Span);
        if (!known && place is not null && place.Resembles(name.Span))
            throw new BodyFormatException($"the member `{Shown(name.Span)}` is a known one in other letters, which parsers read differently; send its name in small letters", start);
        if (!known && name.Length > 0)
        {
            var rule = place?.Member(name.Span)?.Rule ?? ShapeRule.Unknown;
            Note(start, start + RawLength(), rule, SegmentKind.MemberName, name, new BodyStep(name, 0, false));
        }

        _steps.Add(new BodyStep(name, 0, known));
        return member;
    }

    private void String(Shape? shape)
    {
        var rule = shape?.Rule ?? ShapeRule.Unknown;
        var start = (int)_reader.TokenStartIndex;
        var end = start + RawLength();
        var text = Decoded();
        switch (rule.Meaning)
        {
            case Meaning.Model:
                Mark(Meaning.Model);
                return;
            case Meaning.Role or Meaning.Type or Meaning.FinishReason or Meaning.Word:
                Remember(rule.Meaning, text);
                if (Words.Contains(text.Span)) return;
                break;
            case Meaning.Media when MediaType.IsRecognised(text.Span):
                _uninspected.Add((new UninspectedPart(Path(), rule.Part, text.Length, "media"), _scope));
                return;
            case Meaning.Media when text.Length > 0:
                // A link is a reference; anything else that is no known media may be text in disguise.
                _uninspected.Add((new UninspectedPart(Path(), rule.Part, text.Length, IsLink(text.Span) ? "reference" : "unrecognised"), _scope));
                break;
            case Meaning.Reference when text.Length > 0:
                _uninspected.Add((new UninspectedPart(Path(), rule.Part, text.Length, "reference"), _scope));
                break;
            case Meaning.Opaque when text.Length > 0:
                _uninspected.Add((new UninspectedPart(Path(), rule.Part, text.Length, "opaque"), _scope));
                break;
            case Meaning.EndUser or Meaning.OfferedTool:
                Mark(rule.Meaning);
                break;
            case Meaning.TokenDetail or Meaning.HeldCalls or Meaning.Error:
                Mark(rule.Meaning);
                break;
        }

        if (text.Length > 0 || _withSteps) Note(start, end, rule, rule.Kind, text, null);
    }

    private void Number(ShapeRule rule)
    {
        if (rule.Meaning is Meaning.Index && _reader.TryGetInt64(out var index) && _scope is not null) _scope.Index = index;
        if (rule.Meaning is Meaning.Index or Meaning.Created or Meaning.InputTokens or Meaning.OutputTokens or Meaning.TokenDetail or Meaning.HeldCalls or Meaning.Error) Mark(rule.Meaning);
        var whole = WholePart();
        var digits = whole.Span[(whole.Span[0] == '-' ? 1 : 0)..];
        var length = digits.IndexOfAnyExceptInRange((byte)'0', (byte)'9');
        if (length < 0) length = digits.Length;
        var isKnown = rule.Meaning is Meaning.Count or Meaning.Created or Meaning.Index or Meaning.InputTokens or Meaning.OutputTokens;
        if (length < ShortestScannedNumber || (isKnown && _reader.ValueSpan.Length <= LongestKnownNumber)) return;
        var start = (int)_reader.TokenStartIndex;
        Note(start, start + _reader.ValueSpan.Length, rule, SegmentKind.Number, whole, null);
    }

    /// <summary>The digits before the point, however the number is written: <c>4.1e3</c> is 4100 to whom it is read out.</summary>
    private readonly ReadOnlyMemory<byte> WholePart()
    {
        var text = _source.Slice((int)_reader.TokenStartIndex, _reader.ValueSpan.Length);
        return text.Span.IndexOfAny((byte)'.', (byte)'e', (byte)'E') >= 0 && decimal.TryParse(text.Span, NumberStyles.Float, CultureInfo.InvariantCulture, out var number)
            ? Encoding.ASCII.GetBytes(decimal.Truncate(number).ToString("0", CultureInfo.InvariantCulture))
            : text;
    }

    private readonly void Remember(Meaning meaning, ReadOnlyMemory<byte> text)
    {
        if (_scope is null) return;
        if (meaning == Meaning.Role) _scope.Role = Encoding.UTF8.GetString(text.Span);
        else if (meaning == Meaning.Type) _scope.Type = Encoding.UTF8.GetString(text.Span);
        else if (meaning == Meaning.FinishReason) _marks.Add(new BodyMark(meaning, (int)_reader.TokenStartIndex, (int)_reader.BytesConsumed, _scope));
    }

    private readonly void Mark(Meaning meaning) => _marks.Add(new BodyMark(meaning, (int)_reader.TokenStartIndex, (int)_reader.BytesConsumed, _scope));

    private readonly void Note(int start, int end, ShapeRule rule, SegmentKind kind, ReadOnlyMemory<byte> text, BodyStep? last)
    {
        if (_slots.Count == SegmentLimit)
            throw new BodyFormatException($"the body holds more than {SegmentLimit.ToString(CultureInfo.InvariantCulture)} texts; send fewer", start);
        BodyStep[] steps = last is null ? [.. _steps] : [.. _steps, last.Value];
        _slots.Add(new BodySlot(start, end, BodyStep.PathOf(steps), rule, kind, _scope, text, _withSteps ? steps : []));
    }

    private readonly string Path() => BodyStep.PathOf(_steps);

    private readonly int RawLength() => _reader.ValueSpan.Length + 2;

    /// <summary>The token's text with escapes undone; a slice of the source when there are none.</summary>
    private readonly ReadOnlyMemory<byte> Decoded()
    {
        if (!_reader.ValueIsEscaped) return _source.Slice((int)_reader.TokenStartIndex + 1, _reader.ValueSpan.Length);
        var text = new byte[_reader.ValueSpan.Length];
        try
        {
            return text.AsMemory(0, _reader.CopyString(text));
        }
        catch (InvalidOperationException)
        {
            throw new BodyFormatException("a string holds one half of a surrogate pair; send whole characters", _reader.TokenStartIndex);
        }
    }

    /// <summary>The block's type, which may follow its data, says what a part is: a picture, or plain text that was scanned and counts as inspected.</summary>
    private static List<UninspectedPart> Settle(List<(UninspectedPart Part, BodyScope? Scope)> parts) =>
    [
        .. parts.Where(part => part.Part.Reason != "unrecognised" || part.Scope?.Type != "text")
            .Select(part => part.Scope?.Parent?.Type == "image" ? part.Part with { Kind = "image" } : part.Part),
    ];

    private static bool IsLink(ReadOnlySpan<byte> text) => text.StartsWith("https://"u8) || text.StartsWith("http://"u8);

    /// <summary>Only names that look like names are quoted back; others may hold what must not reach a log.</summary>
    private static string Shown(ReadOnlySpan<byte> name)
    {
        foreach (var b in name)
        {
            if (!char.IsAsciiLetter((char)b) && b != '_') return "…";
        }

        return name.Length <= 32 ? Encoding.UTF8.GetString(name) : "…";
    }

    private static string ReasonOf(ReadOnlySpan<byte> body)
    {
        var text = body.Trim(" \t\r\n"u8);
        if (text.IsEmpty) return "the body is empty; send one JSON object";
        if (text.StartsWith((ReadOnlySpan<byte>)[0xEF, 0xBB, 0xBF])) return "the body begins with a byte order mark; send JSON without it";
        return $"the body is not one well-formed JSON text of at most {DepthLimit.ToString(CultureInfo.InvariantCulture)} levels; correct it at this byte";
    }

    private static long PositionOf(ReadOnlySpan<byte> body, JsonException exception)
    {
        var start = 0;
        for (var line = exception.LineNumber ?? 0; line > 0; line--)
        {
            var ending = body[start..].IndexOf((byte)'\n');
            if (ending < 0) break;
            start += ending + 1;
        }

        return Math.Min(start + (exception.BytePositionInLine ?? 0), body.Length);
    }

    private static long FirstInvalid(ReadOnlySpan<byte> body)
    {
        var at = 0;
        while (at < body.Length && Rune.DecodeFromUtf8(body[at..], out _, out var consumed) == System.Buffers.OperationStatus.Done) at += consumed;
        return at;
    }

    private readonly record struct Container(Shape? Shape, bool IsObject, int Start, BodyScope? Outer);
}
