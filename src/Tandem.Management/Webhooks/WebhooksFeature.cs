using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Tandem.Management.History;
using Tandem.Management.Outgoing;
using Tandem.Management.Ui;

namespace Tandem.Management.Webhooks;

internal static class WebhooksFeature
{
    internal static void Add(IServiceCollection services)
    {
        services.TryAddSingleton(new OutgoingConnector());
        services.AddSingleton<WebhookSecret>();
        services.AddSingleton<WebhookTypes>();
        services.AddSingleton<WebhookTransport>();
        services.AddScoped<WebhookFeed>();
        services.AddScoped<WebhookQueue>();
        services.AddScoped<ChangeWebhook>();
        services.AddSingleton<WebhookSender>();
        services.AddHostedService(provider => provider.GetRequiredService<WebhookSender>());
        services.AddSingleton(new RecordPage(Webhook.Type, Webhook.PathOf));
        services.AddSingleton(new RailEntry(RailGroup.Settings, 30, "webhook", "Webhooks", WebhookEndpoints.Path) { Permission = Access.Permissions.Administer });
    }

    internal static void Map(IEndpointRouteBuilder app)
    {
        WebhookEndpoints.Map(app);
        WebhookApi.Map(app);
    }
}
