using System.Globalization;

namespace Tandem.Ledger.Tiles;

/// <summary>Paths of tiles and entry bundles, relative to the log's folder or address (C2SP tlog-tiles, sections Merkle Tree and Log entries).</summary>
public static class TilePath
{
    /// <summary>Hashes in a full tile, entries in a full bundle.</summary>
    public const int FullWidth = 256;

    /// <summary>Levels of the tree that one tile spans.</summary>
    public const int Height = 8;

    /// <summary>Highest tile level that a tree of less than 2^63 leaves has.</summary>
    public const int MaxLevel = 7;

    /// <summary>Returns the path of a tile.</summary>
    /// <param name="level">Tile level, 0 to 7; 0 holds leaf hashes.</param>
    /// <param name="index">Zero-based index of the tile within its level.</param>
    /// <param name="width">Hashes in the tile, 1 to 256; below 256 the path is that of a partial tile.</param>
    /// <returns>Such as `tile/0/x001/x234/067` or `tile/1/000.p/17`, with `/` on every system.</returns>
    /// <exception cref="ArgumentOutOfRangeException">An argument is outside its range.</exception>
    public static string OfTile(int level, long index, int width)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(level);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(level, MaxLevel);
        return string.Create(CultureInfo.InvariantCulture, $"tile/{level}/{Index(index)}{Suffix(width)}");
    }

    /// <summary>Returns the path of an entry bundle.</summary>
    /// <param name="index">Zero-based index of the bundle; it holds the entries from 256 * index.</param>
    /// <param name="width">Entries in the bundle, 1 to 256; below 256 the path is that of a partial bundle.</param>
    /// <returns>Such as `tile/entries/x001/x234/067` or `tile/entries/000.p/17`.</returns>
    /// <exception cref="ArgumentOutOfRangeException">An argument is outside its range.</exception>
    public static string OfEntries(long index, int width) => $"tile/entries/{Index(index)}{Suffix(width)}";

    // Groups of three digits; all but the last begin with x, so that no folder has the name of a file.
    private static string Index(long index)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(index);
        var path = (index % 1000).ToString("000", CultureInfo.InvariantCulture);
        for (index /= 1000; index > 0; index /= 1000)
            path = string.Create(CultureInfo.InvariantCulture, $"x{index % 1000:000}/{path}");
        return path;
    }

    private static string Suffix(int width)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(width, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(width, FullWidth);
        return width == FullWidth ? string.Empty : string.Create(CultureInfo.InvariantCulture, $".p/{width}");
    }
}
