using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Tandem.Inspection.Policy;
using Tandem.Ledger.Storage;
using Tandem.Management.Access;
using Tandem.Management.Database;
using Tandem.Management.Records.Fields;

namespace Tandem.Management.AiSystems;

/// <summary>Writes the inventory that the next policy bundle takes in: <c>inventory.json</c> in the exchange folder.</summary>
internal sealed partial class InventoryExport(IServiceScopeFactory scopes, ManagementOptions options, ILogger<InventoryExport> logger) : BackgroundService
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { WriteIndented = true };

    // A register of ten thousand is written in a tenth of a second: not for each of many changes, and not while somebody waits for his.
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);

    private static readonly TimeSpan PauseAfterFailure = TimeSpan.FromSeconds(30);

    private readonly SemaphoreSlim _turn = new(1);
    private readonly SemaphoreSlim _changed = new(1, 1); // at start there may be a change that an earlier run did not write

    internal string File => Path.Combine(options.ExchangeFolder, "inventory.json");

    /// <summary>When the file was last written by this process; null when it was not, or when the last attempt failed.</summary>
    internal DateTimeOffset? WrittenAt { get; private set; }

    /// <summary>Says that there is a change: it is written at once, or a second after the last writing.</summary>
    internal void WriteSoon()
    {
        try
        {
            _changed.Release();
        }
        catch (SemaphoreFullException)
        {
            // It is known already.
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

    public override void Dispose()
    {
        base.Dispose();
        _turn.Dispose();
        _changed.Dispose();
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        try
        {
            await Task.Delay(ManagementStartup.PagesFirst, stoppingToken);
            while (true)
            {
                await _changed.WaitAsync(stoppingToken);
                await Task.Delay(await TryWriteAsync(stoppingToken) ? Pause : PauseAfterFailure, stoppingToken);
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // The ordinary end; what is not written then is written at the next start.
        }
    }

    // A full disk must not end the writing for good: a failure is logged and shown, and it is tried again.
    private async Task<bool> TryWriteAsync(CancellationToken cancellation)
    {
        try
        {
            await WriteAsync(cancellation);
            return true;
        }
        catch (Exception failure) when (failure is not OperationCanceledException)
        {
            WrittenAt = null;
            LogFailed(failure, File);
            WriteSoon();
            return false;
        }
    }

    private async Task<Inventory> ReadAsync(CancellationToken cancellation)
    {
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<TandemDbContext>();
        var systems = await db.AiSystems.Where(s => s.ArchivedAt == null).OrderBy(s => s.Key)
            .Select(s => new { s.Key, s.Name, s.State, s.Bindings, s.IntendedUses, s.RiskClass, s.OwnerName }).ToListAsync(cancellation);
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

    [LoggerMessage(EventId = 2101, Level = LogLevel.Error, Message = "the inventory could not be written to {File}; it is tried again in half a minute; free space or correct the rights")]
    private partial void LogFailed(Exception failure, string file);
}
