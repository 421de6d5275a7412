using Tandem.Ledger.Tiles;

namespace Tandem.Ledger.Tests.Tiles;

public sealed class TileTests
{
    [Theory]
    [InlineData(0, 0, 256, "tile/0/000")]
    [InlineData(0, 999, 256, "tile/0/999")]
    [InlineData(0, 1000, 256, "tile/0/x001/000")]
    [InlineData(1, 1234067, 256, "tile/1/x001/x234/067")]
    [InlineData(2, 0, 1, "tile/2/000.p/1")]
    [InlineData(7, 273, 255, "tile/7/273.p/255")]
    public void OfTile_LevelIndexAndWidth_IsThePathOfTheSpecification(int level, long index, int width, string path) =>
        Assert.Equal(path, TilePath.OfTile(level, index, width));

    [Fact]
    public void OfEntries_IndexAndWidth_IsThePathOfTheSpecification()
    {
        Assert.Equal("tile/entries/x001/x234/067", TilePath.OfEntries(1234067, 256));
        Assert.Equal("tile/entries/000.p/17", TilePath.OfEntries(0, 17));
    }

    [Theory]
    [InlineData(-1, 0, 256)]
    [InlineData(8, 0, 256)]
    [InlineData(0, -1, 256)]
    [InlineData(0, 0, 0)]
    [InlineData(0, 0, 257)]
    public void OfTile_ArgumentOutOfRange_Throws(int level, long index, int width) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => TilePath.OfTile(level, index, width));

    [Fact]
    public void EntryBundle_Entries_DecodeBackToTheSame()
    {
        ReadOnlyMemory<byte>[] entries = [.. Enumerable.Range(0, 256).Select(i => (ReadOnlyMemory<byte>)new byte[i * 3])];
        entries[255] = new byte[65535];

        var decoded = EntryBundle.Decode(EntryBundle.Encode(entries));

        Assert.Equal(entries.Select(e => e.ToArray()), decoded.Select(e => e.ToArray()));
    }

    [Fact]
    public void EntryBundle_TooManyOrTooLarge_Throws()
    {
        Assert.Throws<ArgumentException>(() => EntryBundle.Encode([]));
        Assert.Throws<ArgumentException>(() => EntryBundle.Encode(new ReadOnlyMemory<byte>[257]));
        Assert.Throws<ArgumentException>(() => EntryBundle.Encode([new byte[65536]]));
    }

    [Theory]
    [InlineData("")]
    [InlineData("00")]
    [InlineData("0001")]
    [InlineData("00026100")]
    [InlineData("000161000261")]
    public void EntryBundle_Damaged_ThrowsOrGivesOtherEntries(string hex)
    {
        if (hex == "00026100")
            Assert.Equal([0x61, 0x00], Assert.Single(EntryBundle.Decode(Convert.FromHexString(hex))).ToArray());
        else
            Assert.Throws<InvalidDataException>(() => EntryBundle.Decode(Convert.FromHexString(hex)));
    }

    [Fact]
    public void EntryBundle_With257Entries_Throws() => Assert.Throws<InvalidDataException>(() => EntryBundle.Decode(new byte[2 * 257]));
}
