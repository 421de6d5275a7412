using System.Net;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.TestHost;
using Tandem.Management.Access.Tokens;
using Tandem.Management.Tests.Access.Tokens;

namespace Tandem.Management.Tests.Access;

/// <summary>Walks every endpoint there is, so that a new one cannot be open by being forgotten.</summary>
public sealed partial class EndpointTests
{
    // The whole list of what a stranger may reach, besides the pages' static files.
    private static readonly string[] Anonymous =
        [
            "GET /favicon.ico", "GET /health/live", "GET /join", "GET /setup", "GET /sign-in", "GET /sign-in/code",
            "GET /sign-in/provider", "GET /sign-in/provider/callback",
            "POST /join", "POST /setup", "POST /sign-in", "POST /sign-in/code", "POST /sign-in/passkey", "POST /sign-in/passkey/challenge",
        ];

    // What whoever may read may start: it checks and gives no power.
    private static readonly string[] Checking = ["POST /api/history/check", "POST /api/history/check/stop", "POST /api/decisions/verification"];

    [Fact]
    public async Task Endpoints_OpenToStrangers_AreExactlyThoseListed()
    {
        await using var management = await StartAsync();

        var open = Endpoints(management).Where(e => e.Endpoint.Metadata.GetMetadata<IAllowAnonymous>() is not null).Select(e => $"{e.Method} {e.Endpoint.RoutePattern.RawText}");

        Assert.Equal(Anonymous, open.Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Endpoints_ForAStranger_AskToSignInOrRefuse()
    {
        await using var management = await StartAsync();
        using var stranger = management.App.GetTestClient();
        var closed = Endpoints(management).Where(e => e.Endpoint.Metadata.GetMetadata<IAllowAnonymous>() is null).ToList();

        Assert.NotEmpty(closed);
        foreach (var (method, endpoint) in closed)
        {
            var path = "/" + Parameter().Replace(endpoint.RoutePattern.RawText!.TrimStart('/'), "1");
            using var request = new HttpRequestMessage(new HttpMethod(method), path);
            using var answer = await stranger.SendAsync(request, TestContext.Current.CancellationToken);
            var isPage = method is "GET" or "HEAD" && !path.StartsWith("/api/", StringComparison.Ordinal);
            Assert.True(answer.StatusCode == (isPage ? HttpStatusCode.Found : HttpStatusCode.Unauthorized), $"{method} {path} answered {answer.StatusCode}");
            if (isPage)
                Assert.StartsWith("/sign-in?returnUrl=", answer.Headers.Location!.OriginalString, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Endpoints_ThatChangeSomething_RefuseARequestWithoutToken()
    {
        await using var management = await StartAsync();
        var browser = await management.SignInAsync();

        foreach (var (method, endpoint) in Endpoints(management).Where(e => e.Method is not ("GET" or "HEAD")))
        {
            var path = "/" + Parameter().Replace(endpoint.RoutePattern.RawText!.TrimStart('/'), "1");
            using var answer = await browser.CallWithoutTokenAsync(new HttpMethod(method), path);
            Assert.True(answer.StatusCode == HttpStatusCode.BadRequest, $"{method} {path} answered {answer.StatusCode}");
        }
    }

    [Fact]
    public async Task Endpoints_ThatChangeSomething_RefuseTheTokenOfAnotherPerson()
    {
        await using var management = await StartAsync();
        var browser = await management.SignInAsync();
        var stranger = management.OpenBrowser();
        await stranger.OpenAsync("/sign-in");
        var foreign = stranger.Page.QuerySelector("input[name=__RequestVerificationToken]")!.GetAttribute("value")!;

        foreach (var (method, endpoint) in Endpoints(management).Where(e => e.Method is not ("GET" or "HEAD")))
        {
            var path = "/" + Parameter().Replace(endpoint.RoutePattern.RawText!.TrimStart('/'), "1");
            using var answer = await browser.CallWithoutTokenAsync(new HttpMethod(method), path, ("__RequestVerificationToken", foreign));
            Assert.True(answer.StatusCode == HttpStatusCode.BadRequest, $"{method} {path} answered {answer.StatusCode}");
        }
    }

    [Fact]
    public async Task Endpoints_OfTheApi_RefuseATokenOfNoScope()
    {
        await using var management = await ManagementFixture.StartAsync();
        await management.SignInAsync();
        using var program = management.OpenProgram(await management.StoreTokenAsync());

        foreach (var (method, path) in ApiEndpoints(management))
        {
            using var answer = await program.SendAsync(new(new HttpMethod(method), path), TestContext.Current.CancellationToken);
            Assert.True(answer.StatusCode == HttpStatusCode.Forbidden, $"{method} {path} answered {answer.StatusCode}");
            Assert.False(answer.Headers.Contains("Set-Cookie"), $"{method} {path} gave a cookie");
        }
    }

    [Fact]
    public async Task Endpoints_OfTheOwnAccount_RefuseATokenOfAllScopes()
    {
        await using var management = await ManagementFixture.StartAsync();
        await management.SignInAsync();
        using var program = management.OpenProgram(await management.StoreTokenAsync([.. TokenScopes.All.Select(known => known.Scope)]));
        var own = ApiEndpoints(management).Where(e => e.Path == "/api/antiforgery" || e.Path == "/api/account" || e.Path.StartsWith("/api/account/", StringComparison.Ordinal)).ToList();

        Assert.True(own.Count > 10);
        foreach (var (method, path) in own)
        {
            using var answer = await program.SendAsync(new(new HttpMethod(method), path), TestContext.Current.CancellationToken);
            Assert.True(answer.StatusCode == HttpStatusCode.Forbidden, $"{method} {path} answered {answer.StatusCode}");
        }
    }

    [Fact]
    public async Task Endpoints_ThatChangeSomething_RefuseATokenThatOnlyReads()
    {
        await using var management = await ManagementFixture.StartAsync();
        await management.SignInAsync();
        using var program = management.OpenProgram(await management.StoreTokenAsync(TokenScopes.Read));

        foreach (var (method, path) in ApiEndpoints(management).Where(e => e.Method is not ("GET" or "HEAD") && !Checking.Contains($"{e.Method} {e.Path}")))
        {
            using var answer = await program.SendAsync(new(new HttpMethod(method), path), TestContext.Current.CancellationToken);
            Assert.True(answer.StatusCode == HttpStatusCode.Forbidden, $"{method} {path} answered {answer.StatusCode}");
        }
    }

    [Fact]
    public async Task Endpoints_ForASignedInPerson_ForbidCachingAndFraming()
    {
        await using var management = await StartAsync();
        var browser = await management.SignInAsync();

        foreach (var (_, endpoint) in Endpoints(management).Where(e => e.Method == "GET"))
        {
            var path = "/" + Parameter().Replace(endpoint.RoutePattern.RawText!.TrimStart('/'), "1");
            using var answer = await browser.CallAsync(HttpMethod.Get, path);
            Assert.True(answer.Headers.CacheControl?.NoStore, $"{path} may be cached");
            Assert.Contains("frame-ancestors 'none'", answer.Headers.GetValues("Content-Security-Policy").Single(), StringComparison.Ordinal);
        }
    }

    // With room for as many calls of limited endpoints as there are, and with a provider, so that its endpoints are there.
    private static Task<ManagementFixture> StartAsync() => ManagementFixture.StartAsync(change: options => options with
    {
        SignInAttemptsPerMinute = 1000,
        SignInProvider = new() { Issuer = "http://localhost:1", ClientId = "tandem", ClientSecretFile = typeof(EndpointTests).Assembly.Location, DisplayName = "Example login" },
    });

    private static List<(string Method, string Path)> ApiEndpoints(ManagementFixture management)
    {
        var endpoints = EndpointList.Of(management).Select(e => (e.Method, Path: EndpointList.PathOf(e.Endpoint).Replace("/1/", $"/{Guid.Empty}/", StringComparison.Ordinal)))
            .Where(e => e.Path.StartsWith("/api/", StringComparison.Ordinal)).ToList();
        Assert.True(endpoints.Count > 30);
        return endpoints;
    }

    private static IEnumerable<(string Method, RouteEndpoint Endpoint)> Endpoints(ManagementFixture management) =>
        management.App.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()
            .Where(e => e.Metadata.GetMetadata<Microsoft.AspNetCore.StaticAssets.StaticAssetDescriptor>() is null)
            .SelectMany(e => (e.Metadata.GetMetadata<IHttpMethodMetadata>()?.HttpMethods ?? ["ANY"]).Select(method => (method, e)));

    [GeneratedRegex(@"\{[^}]*\}", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Parameter();
}
