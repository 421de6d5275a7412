using System.Runtime.InteropServices;

namespace Tandem.Gateway.Protocols.Json;

/// <summary>Bytes that take the place of others; <see cref="Replacement"/> is JSON as it is to stand there.</summary>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct BodyEdit(int Start, int End, byte[] Replacement)
{
    /// <summary>Copies the source but for the edits. An edit inside another is left out: the outer one replaces it too.</summary>
    public static byte[] Splice(ReadOnlySpan<byte> source, List<BodyEdit> edits)
    {
        edits.Sort((a, b) => a.Start != b.Start ? a.Start.CompareTo(b.Start) : b.End.CompareTo(a.End));
        var length = source.Length;
        var at = 0;
        foreach (var edit in edits)
        {
            if (edit.Start < at) continue;
            length += edit.Replacement.Length - (edit.End - edit.Start);
            at = edit.End;
        }

        var output = new byte[length];
        var (read, written) = (0, 0);
        foreach (var edit in edits)
        {
            if (edit.Start < read) continue;
            source[read..edit.Start].CopyTo(output.AsSpan(written));
            written += edit.Start - read;
            edit.Replacement.CopyTo(output.AsSpan(written));
            written += edit.Replacement.Length;
            read = edit.End;
        }

        source[read..].CopyTo(output.AsSpan(written));
        return output;
    }
}
