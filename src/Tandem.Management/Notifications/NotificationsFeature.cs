using Microsoft.Extensions.DependencyInjection;

namespace Tandem.Management.Notifications;

internal static class NotificationsFeature
{
    internal static void Add(IServiceCollection services)
    {
        services.AddScoped<Notifier>();
        services.AddScoped<OwnerNotices>();
    }
}
