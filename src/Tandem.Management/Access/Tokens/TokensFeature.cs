using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Tandem.Management.Ui;

namespace Tandem.Management.Access.Tokens;

internal static class TokensFeature
{
    internal static void Add(IServiceCollection services)
    {
        services.AddSingleton<TokensUsed>();
        services.AddSingleton<TokenLimits>();
        services.AddScoped<LiveTokens>();
        services.AddScoped<TokenUpkeep>();
        services.AddScoped<CreateToken>();
        services.AddScoped<RevokeTokens>();
        services.AddSingleton(new RailEntry(RailGroup.Settings, 20, "key", "Access tokens", AllTokensEndpoints.Path) { Permission = Permissions.Administer });
    }

    internal static void Map(IEndpointRouteBuilder app)
    {
        TokenEndpoints.Map(app);
        AllTokensEndpoints.Map(app);
        TokenApi.Map(app);
    }
}
