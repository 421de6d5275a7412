using Microsoft.EntityFrameworkCore;
using Tandem.Management.Database;

namespace Tandem.Management.AiSystems;

/// <summary>One binding and the system it belongs to.</summary>
public sealed record BindingOfSystem(string Key, string Name, GatewayBinding Binding);

/// <summary>What other features may ask the register.</summary>
internal sealed class AiSystemQueries(TandemDbContext db)
{
    /// <summary>The system with this key, archived or not; null when there is none. Not tracked.</summary>
    internal Task<AiSystem?> FindByKeyAsync(string key, CancellationToken cancellation) =>
        db.AiSystems.AsNoTracking().FirstOrDefaultAsync(s => s.Key == key, cancellation);

    /// <summary>Bindings of all systems that are not archived, by key.</summary>
    internal async Task<IReadOnlyList<BindingOfSystem>> ListBindingsAsync(CancellationToken cancellation)
    {
        var systems = await db.AiSystems.AsNoTracking().Where(s => s.ArchivedAt == null).OrderBy(s => s.Key)
            .Select(s => new { s.Key, s.Name, s.Bindings }).ToListAsync(cancellation);
        return systems.SelectMany(s => s.Bindings.Select(binding => new BindingOfSystem(s.Key, s.Name, binding))).ToList();
    }

    /// <summary>Keys and names of all systems, archived ones too, for showing a key with its name.</summary>
    internal Task<Dictionary<string, string>> NamesAsync(CancellationToken cancellation) =>
        db.AiSystems.AsNoTracking().ToDictionaryAsync(s => s.Key, s => s.Name, cancellation);
}
