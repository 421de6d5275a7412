using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Tandem.Management.Ui;

namespace Tandem.Management.Access.Accounts;

internal static class AccountsFeature
{
    internal static void Add(IServiceCollection services)
    {
        services.AddScoped<Administrators>();
        services.AddScoped<AccountLinks>();
        services.AddScoped<AcceptLink>();
        services.AddScoped<InvitePerson>();
        services.AddScoped<ChangeRoles>();
        services.AddScoped<DisableAccount>();
        services.AddScoped<ResetSecondFactor>();
        services.AddScoped<RenewLink>();
        services.AddSingleton(new RailEntry(RailGroup.Settings, 10, "users", "Accounts", AccountEndpoints.Path) { Permission = Permissions.Administer });
    }

    internal static void Map(IEndpointRouteBuilder app)
    {
        AccountEndpoints.Map(app);
        AccountApi.Map(app);
        JoinEndpoints.Map(app);
    }
}
