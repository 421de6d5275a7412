using System.Buffers.Binary;
using System.Text;
using Tandem.Ledger.Segments;

namespace Tandem.Ledger.Tests.Segments;

/// <summary>The bytes of docs/formats/segment.md.</summary>
public sealed class SegmentFormatTests
{
    private static readonly DateTimeOffset Created = new(2026, 11, 21, 3, 31, 0, TimeSpan.Zero);

    [Fact]
    public void Crc32C_OfTheCheckString_IsThePublishedValue()
    {
        Assert.Equal(0xE3069283u, Crc32C.Compute("1234"u8, "56789"u8));
        Assert.Equal(0x8A9136AAu, Crc32C.Compute(default, new byte[32]));
    }

    [Fact]
    public void Frame_StartOfACommit_HasBit31AndACoveredLength()
    {
        var frame = new byte[8 + 5];
        SegmentFrame.Write(frame, "hello"u8, startsCommit: true);

        Assert.Equal([5, 0, 0, 0x80], frame[..4]);
        Assert.Equal(Crc32C.Compute([5, 0, 0, 0x80], "hello"u8), BinaryPrimitives.ReadUInt32LittleEndian(frame.AsSpan(4)));
        Assert.Equal("hello", Encoding.ASCII.GetString(frame, 8, 5));
        Assert.True(SegmentFrame.IsIntact(frame));
        frame[3] ^= 0x80;
        Assert.False(SegmentFrame.IsIntact(frame));
    }

    [Fact]
    public void Header_HasItsFieldsAtTheirOffsets()
    {
        var previous = Enumerable.Range(0, 32).Select(value => (byte)value).ToArray();
        var header = new SegmentHeader("log+key", "gw1", 66_061, previous, Created).ToBytes();

        Assert.Equal(4096, header.Length);
        Assert.Equal("TANDSEG\n", Encoding.ASCII.GetString(header, 0, 8));
        Assert.Equal(1u, BinaryPrimitives.ReadUInt32LittleEndian(header.AsSpan(8)));
        Assert.Equal(Crc32C.Compute(header.AsSpan(0, 12), header.AsSpan(16)), BinaryPrimitives.ReadUInt32LittleEndian(header.AsSpan(12)));
        Assert.Equal(66_061, BinaryPrimitives.ReadInt64LittleEndian(header.AsSpan(16)));
        Assert.Equal(Created.ToUnixTimeMilliseconds() * 1000, BinaryPrimitives.ReadInt64LittleEndian(header.AsSpan(24)));
        Assert.Equal(previous, header[32..64]);
        Assert.Equal((7, "log+key"), (header[64], Encoding.ASCII.GetString(header, 66, 7)));
        Assert.Equal((3, "gw1"), (header[73], Encoding.ASCII.GetString(header, 75, 3)));
        Assert.True(header.AsSpan(78).IndexOfAnyExcept((byte)0) < 0);
        var parsed = SegmentHeader.TryParse(header, out _)!;
        Assert.Equal(("log+key", "gw1", 66_061L, Created), (parsed.LogKey, parsed.Writer, parsed.FirstIndex, parsed.Created));
    }

    [Fact]
    public void Footer_RoundTrips_AndRefusesEveryFlippedBit()
    {
        var footer = new SegmentFooter(5, 7, Enumerable.Repeat((byte)1, 32).ToArray(), Enumerable.Repeat((byte)2, 32).ToArray()).ToBytes();

        Assert.Equal(88, footer.Length);
        var parsed = SegmentFooter.TryParse(footer)!;
        Assert.Equal((5L, 7L, (byte)1, (byte)2), (parsed.FirstIndex, parsed.Count, parsed.Root[31], parsed.LastHash[0]));
        for (var bit = 0; bit < footer.Length * 8; bit++)
        {
            footer[bit / 8] ^= (byte)(1 << (bit % 8));
            Assert.Null(SegmentFooter.TryParse(footer));
            footer[bit / 8] ^= (byte)(1 << (bit % 8));
        }
    }

    [Fact]
    public void Scanner_FramesAcrossTheBufferAndDamage_FindsWhatIsIntact()
    {
        var path = Path.GetTempFileName();
        try
        {
            using (var file = new FileStream(path, FileMode.Open, FileAccess.Write))
            {
                for (var number = 0; number < 100; number++)
                {
                    var entry = new byte[1 + (number * 160)];
                    entry.AsSpan().Fill((byte)('a' + (number % 26)));
                    var frame = new byte[SegmentFrame.HeaderBytes + entry.Length];
                    SegmentFrame.Write(frame, entry, number % 10 == 0);
                    if (number == 50) frame[20] ^= 4;
                    file.Write(frame);
                }
            }

            using var handle = File.OpenHandle(path);
            using var scanner = new SegmentScanner(handle, 0);
            var sizes = new List<int>();
            while (scanner.MoveNext()) sizes.Add(scanner.Entry.Length);
            Assert.Equal(Enumerable.Range(0, 50).Select(number => 1 + (number * 160)), sizes);
            Assert.Equal(SegmentStop.Damage, scanner.Stop);

            using var later = new SegmentScanner(handle, scanner.Offset);
            Assert.False(later.MoveNext());
            Assert.True(later.MovePastDamage(startOfCommitOnly: true));
            Assert.Equal(1 + (60 * 160), later.Entry.Length);

            Assert.True(scanner.MovePastDamage(startOfCommitOnly: false));
            sizes.Clear();
            do sizes.Add(scanner.Entry.Length);
            while (scanner.MoveNext());
            Assert.Equal(Enumerable.Range(51, 49).Select(number => 1 + (number * 160)), sizes);
            Assert.Equal(SegmentStop.End, scanner.Stop);
        }
        finally
        {
            File.Delete(path);
        }
    }
}
