namespace Tandem.Management.Frameworks.Uploads.Reading;

/// <summary>Checks how the parts of a framework stand to each other.</summary>
internal static class NodeTree
{
    /// <summary>The parts with their depth, in the order of the file.</summary>
    internal static IReadOnlyList<ReadNode> Check(IReadOnlyList<ReadNode> nodes, SourceReader reader)
    {
        if (nodes.Count == 0)
            reader.Problem("the framework has no parts; there is nothing to show");
        if (nodes.Count > UploadLimits.Nodes)
            reader.Problem($"the framework has {nodes.Count} parts; at most {UploadLimits.Nodes} are taken");
        var parents = new Dictionary<string, string?>(StringComparer.Ordinal);
        foreach (var node in nodes.Where(node => !parents.TryAdd(node.Urn, node.Parent)))
            reader.Problem($"{node.Place}: `{node.Urn}` is used twice");
        var depths = new Dictionary<string, int>(StringComparer.Ordinal);
        var placed = new List<ReadNode>(nodes.Count);
        foreach (var node in nodes)
        {
            if (node.Parent is { } parent && !parents.ContainsKey(parent))
                reader.Problem($"{node.Place}: the part above it, `{parent}`, is not in the file");
            var depth = Depth(node.Urn, parents, depths);
            if (depth > UploadLimits.Depth)
                reader.Problem($"{node.Place}: the parts above it go in a circle, or deeper than {UploadLimits.Depth} levels");
            placed.Add(node with { Depth = depth });
        }
        return placed;
    }

    private static int Depth(string urn, Dictionary<string, string?> parents, Dictionary<string, int> known)
    {
        var steps = 1;
        for (var at = parents.GetValueOrDefault(urn); at is not null && steps <= UploadLimits.Depth; at = parents.GetValueOrDefault(at))
        {
            if (known.TryGetValue(at, out var above))
            {
                steps += above;
                break;
            }
            steps++;
        }
        return known[urn] = steps;
    }
}
