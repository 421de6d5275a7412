using Microsoft.Extensions.DependencyInjection;
using Tandem.Management.Access;
using Tandem.Management.Approvals;
using Tandem.Management.Database.Sqlite;
using Tandem.Management.History;
using Tandem.Management.Notifications;

namespace Tandem.Management.Database;

internal static class DatabaseFeature
{
    internal static void Add(IServiceCollection services, ManagementOptions options)
    {
        if (options.IsSqlite)
        {
            SqliteShim.RequireLibrary();
            services.AddSingleton<SqliteWriters>();
            services.AddScoped<SqliteWriteTurn>();
        }
        var engine = DatabaseEngine.From(options);
        services.AddSingleton(engine);
        services.AddScoped<MigrationRunner>();
        services.AddScoped<DataStamp>();
        services.AddDbContext<TandemDbContext>((provider, builder) =>
        {
            engine.Configure(builder);
            // In this order: what a change supersedes is part of the history too.
            builder.AddInterceptors(
                provider.GetRequiredService<SupersedeApprovals>(), provider.GetRequiredService<HistoryInterceptor>(), provider.GetRequiredService<OwnerNotices>(), provider.GetRequiredService<AccessChanges>());
            if (engine.IsSqlite)
                builder.AddInterceptors(provider.GetRequiredService<SqliteWriteTurn>());
        });
    }
}
