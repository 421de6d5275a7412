using System.Text;

namespace Tandem.Inspection.Policy.Loading;

/// <summary>One file of a bundle while it is read: its bytes, and where problems in it are noted.</summary>
internal sealed class BundleFile(string path, ReadOnlyMemory<byte> content, ProblemList problems)
{
    public string Path { get; } = path;

    public ReadOnlyMemory<byte> Content { get; } = content;

    public void Problem(int offset, string message)
    {
        if (problems.IsFull)
            return;
        var (line, column) = PlaceOf(offset);
        problems.Add(new PolicyProblem(Path, line, column, message));
    }

    public void Problem(JsonNode node, string message) => Problem(node.Offset, message);

    /// <summary>Notes a problem inside a string, at a position of its decoded text.</summary>
    public void ProblemInText(JsonNode node, int position, string message) => Problem(RawOffset(node, position), message);

    public (int Line, int Column) PlaceOf(int offset)
    {
        var before = Content.Span[..Math.Min(offset, Content.Length)];
        var line = before.Count((byte)'\n') + 1;
        var start = before.LastIndexOf((byte)'\n') + 1;

        // Continuation bytes are not characters of their own.
        var column = 1;
        foreach (var b in before[start..])
        {
            if ((b & 0xC0) != 0x80)
                column++;
        }

        return (line, column);
    }

    /// <summary>Byte offset of the UTF-16 unit at a position of the decoded text: escapes are longer in the file than in the text.</summary>
    private int RawOffset(JsonNode node, int position)
    {
        var span = Content.Span;
        var at = node.Offset + 1;
        var units = 0;
        while (units < position && at < span.Length && span[at] != '"')
        {
            if (span[at] == '\\')
            {
                at += at + 1 < span.Length && span[at + 1] == 'u' ? 6 : 2;
                units++;
                continue;
            }

            if (Rune.DecodeFromUtf8(span[at..], out var rune, out var length) != System.Buffers.OperationStatus.Done)
                break;
            at += length;
            units += rune.Utf16SequenceLength;
        }

        return Math.Min(at, span.Length);
    }
}
