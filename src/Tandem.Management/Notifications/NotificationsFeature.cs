using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Tandem.Management.Notifications;

internal static class NotificationsFeature
{
    internal static void Add(IServiceCollection services)
    {
        services.AddScoped<Notifier>();
        services.AddScoped<OwnerNotices>();
        services.AddScoped<ReadNotifications>();
        services.AddScoped<NotificationPreferences>();
    }

    internal static void Map(IEndpointRouteBuilder app)
    {
        NotificationEndpoints.Map(app);
        PreferenceEndpoints.Map(app);
    }
}
