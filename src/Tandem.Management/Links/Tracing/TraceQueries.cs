namespace Tandem.Management.Links.Tracing;

/// <summary>Walks the links of the database: one statement for each step, and one for each register among what was reached.</summary>
internal sealed class TraceQueries(LinkQueries links, LinkEnds ends)
{
    internal async Task<(Trace Trace, IReadOnlyList<TraceRow> Rows)> WalkAsync(string start, int depth, CancellationToken cancellation)
    {
        var trace = await Trace.WalkAsync(start, depth, (keys, most) => links.TouchingAsync(keys, most, cancellation));
        var known = await ends.ListAsync(trace.Nodes.Select(node => node.Key), cancellation);
        return (trace, trace.Nodes.Select((node, place) => new TraceRow(place, node, known[node.Key])).ToList());
    }
}
