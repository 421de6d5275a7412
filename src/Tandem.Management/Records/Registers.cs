using Tandem.Management.Database;

namespace Tandem.Management.Records;

/// <summary>All registers there are, as the features registered them.</summary>
internal sealed class Registers(IEnumerable<Register> registers)
{
    private readonly Dictionary<string, Register> _byType = registers.ToDictionary(register => register.Type, StringComparer.Ordinal);

    internal IEnumerable<Register> All => _byType.Values;

    internal Register? Find(string type) => _byType.GetValueOrDefault(type);

    /// <summary>The register whose keys begin so: `AIS-0001` is one of the AI systems. Null for what no register gave.</summary>
    internal Register? FindByKey(string key) => key.LastIndexOf('-') is > 0 and var dash ? All.FirstOrDefault(register => register.KeyPrefix == key[..dash]) : null;

    /// <summary>A record by type and key, in one line; null when there is none.</summary>
    internal async Task<RecordSummary?> FindAsync(TandemDbContext db, string type, string key, CancellationToken cancellation) =>
        Find(type) is { } register && await register.FindAsync(db, key, cancellation) is { } record ? register.Summarise(record) : null;
}
