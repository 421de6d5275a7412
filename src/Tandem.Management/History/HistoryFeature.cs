using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Tandem.Management.Access;
using Tandem.Management.Database;
using Tandem.Management.Search;
using Tandem.Management.Ui;

namespace Tandem.Management.History;

internal static class HistoryFeature
{
    internal static void Add(IServiceCollection services)
    {
        services.AddScoped<ChangeContext>();
        services.AddScoped<HistoryInterceptor>();
        services.AddScoped<HistoryQueries>();
        services.AddScoped<Outbox>();
        services.AddSingleton(new LogPatience(TimeSpan.FromSeconds(10)));
        services.AddScoped<DurableChange>();
        services.AddSingleton<RecordPages>();
        services.AddSingleton<ManagementKeys>();
        services.AddSingleton<HistoryLedger>();
        services.AddHostedService(provider => provider.GetRequiredService<HistoryLedger>());
        services.AddScoped(provider => new HistoryComparison(
            provider.GetRequiredService<TandemDbContext>(), provider.GetRequiredService<ManagementOptions>().LedgerFolder,
            provider.GetRequiredService<ManagementKeys>().VerifierKeyFile, provider.GetRequiredService<TimeProvider>()));
        services.AddSingleton<HistoryCheck>();
        services.AddHostedService(provider => provider.GetRequiredService<HistoryCheck>());
        services.AddScoped<IHomeTileSource, HistoryTiles>();
        services.AddSingleton<DailyChanges>();
        services.AddSingleton(HomePanel.Of<ChangesPerDayPanel>(order: 90));
        services.AddSingleton(new RailEntry(RailGroup.Evidence, 90, "history", "History", "/history"));
        services.AddSingleton(new PaletteAction("Check the history against the ledger", "shield-check", "/history", Permissions.Read));
        services.AddSingleton(new PaletteAction("Export the history (CSV)", "download", "/history?format=csv", Permissions.Read));
    }

    internal static void Map(IEndpointRouteBuilder app)
    {
        HistoryEndpoints.Map(app);
        ShowAsOf.Map(app);
    }
}
