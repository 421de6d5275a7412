using Microsoft.OpenApi;
using Tandem.Management.Access;

namespace Tandem.Management.ApiDescription;

/// <summary>The ways to be known to the API.</summary>
internal static class ApiSecurity
{
    internal const string Session = "session";
    internal const string Antiforgery = "antiforgery";
    internal const string Token = "token";

    internal static void Add(OpenApiDocument document, string cookieName)
    {
        document.Components ??= new OpenApiComponents();
        document.Components.SecuritySchemes ??= new Dictionary<string, IOpenApiSecurityScheme>();
        document.Components.SecuritySchemes[Session] = new OpenApiSecurityScheme { Type = SecuritySchemeType.ApiKey, In = ParameterLocation.Cookie, Name = cookieName, Description = "The session of a signed-in person." };
        document.Components.SecuritySchemes[Antiforgery] = new OpenApiSecurityScheme
        {
            Type = SecuritySchemeType.ApiKey,
            In = ParameterLocation.Header,
            Name = AntiforgeryGuard.HeaderName,
            Description = "With a session, each change carries the token that `GET /api/antiforgery` gives.",
        };
        document.Components.SecuritySchemes[Token] = new OpenApiSecurityScheme { Type = SecuritySchemeType.Http, Scheme = "bearer", Description = "An access token of the person (`/account/tokens`), in place of session and antiforgery token." };
    }
}
