namespace Tandem.Management.Links.Tracing;

/// <summary>A row of a trace: what was reached, and how.</summary>
public sealed record TraceRow(int Place, TraceNode Node, LinkEnd End)
{
    /// <summary>How it was reached, as a sentence without its end: `AIS-0001 supports`.</summary>
    internal string How => Node.Link is { } link ? $"{Node.By} {link.DirectionFrom(Node.By!).Words}" : "start";
}
