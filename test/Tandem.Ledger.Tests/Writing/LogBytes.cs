using System.Buffers.Binary;
using Tandem.Ledger.Segments;

namespace Tandem.Ledger.Tests.Writing;

/// <summary>Where things stand in a log's only segment, found without the code under test.</summary>
internal static class LogBytes
{
    /// <summary>Offset of the frame of a record; of the index behind the last one: where the next frame would begin.</summary>
    public static long OffsetOf(LogFolder log, long index)
    {
        var bytes = File.ReadAllBytes(log.FirstSegment);
        var offset = 4096;
        for (; index > 0; index--) offset += 8 + LengthAt(bytes, offset);
        return offset;
    }

    public static int LengthAt(byte[] segment, int offset) => (int)(BinaryPrimitives.ReadUInt32LittleEndian(segment.AsSpan(offset)) & 0x7FFF_FFFF);

    /// <summary>Changes an entry and gives the frame a right checksum again: what somebody does who knows the format.</summary>
    public static void ChangeEntry(string segment, long offset, Func<byte[], byte[]> change)
    {
        var bytes = File.ReadAllBytes(segment);
        var length = LengthAt(bytes, (int)offset);
        var entry = change(bytes[((int)offset + 8)..((int)offset + 8 + length)]);
        Assert.Equal(length, entry.Length);
        var mark = bytes[(int)offset + 3];
        SegmentFrame.Write(bytes.AsSpan((int)offset), entry, (mark & 0x80) != 0);
        File.WriteAllBytes(segment, bytes);
    }
}
