using System.Globalization;

namespace Tandem.Ledger.Tiles;

/// <summary>What lies in a log's folder `tile`: every tile and entry bundle in each width there is, by the names alone.</summary>
/// <remarks>Files with other names are passed over: they are the temporary ones of a crash, and nothing reads them.</remarks>
internal sealed class StoredTiles
{
    /// <summary>Stands for the level of entry bundles, which lie beside the levels of the tree.</summary>
    public const int Entries = -1;

    private readonly Dictionary<(int Level, long Index), SortedSet<int>> _widths = [];

    private StoredTiles()
    {
    }

    /// <summary>All tiles and bundles, each with its widths.</summary>
    public IEnumerable<(int Level, long Index, int Width)> All => _widths.SelectMany(tile => tile.Value.Select(width => (tile.Key.Level, tile.Key.Index, width)));

    /// <summary>Lists what is there now. Works beside a writer.</summary>
    public static StoredTiles List(string log)
    {
        var found = new StoredTiles();
        var folder = Path.Combine(log, "tile");
        if (!Directory.Exists(folder)) return found;
        foreach (var file in Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories))
        {
            if (!TryParse(Path.GetRelativePath(folder, file).Split(Path.DirectorySeparatorChar), out var level, out var index, out var width)) continue;
            if (!found._widths.TryGetValue((level, index), out var widths)) found._widths.Add((level, index), widths = []);
            widths.Add(width);
        }

        return found;
    }

    /// <summary>Path of a tile or bundle, relative to the log's folder.</summary>
    public static string PathOf(int level, long index, int width) => level == Entries ? TilePath.OfEntries(index, width) : TilePath.OfTile(level, index, width);

    /// <summary>The widths in which a tile or bundle is there; 256 is the full one.</summary>
    public IReadOnlyCollection<int> Widths(int level, long index) => _widths.TryGetValue((level, index), out var widths) ? widths : [];

    public bool Has(int level, long index, int width) => _widths.TryGetValue((level, index), out var widths) && widths.Contains(width);

    private static bool TryParse(string[] parts, out int level, out long index, out int width)
    {
        (level, index, width) = (Entries, 0, TilePath.FullWidth);
        if (parts.Length < 2 || (parts[0] != "entries" && !(TryNumber(parts[0], out level) && level <= TilePath.MaxLevel))) return false;
        var last = parts.Length - 1;
        if (parts[last - 1].EndsWith(".p", StringComparison.Ordinal))
        {
            if (!TryNumber(parts[last], out width) || width is < 1 or >= TilePath.FullWidth) return false;
            parts[--last] = parts[last][..^2];
        }

        // Seven groups of three digits name every tile that a tree of less than 2^63 leaves has.
        if (last is < 1 or > 7) return false;
        var name = string.Concat(parts[1..(last + 1)].Select((part, position) => position + 1 < last && part.StartsWith('x') ? part[1..] : part));
        if (!long.TryParse(name, NumberStyles.None, CultureInfo.InvariantCulture, out index)) return false;
        // One name only is right for each tile.
        return PathOf(level, index, TilePath.FullWidth) == $"tile/{parts[0]}/{string.Join('/', parts[1..(last + 1)])}";
    }

    private static bool TryNumber(string text, out int number) => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out number);
}
