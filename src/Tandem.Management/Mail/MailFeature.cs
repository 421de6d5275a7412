using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Tandem.Management.Outgoing;
using Tandem.Management.Ui;

namespace Tandem.Management.Mail;

internal static class MailFeature
{
    internal static void Add(IServiceCollection services)
    {
        services.TryAddSingleton(new OutgoingConnector());
        services.AddSingleton<MailPassword>();
        services.AddSingleton(new SmtpTrust());
        services.AddSingleton<SmtpTransport>();
        services.AddScoped<MailRecipients>();
        services.AddScoped<PlanMail>();
        services.AddScoped<MailQueue>();
        services.AddScoped<SaveMailSettings>();
        services.AddScoped<SendTestMail>();
        services.AddSingleton<MailSender>();
        services.AddHostedService(provider => provider.GetRequiredService<MailSender>());
        services.AddSingleton(new RailEntry(RailGroup.Settings, 20, "mail", "Mail", MailEndpoints.Path) { Permission = Access.Permissions.Administer });
    }

    internal static void Map(IEndpointRouteBuilder app)
    {
        MailEndpoints.Map(app);
        MailApi.Map(app);
    }
}
