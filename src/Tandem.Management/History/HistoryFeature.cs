using Microsoft.Extensions.DependencyInjection;

namespace Tandem.Management.History;

internal static class HistoryFeature
{
    internal static void Add(IServiceCollection services)
    {
        services.AddScoped<ChangeContext>();
        services.AddScoped<HistoryInterceptor>();
        services.AddScoped<HistoryQueries>();
        services.AddSingleton<RecordPages>();
    }
}
