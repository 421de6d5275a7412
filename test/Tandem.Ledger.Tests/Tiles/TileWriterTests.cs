using Tandem.Ledger.Merkle;
using Tandem.Ledger.Tests.Merkle;
using Tandem.Ledger.Tiles;
using Tandem.Testing.Files;

namespace Tandem.Ledger.Tests.Tiles;

public sealed class TileWriterTests
{
    [Fact]
    public void Flush_SizesAroundTileEdges_StoresTreesWithThePublishedRoots()
    {
        using var folder = new TemporaryFolder();
        var store = new TileStore(folder.Path);
        var writer = TileWriter.Open(store, 0, withEntries: true);
        var expected = TestVectors.Json("rfc6962", "leaf-n-roots.json").GetProperty("rootBase64BySize");
        foreach (var size in (int[])[1, 2, 3, 7, 8, 9, 100, 255, 256, 257, 511, 512, 513, 65535, 65536, 65537, 70000])
        {
            while (writer.Size < size)
                writer.Append(MemoryNodes.Leaf((int)writer.Size));
            writer.Flush();
            var root = expected.GetProperty(size.ToString(System.Globalization.CultureInfo.InvariantCulture)).GetString();
            Assert.Equal(root, Convert.ToBase64String(writer.Root()));
            Assert.Equal(root, Convert.ToBase64String(MerkleProofs.Root(size, store.Nodes(size))));
        }

        // C2SP tlog-tiles names the tiles of a tree of 70,000: 273 full and one of 112 at level 0, one full and one of 17 at level 1, one of 1 at level 2.
        Assert.Equal(273, Directory.GetFiles(folder.In("tile", "0")).Length);
        Assert.True(store.HasTile(0, 273, 112) && store.HasTile(1, 0, 256) && store.HasTile(1, 1, 17) && store.HasTile(2, 0, 1));
        Assert.Equal(MemoryNodes.Leaf(69999), store.ReadEntries(273, 112)[^1].ToArray());
    }

    [Fact]
    public void Flush_TileBecomesFull_DeletesItsPartialFormsAndOlderCheckpointsStillProve()
    {
        using var folder = new TemporaryFolder();
        var store = new TileStore(folder.Path);
        var writer = TileWriter.Open(store, 0, withEntries: true);
        Grow(writer, 200);
        var oldRoot = writer.Root();
        Assert.True(store.HasTile(0, 0, 200));

        Grow(writer, 300);

        Assert.False(Directory.Exists(folder.In("tile", "0", "000.p")));
        Assert.False(Directory.Exists(folder.In("tile", "entries", "000.p")));
        Assert.Equal(oldRoot, MerkleProofs.Root(200, store.Nodes(200)));
        Assert.Equal(200, store.ReadEntries(0, 200).Count);
    }

    [Fact]
    public void Open_AtAnySize_GoesOnAsIfItHadNeverStopped()
    {
        using var folder = new TemporaryFolder();
        var store = new TileStore(folder.Path);
        var grown = new MerkleFrontier();
        foreach (var size in (int[])[0, 1, 255, 256, 257, 512, 600])
        {
            var writer = TileWriter.Open(store, grown.Size, withEntries: true);
            Assert.Equal(grown.Root(), writer.Root());
            while (grown.Size < size)
                grown.Append(writer.Append(MemoryNodes.Leaf((int)grown.Size)));
            writer.Flush();
        }

        Assert.Equal(grown.Root(), MerkleProofs.Root(600, store.Nodes(600)));
        Assert.Equal(MemoryNodes.Leaf(599), store.ReadEntries(2, 88)[^1].ToArray());
    }

    [Fact]
    public void AppendLeafHash_OnlyHashes_BuildsTheSameTilesWithoutBundles()
    {
        using var folder = new TemporaryFolder();
        var store = new TileStore(folder.Path);
        var writer = TileWriter.Open(store, 0, withEntries: false);
        for (var i = 0; i < 300; i++)
            writer.AppendLeafHash(MerkleTree.HashLeaf(MemoryNodes.Leaf(i)));
        writer.Flush();

        Assert.Equal(MerkleProofs.Root(300, MemoryNodes.Of(300)), MerkleProofs.Root(300, store.Nodes(300)));
        Assert.False(Directory.Exists(folder.In("tile", "entries")));
    }

    [Fact]
    public void Read_TileShortenedOrMissing_Throws()
    {
        using var folder = new TemporaryFolder();
        var store = new TileStore(folder.Path);
        Grow(TileWriter.Open(store, 0, withEntries: true), 300);
        var path = folder.In("tile", "0", "000");
        File.WriteAllBytes(path, File.ReadAllBytes(path)[..^1]);

        var shortened = Assert.Throws<InvalidDataException>(() => MerkleProofs.Inclusion(3, 300, store.Nodes(300)));
        File.Delete(path);
        var missing = Assert.Throws<InvalidDataException>(() => MerkleProofs.Inclusion(3, 300, store.Nodes(300)));

        Assert.Contains("tile/0/000", shortened.Message, StringComparison.Ordinal);
        Assert.Contains("missing", missing.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Read_BitFlippedInATile_ChangesTheRoot()
    {
        using var folder = new TemporaryFolder();
        var store = new TileStore(folder.Path);
        var writer = TileWriter.Open(store, 0, withEntries: false);
        for (var i = 0; i < 300; i++)
            writer.AppendLeafHash(MerkleTree.HashLeaf(MemoryNodes.Leaf(i)));
        writer.Flush();
        var path = folder.In("tile", "0", "001.p", "44");
        var tile = File.ReadAllBytes(path);
        tile[500] ^= 4;
        File.WriteAllBytes(path, tile);

        Assert.NotEqual(writer.Root(), MerkleProofs.Root(300, store.Nodes(300)));
    }

    [Fact]
    public void Flush_TemporaryFileLeftByACrash_IsReplaced()
    {
        using var folder = new TemporaryFolder();
        var store = new TileStore(folder.Path);
        Directory.CreateDirectory(folder.In("tile", "0", "000.p"));
        File.WriteAllText(folder.In("tile", "0", "000.p", "3.tmp"), "half");

        Grow(TileWriter.Open(store, 0, withEntries: false), 3);

        Assert.Equal(MerkleProofs.Root(3, MemoryNodes.Of(3)), MerkleProofs.Root(3, store.Nodes(3)));
        Assert.Equal([folder.In("tile", "0", "000.p", "3")], Directory.GetFiles(folder.In("tile", "0", "000.p")));
    }

    [Fact]
    public void DeletePartialTiles_FullTileMissing_ThrowsAndDeletesNothing()
    {
        using var folder = new TemporaryFolder();
        var store = new TileStore(folder.Path);
        Grow(TileWriter.Open(store, 0, withEntries: false), 3);

        Assert.Throws<InvalidOperationException>(() => store.DeletePartialTiles(0, 0));
        Assert.True(store.HasTile(0, 0, 3));
    }

    [Fact]
    public void Node_OutsideTheTree_Throws()
    {
        using var folder = new TemporaryFolder();
        var nodes = new TileStore(folder.Path).Nodes(5);

        Assert.Throws<InvalidDataException>(() => nodes.Node(0, 5));
        Assert.Throws<InvalidDataException>(() => nodes.Node(2, 1));
        Assert.Throws<InvalidDataException>(() => nodes.Node(-1, 0));
        Assert.Throws<InvalidDataException>(() => nodes.Node(0, -1));
    }

    [Fact]
    public void Append_EntryOver65535Bytes_Throws()
    {
        using var folder = new TemporaryFolder();
        var writer = TileWriter.Open(new TileStore(folder.Path), 0, withEntries: true);

        Assert.Throws<ArgumentException>(() => writer.Append(new byte[65536]));
        Assert.Throws<InvalidOperationException>(() => writer.AppendLeafHash(new byte[32]));
        Assert.Equal(0, writer.Size);
    }

    private static void Grow(TileWriter writer, int size)
    {
        while (writer.Size < size)
            writer.Append(MemoryNodes.Leaf((int)writer.Size));
        writer.Flush();
    }
}
