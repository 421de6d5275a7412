using System.Text.Json.Nodes;

namespace Tandem.Management.BulkEdits;

/// <summary>What is to become of one row.</summary>
/// <param name="Values">New values by field name; none when nothing can be done with the row.</param>
/// <param name="Version">Version that this was decided on.</param>
internal sealed record BulkStep(IReadOnlyDictionary<string, JsonNode?> Values, int Version)
{
    /// <summary>Why fields are left out already; empty when none is.</summary>
    internal string Note { get; init; } = "";

    /// <summary>True when a field that is refused is left out and the others are changed all the same.</summary>
    internal bool IsPartial { get; init; }
}
