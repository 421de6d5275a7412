using Microsoft.AspNetCore.Authentication.OAuth;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Tandem.Management.Access.OpenIdConnect;

/// <summary>Signing in at an identity provider; without one in the options nothing of it is there.</summary>
internal static class ProviderFeature
{
    internal static void Add(IServiceCollection services, ManagementOptions options)
    {
        services.AddScoped<OnlyWay>();
        if (options.SignInProvider is not { } provider)
            return;
        services.AddSingleton(provider);
        services.AddSingleton<ProviderClient>();
        services.AddSingleton<ProviderDocuments>();
        services.AddSingleton<IdToken>();
        services.AddSingleton<ProviderEvents>();
        services.AddScoped<ProviderRoles>();
        services.AddScoped<LinkProvider>();
        services.AddScoped<SignInByProvider>();
        services.AddAuthentication().AddOAuth<OAuthOptions, ProviderHandler>(ProviderHandler.SchemeName, provider.DisplayName, oauth => Configure(oauth, provider, options.BrowserUrl.Scheme == Uri.UriSchemeHttps));
    }

    internal static void Map(IEndpointRouteBuilder app)
    {
        if (app.ServiceProvider.GetService<SignInProvider>() is not { } provider)
            return;
        ProviderEndpoints.Map(app);
        ProviderApi.Map(app, provider);
    }

    private static void Configure(OAuthOptions oauth, SignInProvider provider, bool isHttps)
    {
        oauth.EventsType = typeof(ProviderEvents);
        oauth.SignInScheme = IdentityConstants.ApplicationScheme; // never used: the events finish every sign-in
        oauth.CallbackPath = ProviderHandler.CallbackPath;
        oauth.ClientId = provider.ClientId;
        oauth.UsePkce = true;
        oauth.Scope.Clear();
        foreach (var scope in provider.Scopes)
            oauth.Scope.Add(scope);
        oauth.RemoteAuthenticationTimeout = ProviderHandler.Lifetime;
        // Stand-ins that the framework wants to see: the handler takes addresses from the discovery document and the secret from its file.
        oauth.AuthorizationEndpoint = oauth.TokenEndpoint = provider.DiscoveryDocument.AbsoluteUri;
        oauth.ClientSecret = provider.ClientSecretFile;
        // Lax and not strict: the provider leads back here from another site.
        oauth.CorrelationCookie = new CookieBuilder
        {
            Name = isHttps ? "__Host-tandem-provider." : "tandem-provider.",
            Path = "/",
            HttpOnly = true,
            IsEssential = true,
            SameSite = SameSiteMode.Lax,
            SecurePolicy = isHttps ? CookieSecurePolicy.Always : CookieSecurePolicy.SameAsRequest,
            Expiration = ProviderHandler.Lifetime,
        };
    }
}
