using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Tandem.Management.Records;
using Tandem.Management.Ui;

namespace Tandem.Management.Auditors;

internal static class AuditorsFeature
{
    internal static void Add(IServiceCollection services)
    {
        services.AddRegister(AuditorAccessRegister.Definition, RailGroup.AuditAndImprove, order: 90);
        services.AddSingleton(new RailEntry(RailGroup.AuditAndImprove, 91, "eye", "What auditors read", "/auditor-reads"));
        services.AddScoped<AuditorGrants>();
        services.AddSingleton(new ReadGrantSource((provider, cancellation) => provider.GetRequiredService<AuditorGrants>().ReadAsync(cancellation)));
    }

    internal static void Map(IEndpointRouteBuilder app)
    {
        app.MapRegister(AuditorAccessRegister.Definition);
        AuditRoom.Map(app);
    }
}
