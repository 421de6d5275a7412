using System.Buffers;

namespace Tandem.Gateway.Protocols.Sse;

/// <summary>One event of a server-sent event stream, byte for byte.</summary>
/// <param name="Raw">All bytes of the event, the blank line that ends it included. Joining the raw bytes of all events gives the stream.</param>
/// <param name="Name">The last <c>event</c> field; empty when there is none.</param>
/// <param name="Data">The <c>data</c> lines joined by line feeds; null when there is none (a comment, a keep-alive).</param>
/// <param name="Head">Length of the byte order mark at the start of <paramref name="Raw"/>: 3 or 0.</param>
internal sealed record SseEvent(byte[] Raw, string Name, byte[]? Data, int Head)
{
    /// <summary>The event with other data: every other line, and the line endings, stay as they are.</summary>
    /// <param name="data">The new data; a line feed in it begins a further <c>data</c> line.</param>
    /// <param name="keepLine">Says of a line that is not data whether it stays.</param>
    public byte[] With(ReadOnlySpan<byte> data, Func<SseLine, bool> keepLine)
    {
        var output = new ArrayBufferWriter<byte>(Raw.Length + data.Length);
        output.Write(Raw.AsSpan(0, Head));
        var written = false;
        foreach (var line in new SseLines(Raw, Head))
        {
            if (!line.Is(Raw, "data"u8))
            {
                if (line.IsBlank || keepLine(line)) output.Write(Raw.AsSpan(line.Whole));
                continue;
            }

            if (written) continue;
            written = true;
            foreach (var part in data.Split((byte)'\n'))
            {
                output.Write("data: "u8);
                output.Write(data[part]);
                output.Write(Raw.AsSpan(line.Content.End.Value..line.Whole.End.Value));
            }
        }

        return output.WrittenSpan.ToArray();
    }
}
