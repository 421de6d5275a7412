using System.Buffers.Binary;

namespace Tandem.Ledger.Segments;

/// <summary>The last 88 bytes of a segment that takes no more records.</summary>
internal sealed record SegmentFooter(long FirstIndex, long Count, byte[] Root, byte[] LastHash)
{
    public const int Bytes = 88;

    /// <summary>Stands where the next frame's mark would; no frame has this length.</summary>
    public const uint Mark = 0xFFFF_FFFF;

    public byte[] ToBytes()
    {
        var footer = new byte[Bytes];
        BinaryPrimitives.WriteUInt32LittleEndian(footer, Mark);
        BinaryPrimitives.WriteInt64LittleEndian(footer.AsSpan(8), FirstIndex);
        BinaryPrimitives.WriteInt64LittleEndian(footer.AsSpan(16), Count);
        Root.CopyTo(footer.AsSpan(24, 32));
        LastHash.CopyTo(footer.AsSpan(56, 32));
        BinaryPrimitives.WriteUInt32LittleEndian(footer.AsSpan(4), Crc32C.Compute(footer.AsSpan(0, 4), footer.AsSpan(8)));
        return footer;
    }

    public static SegmentFooter? TryParse(ReadOnlySpan<byte> footer)
    {
        if (footer.Length < Bytes || BinaryPrimitives.ReadUInt32LittleEndian(footer) != Mark) return null;
        if (!SegmentFrame.IsIntact(footer[..Bytes])) return null;
        return new SegmentFooter(
            BinaryPrimitives.ReadInt64LittleEndian(footer[8..]), BinaryPrimitives.ReadInt64LittleEndian(footer[16..]),
            footer.Slice(24, 32).ToArray(), footer.Slice(56, 32).ToArray());
    }
}
