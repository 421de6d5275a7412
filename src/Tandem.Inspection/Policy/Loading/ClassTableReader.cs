namespace Tandem.Inspection.Policy.Loading;

/// <summary>Reads <c>classes.json</c>.</summary>
internal static class ClassTableReader
{
    public static ClassTable? Read(BundleFile file, JsonNode root)
    {
        if (RecordReader.Of(file, root, "the class table") is not { } record)
            return null;
        var levels = record.Texts("levels", TextShape.Name, isRequired: true);
        if (levels.Contains("none"))
            file.Problem(record.Find("levels")!, "`none` stands for no finding; choose another name");
        if (levels.Count is 0 or > 16)
            file.Problem(record.Find("levels") ?? root, "`levels` must name 1 to 16 levels, lowest first; change it");
        var defaultLevel = Level(record, "default", levels);
        var entries = new List<(string, string, string?)>();
        var types = new HashSet<string>(StringComparer.Ordinal);
        foreach (var node in record.List("classes", isRequired: true))
        {
            if (RecordReader.Of(file, node, "the class") is not { } entry)
                continue;
            var type = entry.Text("type", TextShape.TypeName);
            var level = Level(entry, "level", levels);
            var aims = entry.OptionalText("aims", TextShape.Name);
            entry.OptionalText("title", TextShape.Line);
            entry.End();
            if (type is null || level is null)
                continue;
            if (types.Add(type.TrimEnd('*')))
                entries.Add((type, level, aims));
            else
                file.Problem(node, $"type `{type}` appears twice; keep one");
        }

        record.End();
        return defaultLevel is null ? null : new ClassTable(levels, defaultLevel, entries);
    }

    private static string? Level(RecordReader record, string name, IReadOnlyList<string> levels)
    {
        if (record.Text(name, TextShape.Name) is not { } level)
            return null;

        // Without levels there is a problem already, which this one would only follow from.
        if (levels.Count == 0 || levels.Contains(level))
            return level;
        record.File.Problem(record.Find(name)!, $"`{level}` is not one of the levels {string.Join(", ", levels)}; use one of them");
        return null;
    }
}
