using System.Text.Json.Nodes;
using Tandem.Management.Ui;

namespace Tandem.Management.Records;

/// <summary>A record as it would be stored, for the rules that look at more than one field and for what belongs to a save; rules add what is wrong to <see cref="Errors"/>.</summary>
/// <param name="Record">With the new values.</param>
/// <param name="Before">Values of all fields before the change, by field name; null for a new record.</param>
/// <param name="Errors">All that is wrong so far.</param>
/// <param name="Services">Queries of this scope.</param>
public sealed record RecordDraft<T>(T Record, IReadOnlyDictionary<string, JsonNode?>? Before, FormErrors Errors, IServiceProvider Services)
    where T : Record;
