using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using Tandem.Management.Database;

namespace Tandem.Management.Records;

/// <summary>What the history says of a record's fields.</summary>
internal sealed class RecordChanges(TandemDbContext db)
{
    /// <summary>Fields changed after a version, each with the value it had in that version.</summary>
    internal async Task<IReadOnlyDictionary<string, JsonNode?>> SinceAsync(string type, string key, int version, CancellationToken cancellation)
    {
        var later = await db.ChangeEvents.AsNoTracking()
            .Where(e => e.RecordType == type && e.RecordKey == key && e.RecordVersion > version)
            .OrderBy(e => e.RecordVersion).Select(e => e.Fields).ToListAsync(cancellation);
        var values = new Dictionary<string, JsonNode?>(StringComparer.Ordinal);
        foreach (var fields in later)
        {
            foreach (var (name, fieldChange) in JsonNode.Parse(fields)!.AsObject())
                values.TryAdd(name, fieldChange!["before"]?.DeepClone());
        }
        return values;
    }

    internal async Task<IReadOnlySet<string>> FieldsSinceAsync(string type, string key, int version, CancellationToken cancellation) =>
        (await SinceAsync(type, key, version, cancellation)).Keys.ToHashSet(StringComparer.Ordinal);
}
