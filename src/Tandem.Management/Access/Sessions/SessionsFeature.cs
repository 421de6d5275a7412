using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Tandem.Management.Access.Sessions;

internal static class SessionsFeature
{
    internal static void Add(IServiceCollection services)
    {
        services.AddSingleton<SessionsSeen>();
        services.AddScoped<LiveSessions>();
        services.AddScoped<EndSessions>();
        services.AddScoped<SessionUpkeep>();
    }

    internal static void Map(IEndpointRouteBuilder app)
    {
        SessionEndpoints.Map(app);
        SessionApi.Map(app);
    }
}
