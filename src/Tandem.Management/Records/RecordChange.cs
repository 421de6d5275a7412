using System.Text.Json;

namespace Tandem.Management.Records;

/// <summary>Body of a creation or change.</summary>
/// <param name="Fields">New values by field name; what is not named stays, or takes its empty value in a new record.</param>
/// <param name="Version">Version that the change is based on; not needed to create.</param>
/// <param name="Reason">Why, for the history.</param>
internal sealed record RecordChange(Dictionary<string, JsonElement>? Fields, int Version, string? Reason);
