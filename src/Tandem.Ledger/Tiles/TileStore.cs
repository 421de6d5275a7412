using System.Globalization;
using Tandem.Ledger.Merkle;
using Tandem.Ledger.Storage;

namespace Tandem.Ledger.Tiles;

/// <summary>Tiles and entry bundles in a folder that can be served as it is (C2SP tlog-tiles).</summary>
/// <remarks>
/// What is read is not trusted: the caller compares the root that follows with a signed checkpoint. Reading is thread-safe and works
/// while another process writes; one process writes at a time. Tiles are derived and can be rebuilt from the segments.
/// </remarks>
public sealed class TileStore
{
    // An uncompressed full bundle of largest entries.
    private const int MaxBundleSize = TilePath.FullWidth * (2 + EntryBundle.MaxEntrySize);

    private readonly FileReplacement _replace;

    /// <summary>Opens a store; nothing is read or made yet.</summary>
    /// <param name="folder">The log's folder; the store's files lie in its folder `tile`.</param>
    public TileStore(string folder)
        : this(folder, static (path, content) => DurableFile.Replace(path, content))
    {
    }

    /// <summary>Opens a store whose files are written another way: the writer of a log puts all its writing through one place that tests can make fail.</summary>
    internal TileStore(string folder, FileReplacement replace)
    {
        ArgumentException.ThrowIfNullOrEmpty(folder);
        Folder = Path.GetFullPath(folder);
        _replace = replace;
    }

    /// <summary>Replaces a file durably and as a whole; makes missing folders.</summary>
    internal delegate void FileReplacement(string path, ReadOnlySpan<byte> content);

    /// <summary>The log's folder, absolute.</summary>
    public string Folder { get; }

    /// <summary>Reads the first hashes of a tile, from the full tile if there is one, else from the partial tile of this width.</summary>
    /// <param name="level">Tile level, 0 to 7.</param>
    /// <param name="index">Zero-based index of the tile within its level.</param>
    /// <param name="width">Hashes wanted, 1 to 256.</param>
    /// <returns>width * 32 bytes.</returns>
    /// <exception cref="ArgumentOutOfRangeException">An argument is outside its range.</exception>
    /// <exception cref="InvalidDataException">The tile is missing or has a wrong length.</exception>
    public byte[] ReadTile(int level, long index, int width)
    {
        var content = Read(w => TilePath.OfTile(level, index, w), width, TilePath.FullWidth * MerkleTree.HashSize, out var path, out var found);
        if (content.Length != found * MerkleTree.HashSize)
            throw new InvalidDataException($"the tile `{path}` has {content.Length} bytes instead of {found * MerkleTree.HashSize}; rebuild the tiles from the segments");
        return content.Length == width * MerkleTree.HashSize ? content : content[..(width * MerkleTree.HashSize)];
    }

    /// <summary>Reads the first entries of a bundle.</summary>
    /// <param name="index">Zero-based index of the bundle.</param>
    /// <param name="width">Entries wanted, 1 to 256.</param>
    /// <returns>The entries in order.</returns>
    /// <exception cref="ArgumentOutOfRangeException">An argument is outside its range.</exception>
    /// <exception cref="InvalidDataException">The bundle is missing or damaged.</exception>
    public IReadOnlyList<ReadOnlyMemory<byte>> ReadEntries(long index, int width)
    {
        var content = Read(w => TilePath.OfEntries(index, w), width, MaxBundleSize, out var path, out var found);
        var entries = EntryBundle.Decode(content);
        if (entries.Count != found)
            throw new InvalidDataException($"the bundle `{path}` has {entries.Count} entries instead of {found}; rebuild the tiles from the segments");
        return entries.Count == width ? entries : [.. entries.Take(width)];
    }

    /// <summary>Tells whether a tile is there in exactly this width.</summary>
    /// <param name="level">Tile level, 0 to 7.</param>
    /// <param name="index">Zero-based index of the tile within its level.</param>
    /// <param name="width">Hashes in the tile, 1 to 256.</param>
    /// <returns>true if the file exists.</returns>
    public bool HasTile(int level, long index, int width) => File.Exists(FullPath(TilePath.OfTile(level, index, width)));

    /// <summary>Reads exactly this file of a tile or bundle; null when it is not there.</summary>
    internal byte[]? TryReadFile(int level, long index, int width) => TryRead(FullPath(StoredTiles.PathOf(level, index, width)), MaxBundleSize, out var content) ? content : null;

    /// <summary>Width of the widest form of a tile; 0 when there is none.</summary>
    internal int WidestTile(int level, long index)
    {
        if (HasTile(level, index, TilePath.FullWidth)) return TilePath.FullWidth;
        var partials = new DirectoryInfo(FullPath(TilePath.OfTile(level, index, TilePath.FullWidth)) + ".p");
        return partials.Exists ? partials.EnumerateFiles().Select(file => int.TryParse(file.Name, NumberStyles.None, CultureInfo.InvariantCulture, out var width) ? width : 0).DefaultIfEmpty().Max() : 0;
    }

    /// <summary>Deletes exactly this file of a tile or bundle, when it is there.</summary>
    internal void DeleteFile(int level, long index, int width)
    {
        var path = FullPath(StoredTiles.PathOf(level, index, width));
        if (!File.Exists(path)) return;
        File.Delete(path);
        DurableFolder.Flush(Path.GetDirectoryName(path)!);
    }

    /// <summary>Writes a tile durably; a tile that is there with the same content is left alone.</summary>
    /// <param name="level">Tile level, 0 to 7.</param>
    /// <param name="index">Zero-based index of the tile within its level.</param>
    /// <param name="hashes">1 to 256 hashes of 32 bytes, joined.</param>
    /// <exception cref="ArgumentException">The length is not 1 to 256 times 32.</exception>
    /// <exception cref="IOException">The disk refused.</exception>
    public void WriteTile(int level, long index, ReadOnlySpan<byte> hashes)
    {
        if (hashes.IsEmpty || hashes.Length % MerkleTree.HashSize != 0)
            throw new ArgumentException("a tile has 1 to 256 hashes of 32 bytes", nameof(hashes));
        Write(TilePath.OfTile(level, index, hashes.Length / MerkleTree.HashSize), hashes);
    }

    /// <summary>Writes an entry bundle durably; a bundle that is there with the same content is left alone.</summary>
    /// <param name="index">Zero-based index of the bundle.</param>
    /// <param name="entries">1 to 256 entries of at most 65,535 bytes.</param>
    /// <exception cref="ArgumentException">The entries do not fit a bundle.</exception>
    /// <exception cref="IOException">The disk refused.</exception>
    public void WriteEntries(long index, IReadOnlyCollection<ReadOnlyMemory<byte>> entries)
    {
        ArgumentNullException.ThrowIfNull(entries);
        Write(TilePath.OfEntries(index, entries.Count), EntryBundle.Encode(entries));
    }

    /// <summary>Deletes the partial forms of a full tile or bundle, which "MAY" go once the full one is available.</summary>
    /// <param name="level">Tile level, 0 to 7.</param>
    /// <param name="index">Zero-based index of the full tile within its level.</param>
    /// <exception cref="InvalidOperationException">The full tile is not there: nothing is deleted.</exception>
    public void DeletePartialTiles(int level, long index) => DeletePartials(TilePath.OfTile(level, index, TilePath.FullWidth));

    /// <summary>Deletes the partial forms of a full entry bundle.</summary>
    /// <param name="index">Zero-based index of the full bundle.</param>
    /// <exception cref="InvalidOperationException">The full bundle is not there: nothing is deleted.</exception>
    public void DeletePartialEntries(long index) => DeletePartials(TilePath.OfEntries(index, TilePath.FullWidth));

    /// <summary>Returns the nodes of the tree of a size, for proofs and roots.</summary>
    /// <param name="size">Tree size in leaves, of a checkpoint whose tiles are there.</param>
    /// <returns>A source that reads tiles when they are asked for and keeps them. Not thread-safe; make one for each proof or batch.</returns>
    public INodeSource Nodes(long size) => new TileNodeSource(this, size);

    private void DeletePartials(string fullPath)
    {
        if (!File.Exists(FullPath(fullPath)))
            throw new InvalidOperationException($"the full tile `{fullPath}` is not there");
        var folder = FullPath(fullPath + ".p");
        if (!Directory.Exists(folder))
            return;
        Directory.Delete(folder, recursive: true);
        DurableFolder.Flush(Path.GetDirectoryName(folder)!);
    }

    private void Write(string relativePath, ReadOnlySpan<byte> content)
    {
        var path = FullPath(relativePath);
        if (File.Exists(path) && content.SequenceEqual(File.ReadAllBytes(path)))
            return;
        _replace(path, content);
    }

    private byte[] Read(Func<int, string> pathOf, int width, int maxSize, out string path, out int found)
    {
        // The writer may complete a tile and delete its partial forms between two looks: then the full one is there at the
        // second round.
        ReadOnlySpan<int> widths = width == TilePath.FullWidth ? [TilePath.FullWidth] : [TilePath.FullWidth, width];
        for (var round = 0; round < 2; round++)
        {
            foreach (var candidate in widths)
            {
                path = pathOf(candidate);
                if (!TryRead(FullPath(path), maxSize, out var content))
                    continue;
                found = candidate;
                return content;
            }
        }
        throw new InvalidDataException($"the tile `{pathOf(width)}` is missing; rebuild the tiles from the segments");
    }

    private static bool TryRead(string path, int maxSize, out byte[] content)
    {
        content = [];
        try
        {
            using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, bufferSize: 0);
            if (file.Length > maxSize)
                throw new InvalidDataException($"the tile `{path}` has {file.Length} bytes, more than a full one");
            content = new byte[file.Length];
            file.ReadExactly(content);
            return true;
        }
        catch (FileNotFoundException)
        {
            return false;
        }
        catch (DirectoryNotFoundException)
        {
            return false;
        }
    }

    private string FullPath(string relativePath) => Path.Combine(Folder, relativePath.Replace('/', Path.DirectorySeparatorChar));
}
