using System.Buffers.Binary;
using System.Text;

namespace Tandem.Ledger.Segments;

/// <summary>The first 4,096 bytes of a segment: which log it belongs to and where it continues.</summary>
/// <remarks>It is not signed: whoever can change the file can change it. Nothing is believed because of it; all of it is compared with the records.</remarks>
internal sealed record SegmentHeader(string LogKey, string Writer, long FirstIndex, byte[] FirstPrevious, DateTimeOffset Created)
{
    public const int Bytes = 4096;
    public const uint CurrentVersion = 1;
    private const int TextOffset = 64;
    private const int MaximumTextBytes = 1024;
    private const long LatestMicroseconds = 253_402_300_799_999_999; // 9999-12-31T23:59:59.999999Z

    public static ReadOnlySpan<byte> Magic => "TANDSEG\n"u8;

    public byte[] ToBytes()
    {
        var header = new byte[Bytes];
        Magic.CopyTo(header);
        BinaryPrimitives.WriteUInt32LittleEndian(header.AsSpan(8), CurrentVersion);
        BinaryPrimitives.WriteInt64LittleEndian(header.AsSpan(16), FirstIndex);
        BinaryPrimitives.WriteInt64LittleEndian(header.AsSpan(24), (Created - DateTimeOffset.UnixEpoch).Ticks / TimeSpan.TicksPerMicrosecond);
        FirstPrevious.CopyTo(header.AsSpan(32, 32));
        var end = WriteText(header, TextOffset, LogKey);
        WriteText(header, end, Writer);
        BinaryPrimitives.WriteUInt32LittleEndian(header.AsSpan(12), Crc32C.Compute(header.AsSpan(0, 12), header.AsSpan(16)));
        return header;
    }

    /// <summary>Reads a header.</summary>
    /// <param name="header">4,096 bytes.</param>
    /// <param name="problem">What is wrong, or null.</param>
    public static SegmentHeader? TryParse(ReadOnlySpan<byte> header, out string? problem)
    {
        problem = null;
        if (header.Length < Bytes || !header[..8].SequenceEqual(Magic))
        {
            problem = "does not begin with a segment header";
            return null;
        }

        var version = VersionOf(header);
        if (BinaryPrimitives.ReadUInt32LittleEndian(header[12..]) != Crc32C.Compute(header[..12], header[16..Bytes]))
        {
            problem = "has a header with a wrong checksum";
            return null;
        }

        if (version != CurrentVersion)
        {
            problem = $"has format version {version}, this program reads version {CurrentVersion}";
            return null;
        }

        var position = TextOffset;
        var logKey = ReadText(header, ref position);
        var writer = logKey is null ? null : ReadText(header, ref position);
        if (logKey is null || writer is null)
        {
            problem = "has a header that names no log key or writer";
            return null;
        }

        var microseconds = BinaryPrimitives.ReadInt64LittleEndian(header[24..]);
        if (microseconds is < 0 or > LatestMicroseconds)
        {
            problem = "has a header with an impossible time";
            return null;
        }

        var created = DateTimeOffset.UnixEpoch.AddTicks(microseconds * TimeSpan.TicksPerMicrosecond);
        return new SegmentHeader(logKey, writer, BinaryPrimitives.ReadInt64LittleEndian(header[16..]), header.Slice(32, 32).ToArray(), created);
    }

    /// <summary>True when the bytes are a header of a later format, whose checksum rules this program cannot know.</summary>
    public static bool IsNewerVersion(ReadOnlySpan<byte> header) =>
        header.Length >= 12 && header[..8].SequenceEqual(Magic) && VersionOf(header) > CurrentVersion;

    /// <summary>The version that stands behind the magic bytes.</summary>
    public static uint VersionOf(ReadOnlySpan<byte> header) => BinaryPrimitives.ReadUInt32LittleEndian(header[8..]);

    private static int WriteText(Span<byte> header, int position, string text)
    {
        var bytes = Encoding.UTF8.GetBytes(text);
        if (bytes.Length is 0 or > MaximumTextBytes) throw new ArgumentException($"`{text}` does not fit into a segment header; use at most {MaximumTextBytes} bytes", nameof(text));
        BinaryPrimitives.WriteUInt16LittleEndian(header[position..], (ushort)bytes.Length);
        bytes.CopyTo(header[(position + 2)..]);
        return position + 2 + bytes.Length;
    }

    private static string? ReadText(ReadOnlySpan<byte> header, ref int position)
    {
        var length = BinaryPrimitives.ReadUInt16LittleEndian(header[position..]);
        if (length is 0 or > MaximumTextBytes) return null;
        var text = Encoding.UTF8.GetString(header.Slice(position + 2, length));
        position += 2 + length;
        return text;
    }
}
