using Tandem.Inspection.Classification;

namespace Tandem.Gateway.Protocols.Json;

/// <summary>An object of a body that is being read. Its role and type may come after the text they speak about, so they are looked up when all is read.</summary>
internal sealed class BodyScope(BodyScope? parent)
{
    public BodyScope? Parent { get; } = parent;

    /// <summary>0 for what stands around the body, 1 for the body's own object.</summary>
    public int Depth { get; } = parent is null ? 0 : parent.Depth + 1;

    public string? Role { get; set; }

    public string? Type { get; set; }

    public long? Index { get; set; }

    /// <summary>The scope around this one (or this one) at a depth; null when this one is not as deep.</summary>
    public BodyScope? At(int depth)
    {
        var scope = this;
        while (scope is not null && scope.Depth > depth) scope = scope.Parent;
        return scope?.Depth == depth ? scope : null;
    }

    /// <summary>Where text of this object came from: its own block type counts before the type and role of what it stands in.</summary>
    public SegmentProvenance Provenance()
    {
        for (var scope = this; scope is not null; scope = scope.Parent)
        {
            if (OfType(scope.Type) is { } byType) return byType;
            if (scope.Role is not null) return OfRole(scope.Role);
        }

        return SegmentProvenance.Other;
    }

    private static SegmentProvenance? OfType(string? type) => type switch
    {
        "tool_result" or "mcp_tool_result" or "code_execution_tool_result" => SegmentProvenance.Tool,
        "document" or "search_result" or "web_search_result" or "web_search_tool_result" or "web_fetch_tool_result" => SegmentProvenance.Retrieved,
        "tool_use" or "server_tool_use" or "mcp_tool_use" => SegmentProvenance.Assistant,
        _ => null,
    };

    private static SegmentProvenance OfRole(string role) => role switch
    {
        "system" or "developer" => SegmentProvenance.System,
        "user" => SegmentProvenance.User,
        "assistant" => SegmentProvenance.Assistant,
        "tool" or "function" => SegmentProvenance.Tool,
        _ => SegmentProvenance.Other,
    };
}
