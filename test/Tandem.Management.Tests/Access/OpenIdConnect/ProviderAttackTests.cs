using System.Net;
using Microsoft.EntityFrameworkCore;
using Tandem.Management.Access.OpenIdConnect;

namespace Tandem.Management.Tests.Access.OpenIdConnect;

public sealed class ProviderAttackTests
{
    [Fact]
    public async Task Challenge_IsPkceWithStateAndNonceAndTheSitesOwnAddress()
    {
        await using var provider = await HostileProvider.StartAsync();
        await using var management = await StartAsync(provider);
        var browser = management.OpenBrowser();

        var first = await browser.LeaveAsync(provider);
        var second = await browser.LeaveAsync(provider);

        Assert.Equal(
            ("code", HostileProvider.ClientId, "http://localhost:8080/sign-in/provider/callback", "openid profile email", "S256"),
            (first["response_type"], first["client_id"], first["redirect_uri"], first["scope"], first["code_challenge_method"]));
        foreach (var fresh in new[] { "state", "nonce", "code_challenge" })
            Assert.NotEqual(first[fresh], second[fresh]);
    }

    [Fact]
    public async Task Exchange_ProvesTheInstallationAndTheBrowser()
    {
        await using var provider = await HostileProvider.StartAsync();
        await using var management = await StartAsync(provider);
        await management.SignInAsync();
        var browser = management.OpenBrowser();
        await browser.SignInAsync(provider);
        Assert.Equal("/", browser.Path);

        // A code that was injected into another browser's sign-in does not fit its verifier.
        var other = management.OpenBrowser();
        var left = await other.LeaveAsync(provider);
        provider.Challenge = "the challenge of whom the code was stolen from";
        await other.ReturnAsync(provider, left["state"], "a stolen code");
        other.AssertRefused("unavailable", "Example login does not answer as it should");

        var exchange = provider.Exchanges[0];
        Assert.Equal(("authorization_code", "the code", "http://localhost:8080/sign-in/provider/callback"), (exchange["grant_type"], exchange["code"], exchange["redirect_uri"]));
        Assert.Equal("Basic " + Convert.ToBase64String("tandem%20client:the%20client%27s%20secret%3A%20100%25"u8), exchange["authorization"]);
        Assert.DoesNotContain("client_secret", exchange.Keys);
    }

    [Fact]
    public async Task Exchange_SendsTheSecretInTheBodyWhereTheProviderTakesItOnlyThere()
    {
        await using var provider = await HostileProvider.StartAsync();
        provider.Discovery = document => document["token_endpoint_auth_methods_supported"] = new System.Text.Json.Nodes.JsonArray("private_key_jwt", "client_secret_post");
        await using var management = await StartAsync(provider);
        await management.SignInAsync();
        var browser = management.OpenBrowser();

        await browser.SignInAsync(provider);

        Assert.Equal("/", browser.Path);
        Assert.Equal((HostileProvider.ClientId, HostileProvider.Secret, ""), (provider.Exchanges[0]["client_id"], provider.Exchanges[0]["client_secret"], provider.Exchanges[0]["authorization"]));
    }

    [Fact]
    public async Task Answer_SentAgain_IsRefusedBeforeTheProviderIsAsked()
    {
        await using var provider = await HostileProvider.StartAsync();
        await using var management = await StartAsync(provider);
        await management.SignInAsync();
        var browser = management.OpenBrowser();
        var left = await browser.LeaveAsync(provider);
        var thief = browser.Copy();
        await browser.ReturnAsync(provider, left["state"]);
        Assert.Equal("/", browser.Path);

        await thief.ReturnAsync(provider, left["state"]);
        thief.AssertRefused("outdated", "used already");
        await thief.ReturnAsync(provider, left["state"]);
        thief.AssertRefused("outdated", "used already");

        Assert.Single(provider.Exchanges);
    }

    [Fact]
    public async Task State_OfAnotherBrowser_IsRefused()
    {
        await using var provider = await HostileProvider.StartAsync();
        await using var management = await StartAsync(provider);
        await management.SignInAsync();
        var (attacker, victim) = (management.OpenBrowser(), management.OpenBrowser());
        await victim.LeaveAsync(provider);

        // The victim is to be signed in as the attacker, and to enter secrets there.
        var left = await attacker.LeaveAsync(provider);
        await victim.ReturnAsync(provider, left["state"]);

        victim.AssertRefused("outdated", "begun in another browser");
        Assert.Empty(provider.Exchanges);
    }

    [Theory]
    [InlineData("")]
    [InlineData("forged")]
    [InlineData("one letter")]
    public async Task State_ThatIsNotOurs_IsRefused(string forgery)
    {
        await using var provider = await HostileProvider.StartAsync();
        await using var management = await StartAsync(provider);
        var browser = management.OpenBrowser();
        var state = (await browser.LeaveAsync(provider))["state"];

        await browser.ReturnAsync(provider, forgery == "one letter" ? state[..^5] + (state[^5] == 'A' ? 'B' : 'A') + state[^4..] : forgery);

        browser.AssertRefused("outdated", "begin again");
        Assert.Empty(provider.Exchanges);
    }

    [Fact]
    public async Task Answer_TooLate_IsRefused()
    {
        var clock = new FrozenClock();
        await using var provider = await HostileProvider.StartAsync(clock);
        await using var management = await StartAsync(provider, clock: clock);
        await management.SignInAsync();
        var browser = management.OpenBrowser();
        var left = await browser.LeaveAsync(provider);

        clock.Advance(ProviderHandler.Lifetime);
        await browser.ReturnAsync(provider, left["state"]);

        browser.AssertRefused("outdated", "took too long");
        Assert.Empty(provider.Exchanges);
    }

    [Theory]
    [InlineData("https://evil.example", true)]
    [InlineData("https://evil.example", false)]
    [InlineData(null, true)]
    public async Task Answer_OfAnotherIssuer_NeverTakesItsCodeToTheProvider(string? issuer, bool names)
    {
        await using var provider = await HostileProvider.StartAsync();
        provider.Discovery = document => document["authorization_response_iss_parameter_supported"] = names;
        await using var management = await StartAsync(provider);
        await management.SignInAsync();
        var browser = management.OpenBrowser();
        var left = await browser.LeaveAsync(provider);

        await browser.ReturnAsync([("code", "c"), ("state", left["state"]), .. issuer is null ? Array.Empty<(string, string)>() : [("iss", issuer)]]);

        browser.AssertRefused("unproven", "was not accepted");
        Assert.Empty(provider.Exchanges);
    }

    [Fact]
    public async Task Answer_WithoutIssuer_IsTakenFromAProviderThatNamesNone()
    {
        await using var provider = await HostileProvider.StartAsync();
        provider.Discovery = document => document.Remove("authorization_response_iss_parameter_supported");
        await using var management = await StartAsync(provider);
        await management.SignInAsync();
        var browser = management.OpenBrowser();

        await browser.ReturnAsync(("code", "c"), ("state", (await browser.LeaveAsync(provider))["state"]));

        Assert.Equal("/", browser.Path);
    }

    [Theory]
    [InlineData("access_denied", "cancelled", "was cancelled")]
    [InlineData("login_required", "unavailable", "does not answer as it should")]
    [InlineData("<script>alert(1)</script>\r\nforged: line", "unavailable", "does not answer as it should")]
    public async Task Answer_WithAnError_IsToldInOurWordsOnly(string error, string word, string text)
    {
        await using var provider = await HostileProvider.StartAsync();
        await using var management = await StartAsync(provider);
        var browser = management.OpenBrowser();
        var left = await browser.LeaveAsync(provider);

        await browser.ReturnAsync(("error", error), ("error_description", "call this number"), ("state", left["state"]), ("iss", provider.Issuer));

        browser.AssertRefused(word, text);
        Assert.DoesNotContain("call this number", browser.Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("token of another sign-in")]
    [InlineData("no token")]
    [InlineData("no access token")]
    [InlineData("refused")]
    [InlineData("html")]
    [InlineData("huge")]
    public async Task Exchange_ThatProvesNobody_BeginsNoSession(string lie)
    {
        await using var provider = await HostileProvider.StartAsync();
        await using var management = await StartAsync(provider);
        await management.SignInAsync();
        var browser = management.OpenBrowser();
        if (lie == "token of another sign-in")
            provider.Claims = claims => claims["nonce"] = "of another sign-in";
        else
            provider.Lies["token"] = http => lie switch
            {
                "no token" => http.Response.WriteAsync("""{"access_token":"access","token_type":"Bearer"}"""),
                "no access token" => http.Response.WriteAsync($$"""{"id_token":"{{provider.Sign(provider.HonestClaims())}}"}"""),
                "html" => http.Response.WriteAsync("<html>"),
                "huge" => http.Response.WriteAsync("{\"x\":\"" + new string('x', ProviderClient.LargestAnswer) + "\"}"),
                _ => Results.BadRequest(new { error = "invalid_grant" }).ExecuteAsync(http),
            };

        await browser.SignInAsync(provider);

        Assert.StartsWith("/sign-in?refused=", browser.Path, StringComparison.Ordinal);
        Assert.NotNull(browser.Page.QuerySelector("#error-summary"));
        await browser.OpenAsync("/account");
        Assert.StartsWith("/sign-in?", browser.Path, StringComparison.Ordinal);
        Assert.Empty(await management.WithDatabaseAsync(db => db.UserLogins.ToListAsync()));
    }

    [Theory]
    [InlineData("https://evil.example/")]
    [InlineData("//evil.example/")]
    [InlineData("/\\evil.example")]
    public async Task SignIn_WithAnotherSiteAsTarget_LeadsHome(string target)
    {
        await using var provider = await HostileProvider.StartAsync();
        await using var management = await StartAsync(provider);
        await management.SignInAsync();
        var browser = management.OpenBrowser();

        await browser.SignInAsync(provider, target);

        Assert.Equal((HttpStatusCode.OK, "/"), (browser.Status, browser.Path));
    }

    [Fact]
    public async Task Provider_ThatIsGone_LeavesThePasswordsWorking()
    {
        var provider = await HostileProvider.StartAsync();
        await using var management = await StartAsync(provider);
        await provider.DisposeAsync();
        await management.SignInAsync();
        var browser = management.OpenBrowser();

        await browser.OpenAsync("/sign-in/provider");
        browser.AssertRefused("unavailable", "Example login does not answer as it should");
        await browser.SubmitAsync("/sign-in", ("email", ManagementFixture.Email), ("password", ManagementFixture.Password));

        Assert.Equal("/", browser.Path);
    }

    [Fact]
    public async Task Answers_TooMany_AreSlowedDown()
    {
        await using var provider = await HostileProvider.StartAsync();
        await using var management = await StartAsync(provider, attempts: 2);
        var browser = management.OpenBrowser();
        for (var i = 0; i < 3; i++)
            await browser.ReturnAsync(provider, "forged");

        Assert.Equal(HttpStatusCode.TooManyRequests, browser.Status);
    }

    [Theory]
    [InlineData("unavailable%22%3E%3Cscript%3E")]
    [InlineData("Unavailable")]
    [InlineData("")]
    public async Task Word_InTheAddressThatIsNotOurs_SaysNothing(string word)
    {
        await using var provider = await HostileProvider.StartAsync();
        await using var management = await StartAsync(provider);
        var browser = management.OpenBrowser();

        await browser.OpenAsync("/sign-in?refused=" + word);

        Assert.Null(browser.Page.QuerySelector("#error-summary"));
    }

    [Fact]
    public async Task Addresses_WithoutAProvider_AreNotThere()
    {
        await using var management = await ManagementFixture.StartAsync();
        var browser = await management.SignInAsync();

        foreach (var path in new[] { "/sign-in/provider", ProviderHandler.CallbackPath, LinkProvider.Path, "/api/account/provider" })
        {
            using var answer = await browser.CallAsync(HttpMethod.Get, path);
            Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
        }
        await browser.OpenAsync("/sign-in?refused=cancelled");
        Assert.Equal("/", browser.Path);
    }

    private static Task<ManagementFixture> StartAsync(HostileProvider provider, TimeProvider? clock = null, int attempts = 100) => ManagementFixture.StartAsync(change: options => options with
    {
        SignInAttemptsPerMinute = attempts,
        TimeProvider = clock ?? TimeProvider.System,
        SignInProvider = provider.Describe() with { LinksByEmail = true },
    });
}
