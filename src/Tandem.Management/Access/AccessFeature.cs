using System.Net;
using System.Net.Sockets;
using System.Threading.RateLimiting;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Tandem.Management.Access.Accounts;
using Tandem.Management.Access.OpenIdConnect;
using Tandem.Management.Access.Passkeys;
using Tandem.Management.Access.Profile;
using Tandem.Management.Access.SecondFactor;
using Tandem.Management.Access.Sessions;
using Tandem.Management.Access.Tokens;
using Tandem.Management.Database;
using Tandem.Management.Search;

namespace Tandem.Management.Access;

internal static class AccessFeature
{
    internal const string SignInLimit = "sign-in";

    // The scheme of every request: a token where one is brought, else the cookie.
    private const string ByCredential = "by-credential";

    internal static void Add(IServiceCollection services, ManagementOptions options)
    {
        services.AddSingleton(new PaletteAction("Change your password", "lock", "/account", Permissions.Read));
        services.AddSingleton(new PaletteAction("Set up your second factor", "shield-lock", "/account/second-factor", Permissions.Read));
        var isHttps = options.BrowserUrl.Scheme == Uri.UriSchemeHttps;

        services.AddHttpContextAccessor();
        services.AddScoped<CurrentUser>();
        services.AddScoped<FirstAdministrator>();
        services.AddScoped<OpenAccount>();
        services.AddScoped<GiveSession>();
        services.AddScoped<PasswordAgain>();
        services.AddScoped<SignAgain>();
        services.AddScoped<ChangePassword>();
        services.AddScoped<ShowProfile>();
        services.AddSingleton<SharedKey>();
        services.AddScoped<AccountStore>();
        services.AddScoped<SecondStep>();
        services.AddScoped<PendingSignIn>();
        services.AddScoped<ChangeSecondFactor>();
        services.AddScoped<SpendOnce>();
        services.AddSingleton<PasskeySite>();
        services.AddScoped<OneTimeState>();
        services.AddScoped<AddPasskey>();
        services.AddScoped<ChangePasskey>();
        services.AddScoped<SignInByPasskey>();
        services.AddSingleton<ManagementStartup>();
        services.AddSingleton<SignInTurns>();
        services.AddSingleton<AccessCache>();
        services.AddScoped<AccessChanges>();
        services.AddScoped<AccountPrincipals>();
        services.AddHostedService<AccessUpkeep>();
        SessionsFeature.Add(services);
        TokensFeature.Add(services);
        AccountsFeature.Add(services);
        services.AddScoped<SecondFactorRules>();

        services.AddDataProtection().SetApplicationName("tandem-management")
            .PersistKeysToFileSystem(PrivateFolder.Create(Path.Combine(options.KeysFolder, "data-protection")));

        services.AddIdentityCore<Account>(identity =>
            {
                identity.Stores.SchemaVersion = IdentitySchemaVersions.Version3;
                identity.User.RequireUniqueEmail = true;
                identity.User.AllowedUserNameCharacters += "!#$%&'*/=?^`{|}~"; // all that an address may hold (RFC 5322 section 3.2.3)
                // Length is what resists guessing; classes of characters only annoy (NIST SP 800-63B section 3.1.1).
                identity.Password.RequiredLength = PasswordRules.MinimumLength;
                identity.Password.RequireDigit = identity.Password.RequireLowercase = identity.Password.RequireUppercase = identity.Password.RequireNonAlphanumeric = false;
                identity.Password.RequiredUniqueChars = 5;
                identity.Lockout.AllowedForNewUsers = true;
                identity.Lockout.MaxFailedAccessAttempts = 5;
                identity.Lockout.DefaultLockoutTimeSpan = TimeSpan.FromMinutes(15);
            })
            .AddRoles<IdentityRole<Guid>>()
            .AddEntityFrameworkStores<TandemDbContext>()
            .AddUserStore<AccountStore>()
            .AddSignInManager()
            .AddDefaultTokenProviders();
        services.Configure<PasswordHasherOptions>(hasher => hasher.IterationCount = PasswordRules.HashIterations);
        services.AddSingleton<DecoyPassword>();
        services.Configure<IdentityPasskeyOptions>(passkeys => PasskeySite.Configure(passkeys, new PasskeySite(options)));

        services.AddAuthentication(ByCredential)
            .AddPolicyScheme(ByCredential, displayName: null, policy => policy.ForwardDefaultSelector = http => TokenHandler.IsMeant(http.Request) ? TokenHandler.SchemeName : IdentityConstants.ApplicationScheme)
            .AddScheme<AuthenticationSchemeOptions, TokenHandler>(TokenHandler.SchemeName, configureOptions: null)
            .AddIdentityCookies();
        services.Configure<CookieAuthenticationOptions>(IdentityConstants.ApplicationScheme, cookie => SignInCookie.Configure(cookie, isHttps, options.SessionLimit));
        services.Configure<CookieAuthenticationOptions>(IdentityConstants.TwoFactorUserIdScheme, cookie => SignInCookie.ConfigurePending(cookie, isHttps));
        services.AddAntiforgery(antiforgery => ConfigureAntiforgery(antiforgery, isHttps));

        services.AddSingleton<IAuthorizationHandler, GuestAccess>();
        ProviderFeature.Add(services, options);

        services.AddAuthorization(authorization =>
        {
            authorization.FallbackPolicy = authorization.DefaultPolicy = new AuthorizationPolicyBuilder().RequireAuthenticatedUser().AddRequirements(new ReadRequirement()).Build();
            foreach (var permission in Permissions.Holders.Keys)
                authorization.AddPolicy(permission, policy => policy.RequireAuthenticatedUser().RequireAssertion(context => Permissions.Allow(context.User, permission)));
        });

        services.AddRateLimiter(limiter =>
        {
            limiter.RejectionStatusCode = StatusCodes.Status429TooManyRequests;
            limiter.AddPolicy(SignInLimit, http => RateLimitPartition.GetFixedWindowLimiter(
                Source(http.Connection.RemoteIpAddress),
                _ => new FixedWindowRateLimiterOptions { PermitLimit = options.SignInAttemptsPerMinute, Window = TimeSpan.FromMinutes(1) }));
        });
    }

    internal static void Map(IEndpointRouteBuilder app)
    {
        SignIn.Map(app);
        SignOut.Map(app);
        SetUp.Map(app);
        ProfileEndpoints.Map(app);
        ProfileApi.Map(app);
        SignInByCode.Map(app);
        SecondFactorEndpoints.Map(app);
        SecondFactorApi.Map(app);
        SignInByPasskey.Map(app);
        PasskeyEndpoints.Map(app);
        PasskeyApi.Map(app);
        SessionsFeature.Map(app);
        ProviderFeature.Map(app);
        TokensFeature.Map(app);
        AccountsFeature.Map(app);
        SecondFactorRuleEndpoints.Map(app);
        SecondFactorOwed.Map(app);
        IssueAntiforgeryToken.Map(app);
    }

    /// <summary>Whom attempts are counted for. Who has one IPv6 address has the 2^64 beside it.</summary>
    internal static string Source(IPAddress? address) => address switch
    {
        null => "unknown",
        { IsIPv4MappedToIPv6: true } => address.MapToIPv4().ToString(),
        { AddressFamily: AddressFamily.InterNetworkV6 } => Convert.ToHexStringLower(address.GetAddressBytes().AsSpan(0, 8)),
        _ => address.ToString(),
    };

    private static void ConfigureAntiforgery(AntiforgeryOptions antiforgery, bool isHttps)
    {
        antiforgery.HeaderName = AntiforgeryGuard.HeaderName;
        antiforgery.Cookie.Name = isHttps ? "__Host-tandem-form" : "tandem-form";
        antiforgery.Cookie.SameSite = SameSiteMode.Strict;
        antiforgery.Cookie.HttpOnly = true;
        antiforgery.Cookie.SecurePolicy = isHttps ? CookieSecurePolicy.Always : CookieSecurePolicy.SameAsRequest;
        antiforgery.SuppressXFrameOptionsHeader = true; // Content-Security-Policy says frame-ancestors
    }
}
