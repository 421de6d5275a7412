using System.IO.Compression;

namespace Tandem.Gateway.Bodies;

/// <summary>Unpacks a compressed body within an absolute and a relative cap, so that a few bytes cannot become a flood.</summary>
internal static class BodyUnpacking
{
    /// <summary>Unpacked bytes per packed byte; honest JSON stays below 20.</summary>
    public const int MaximumRatio = 100;

    public static (ReadOnlyMemory<byte> Body, BodyProblem Problem) Unpack(ReadOnlyMemory<byte> packed, ContentCoding coding, long limit, BodyLease lease)
    {
        if (coding == ContentCoding.Identity) return (packed, BodyProblem.None);
        var cap = Math.Min(limit, (long)packed.Length * MaximumRatio);
        using var source = Source(packed);
        using var unpacker = Unpacker(source, coding);
        using var body = new MemoryStream();
        var buffer = new byte[16 * 1024];
        try
        {
            int read;
            while ((read = unpacker.Read(buffer)) > 0)
            {
                if (body.Length + read > cap) return (default, BodyProblem.TooLarge);
                if (!lease.TryHold(packed.Length + body.Length + read)) return (default, BodyProblem.Overloaded);
                body.Write(buffer, 0, read);
            }
        }
        catch (Exception exception) when (exception is InvalidDataException or InvalidOperationException)
        {
            return (default, BodyProblem.Broken);
        }

        return (body.GetBuffer().AsMemory(0, (int)body.Length), BodyProblem.None);
    }

    private static MemoryStream Source(ReadOnlyMemory<byte> packed) => new(packed.ToArray(), writable: false);

    private static Stream Unpacker(Stream source, ContentCoding coding) => coding switch
    {
        ContentCoding.Gzip => new GZipStream(source, CompressionMode.Decompress),
        ContentCoding.Brotli => new BrotliStream(source, CompressionMode.Decompress),
        // RFC 9110 section 8.4.1.2: "deflate" is the zlib format.
        ContentCoding.Deflate => new ZLibStream(source, CompressionMode.Decompress),
        _ => throw new ArgumentOutOfRangeException(nameof(coding), coding, "no such coding"),
    };
}
