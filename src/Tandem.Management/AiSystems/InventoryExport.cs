using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Tandem.Inspection.Policy;
using Tandem.Ledger.Storage;
using Tandem.Management.Database;
using Tandem.Management.Records.Fields;

namespace Tandem.Management.AiSystems;

/// <summary>Writes the inventory that the next policy bundle takes in: <c>inventory.json</c> in the exchange folder.</summary>
internal sealed partial class InventoryExport(IServiceScopeFactory scopes, ManagementOptions options, ILogger<InventoryExport> logger) : IDisposable
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { WriteIndented = true };

    private readonly SemaphoreSlim _turn = new(1);

    internal string File => Path.Combine(options.ExchangeFolder, "inventory.json");

    /// <summary>When the file was last written by this process; null when it was not, or when the last attempt failed.</summary>
    internal DateTimeOffset? WrittenAt { get; private set; }

    /// <summary>Writes after a change. A full disk must not undo a change that is stored, so a failure is logged and shown, and the next change or start writes again.</summary>
    internal async Task WriteSoonAsync(CancellationToken cancellation)
    {
        try
        {
            await WriteAsync(cancellation);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            WrittenAt = null;
            LogFailed(failure, File);
        }
    }

    /// <summary>Writes now; the number of systems written.</summary>
    /// <exception cref="IOException">The exchange folder cannot be written.</exception>
    internal async Task<int> WriteAsync(CancellationToken cancellation)
    {
        await _turn.WaitAsync(cancellation);
        try
        {
            var inventory = await ReadAsync(cancellation);
            // By rename, so that a reader sees the old file or the new one and never half of it.
            DurableFile.Replace(File, JsonSerializer.SerializeToUtf8Bytes(inventory, Json));
            WrittenAt = options.TimeProvider.GetUtcNow();
            return inventory.Systems.Count;
        }
        finally
        {
            _turn.Release();
        }
    }

    public void Dispose() => _turn.Dispose();

    private async Task<Inventory> ReadAsync(CancellationToken cancellation)
    {
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<TandemDbContext>();
        var systems = await db.AiSystems.AsNoTracking().Where(s => s.ArchivedAt == null).OrderBy(s => s.Key).ToListAsync(cancellation);
        return new Inventory(systems.Select(system => new InventorySystem
        {
            Key = system.Key,
            Name = system.Name,
            // Not in use: known by name, open to nobody.
            Applications = IsUsable(system.State) ? system.Bindings.Select(b => b.ApplicationId).Distinct(StringComparer.Ordinal).ToList() : [],
            IntendedUses = system.IntendedUses,
            AllowedRoles = system.Bindings.SelectMany(b => b.Roles).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal).ToList(),
            RiskClass = ChoiceNames.Of(system.RiskClass),
            Owner = system.OwnerName,
        }).ToList());
    }

    private static bool IsUsable(LifecycleState state) => state is not (LifecycleState.Suspended or LifecycleState.Retired or LifecycleState.Rejected);

    [LoggerMessage(EventId = 2101, Level = LogLevel.Error, Message = "the inventory could not be written to {File}; free space or correct the rights, then export it from the list of AI systems")]
    private partial void LogFailed(Exception failure, string file);
}
