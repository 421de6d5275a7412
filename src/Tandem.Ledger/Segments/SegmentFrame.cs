using System.Buffers.Binary;

namespace Tandem.Ledger.Segments;

/// <summary>One frame of a segment: u32le mark, u32le CRC-32C over mark and entry, entry.</summary>
/// <remarks>The lower 31 bits of the mark are the entry's length; bit 31 is set on the first frame of each commit. A mark of zero is
/// preallocated room. INVARIANT (commit start): a commit is written only after the one before it is durable, so a damaged frame that is
/// followed by a frame with bit 31 was acknowledged once, and is corruption, never a torn tail.</remarks>
internal static class SegmentFrame
{
    public const int HeaderBytes = 8;
    public const int MaximumEntryBytes = 16 * 1024;
    public const uint CommitStart = 0x8000_0000;

    public static long SizeOf(int entryBytes) => HeaderBytes + (long)entryBytes;

    public static void Write(Span<byte> target, ReadOnlySpan<byte> entry, bool startsCommit)
    {
        var mark = (uint)entry.Length | (startsCommit ? CommitStart : 0);
        BinaryPrimitives.WriteUInt32LittleEndian(target, mark);
        BinaryPrimitives.WriteUInt32LittleEndian(target[4..], Crc32C.Compute(target[..4], entry));
        entry.CopyTo(target[HeaderBytes..]);
    }

    /// <summary>The length a mark announces, or -1 when no frame can have it.</summary>
    public static int EntryBytes(uint mark)
    {
        var length = mark & ~CommitStart;
        return length is > 0 and <= MaximumEntryBytes ? (int)length : -1;
    }

    public static bool IsIntact(ReadOnlySpan<byte> frame) =>
        BinaryPrimitives.ReadUInt32LittleEndian(frame[4..]) == Crc32C.Compute(frame[..4], frame[HeaderBytes..]);
}
