using System.Globalization;

namespace Tandem.Ledger.Segments;

/// <summary>Names of the files of a log.</summary>
internal sealed class SegmentPath
{
    private const string Extension = ".seg";
    private const int Digits = 16;

    private SegmentPath(string path, long firstIndex)
    {
        Path = path;
        FirstIndex = firstIndex;
    }

    public string Path { get; }

    public long FirstIndex { get; }

    /// <summary>The path as messages name it: relative to the log's folder.</summary>
    public string Name => $"segments/{System.IO.Path.GetFileName(Path)}";

    public static string Folder(string log) => System.IO.Path.Combine(log, "segments");

    public static SegmentPath Of(string log, long firstIndex) =>
        new(System.IO.Path.Combine(Folder(log), firstIndex.ToString("D16", CultureInfo.InvariantCulture) + Extension), firstIndex);

    /// <summary>All segments of a log in order; empty when the folder does not exist. Spare and temporary files are not segments.</summary>
    public static IReadOnlyList<SegmentPath> List(string log)
    {
        var folder = Folder(log);
        if (!Directory.Exists(folder)) return [];
        var found = new List<SegmentPath>();
        foreach (var path in Directory.EnumerateFiles(folder, "*" + Extension))
        {
            var name = System.IO.Path.GetFileNameWithoutExtension(path);
            if (name.Length == Digits && long.TryParse(name, NumberStyles.None, CultureInfo.InvariantCulture, out var first))
                found.Add(new SegmentPath(path, first));
        }

        found.Sort((left, right) => left.FirstIndex.CompareTo(right.FirstIndex));
        return found;
    }
}
