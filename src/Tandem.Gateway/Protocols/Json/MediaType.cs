using System.Buffers;

namespace Tandem.Gateway.Protocols.Json;

/// <summary>Tells data of a known media type from text that only stands where media is expected.</summary>
internal static class MediaType
{
    private const int ProbeBytes = 24;

    private static readonly SearchValues<byte> Base64 = SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/="u8);

    /// <summary>True when the text is base64 throughout (after the head of a data URL) and begins as an image, a recording or a PDF does.</summary>
    public static bool IsRecognised(ReadOnlySpan<byte> text)
    {
        if (text.StartsWith("data:"u8))
        {
            var comma = text.IndexOf(";base64,"u8);
            if (comma is < 0 or > 64) return false;
            text = text[(comma + ";base64,".Length)..];
        }

        if (text.Length < ProbeBytes || text.ContainsAnyExcept(Base64)) return false;
        Span<byte> head = stackalloc byte[ProbeBytes];
        return System.Buffers.Text.Base64.DecodeFromUtf8(text[..ProbeBytes], head, out _, out var written, isFinalBlock: false) == OperationStatus.Done && IsKnown(head[..written]);
    }

    private static bool IsKnown(ReadOnlySpan<byte> head) =>
        head.StartsWith((ReadOnlySpan<byte>)[0x89, (byte)'P', (byte)'N', (byte)'G'])
        || head.StartsWith((ReadOnlySpan<byte>)[0xFF, 0xD8, 0xFF])
        || head.StartsWith("GIF8"u8)
        || (head.StartsWith("RIFF"u8) && (head[8..].StartsWith("WEBP"u8) || head[8..].StartsWith("WAVE"u8)))
        || head.StartsWith("%PDF-"u8)
        || head.StartsWith("ID3"u8)
        || (head[0] == 0xFF && (head[1] & 0xE0) == 0xE0)
        || head.StartsWith("OggS"u8)
        || head.StartsWith("fLaC"u8);
}
