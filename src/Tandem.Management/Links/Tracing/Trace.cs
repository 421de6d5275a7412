namespace Tandem.Management.Links.Tracing;

/// <summary>What is reached from a record or requirement by links, step by step.</summary>
/// <param name="Start">Where the walk began.</param>
/// <param name="Depth">How many steps were asked for.</param>
/// <param name="Nodes">Everything reached, each once, in the order of the steps; the start first.</param>
/// <param name="Links">Every link between two of them that the walk met.</param>
/// <param name="IsCut">True when there is more than is shown.</param>
public sealed record Trace(string Start, int Depth, IReadOnlyList<TraceNode> Nodes, IReadOnlyList<Link> Links, bool IsCut)
{
    internal const int DefaultDepth = 2;

    internal const int MostDepth = 10;

    internal const int MostNodes = 500;

    /// <summary>Links that one step reads.</summary>
    internal const int MostLinks = 2000;

    /// <summary>Walks breadth first, so that each node stands at its shortest distance; a cycle ends where it was before.</summary>
    /// <param name="start">Key of a record, or identifier of a requirement.</param>
    /// <param name="depth">Steps to walk.</param>
    /// <param name="touching">Links that hold at any of some ends, at most as many as asked for.</param>
    internal static async Task<Trace> WalkAsync(string start, int depth, Func<IReadOnlyCollection<string>, int, Task<IReadOnlyList<Link>>> touching)
    {
        var nodes = new Dictionary<string, TraceNode>(StringComparer.Ordinal) { [start] = new(start, 0, null, null) };
        var links = new Dictionary<string, Link>(StringComparer.Ordinal);
        var isCut = false;
        List<string> edge = [start];
        for (var step = 1; step <= depth && edge.Count > 0; step++)
        {
            var found = await touching(edge, MostLinks + 1);
            isCut |= found.Count > MostLinks;
            var known = edge.ToHashSet(StringComparer.Ordinal);
            var next = new List<string>();
            foreach (var link in found.Take(MostLinks))
            {
                var here = known.Contains(link.FromKey) ? link.FromKey : link.ToKey;
                var there = link.Other(here);
                if (!nodes.ContainsKey(there))
                {
                    if (nodes.Count == MostNodes)
                    {
                        isCut = true;
                        continue;
                    }
                    nodes[there] = new(there, step, here, link);
                    next.Add(there);
                }
                links[link.Key] = link;
            }
            edge = next;
        }
        return new(start, depth, nodes.Values.OrderBy(node => node.Step).ToList(), links.Values.ToList(), isCut);
    }
}

/// <summary>Something a trace reached.</summary>
/// <param name="Key">Key of a record, or identifier of a requirement.</param>
/// <param name="Step">How many links away from the start.</param>
/// <param name="By">Key of what it was reached from; null for the start.</param>
/// <param name="Link">The link it was reached by; null for the start.</param>
public sealed record TraceNode(string Key, int Step, string? By, Link? Link);
