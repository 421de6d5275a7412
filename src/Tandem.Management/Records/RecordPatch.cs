using System.Text.Json.Nodes;

namespace Tandem.Management.Records;

/// <summary>A change of a record as page, API, bulk edit and undo ask for it.</summary>
/// <param name="Values">New value of each field that is to change, by field name, in the form the API writes it. Fields that are not named stay.</param>
/// <param name="Version">Version that the change is based on; 0 when creating.</param>
/// <param name="Reason">Why, for the history; may be empty.</param>
public sealed record RecordPatch(IReadOnlyDictionary<string, JsonNode?> Values, int Version, string Reason)
{
    /// <summary>True when it holds for that version alone: a record that somebody changed since is left as it is, also where both changes could hold.</summary>
    public bool IsExact { get; init; }
}
