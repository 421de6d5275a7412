using System.Buffers.Text;
using System.Text;
using System.Text.Json;
using Tandem.Inspection.Classification;

namespace Tandem.Gateway.Protocols.Json;

/// <summary>A body that was read: its bytes, every text in them, and what else has a meaning. Made by <see cref="BodyWalk"/>.</summary>
internal sealed class BodyText(ReadOnlyMemory<byte> source, IReadOnlyList<BodySlot> slots, IReadOnlyList<BodyMark> marks, IReadOnlyList<UninspectedPart> uninspected, BodyScope? root)
{
    private TextSegment[]? _segments;

    public ReadOnlyMemory<byte> Source { get; } = source;

    public IReadOnlyList<BodySlot> Slots { get; } = slots;

    public IReadOnlyList<BodyMark> Marks { get; } = marks;

    public IReadOnlyList<UninspectedPart> Uninspected { get; } = uninspected;

    public IReadOnlyList<TextSegment> Segments => _segments ??= [.. Slots.Select((slot, number) =>
        new TextSegment(number, slot.Path, ProvenanceOf(slot), slot.Kind, slot.Text))];

    /// <summary>The outermost object; null when the body is none.</summary>
    public BodyScope? Root { get; } = root;

    /// <summary>The last value of a meaning; null when there is none.</summary>
    public BodyMark? Find(Meaning meaning)
    {
        for (var i = Marks.Count - 1; i >= 0; i--)
        {
            if (Marks[i].Meaning == meaning) return Marks[i];
        }

        return null;
    }

    /// <summary>The text of a marked string.</summary>
    public string StringOf(BodyMark mark)
    {
        var reader = new Utf8JsonReader(Raw(mark));
        reader.Read();
        return reader.GetString() ?? "";
    }

    /// <summary>The last number of a meaning; null when there is none that fits.</summary>
    public long? NumberOf(Meaning meaning) =>
        Find(meaning) is { } mark && Utf8Parser.TryParse(Raw(mark), out long number, out var length) && length == mark.End - mark.Start ? number : null;

    public ReadOnlySpan<byte> Raw(BodyMark mark) => Source.Span[mark.Start..mark.End];

    /// <summary>The bytes with texts replaced, and further edits made.</summary>
    public byte[] Rewrite(IReadOnlyDictionary<int, byte[]> changes, List<BodyEdit> edits)
    {
        var names = new HashSet<(BodyScope?, string)>();
        foreach (var (number, text) in changes.OrderBy(change => change.Key))
        {
            if (number < 0 || number >= Slots.Count)
                throw new ArgumentException($"there is no segment `{number}`; use the number of a segment of this body", nameof(changes));
            var slot = Slots[number];
            edits.Add(new BodyEdit(slot.Start, slot.End, slot.Kind == SegmentKind.MemberName ? NameAmong(names, slot, text) : JsonQuote.Of(text)));
        }

        return edits.Count == 0 ? Source.ToArray() : BodyEdit.Splice(Source.Span, edits);
    }

    private static SegmentProvenance ProvenanceOf(BodySlot slot) => slot.Rule.Provenance ?? slot.Scope?.Provenance() ?? SegmentProvenance.Other;

    /// <summary>Two names of one object that are redacted alike would make a body with duplicate names; later ones get a number.</summary>
    private static byte[] NameAmong(HashSet<(BodyScope?, string)> names, BodySlot slot, byte[] text)
    {
        var quoted = JsonQuote.Of(text);
        var name = Encoding.UTF8.GetString(text);
        for (var copy = 2; !names.Add((slot.Scope, name)); copy++)
        {
            name = $"{Encoding.UTF8.GetString(text)}#{copy}";
            quoted = JsonQuote.Of(Encoding.UTF8.GetBytes(name));
        }

        return quoted;
    }
}
