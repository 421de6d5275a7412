using System.Net;
using System.Security.Claims;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Tandem.Management.Access;
using Tandem.Management.Access.Profile;

namespace Tandem.Management.Tests.Access.OpenIdConnect;

public sealed class AccountWithoutPasswordTests
{
    private readonly FrozenClock _clock = new();

    [Fact]
    public async Task Owner_JustSignedIn_MayDoWhatOthersDoWithTheirPassword()
    {
        await using var provider = await HostileProvider.StartAsync(_clock);
        await using var management = await StartAsync(provider);
        var browser = await SignInAsync(management, provider);
        using var authenticator = new SoftAuthenticator();
        await browser.OpenAsync("/account");
        Assert.Contains("Set a password", browser.Text, StringComparison.Ordinal);
        Assert.Null(browser.Page.QuerySelector("input[name=current]"));
        Assert.Contains("Your account has no password here", browser.Text, StringComparison.Ordinal);

        await browser.OpenAsync("/account/provider");
        Assert.Null(browser.Page.QuerySelector("input[name=password]"));
        await browser.SubmitAsync("/account/provider/undo");
        Assert.Contains("You could not sign in any more", browser.Page.QuerySelector("#error-summary")!.TextContent, StringComparison.Ordinal);
        await browser.AddAsync(authenticator, password: "");
        await browser.OpenAsync("/account/provider");
        await browser.SubmitAsync("/account/provider/undo");

        Assert.Equal("/account/provider?done=undone", browser.Path);
        var other = management.OpenBrowser();
        await PasskeyBrowser.SignInAsync(other, authenticator);
        Assert.Equal("/", other.Path);
    }

    [Fact]
    public async Task Thief_OfAnOlderSession_MayNot()
    {
        await using var provider = await HostileProvider.StartAsync(_clock);
        await using var management = await StartAsync(provider);
        var thief = (await SignInAsync(management, provider)).Copy();
        _clock.Advance(PasswordAgain.Moment);

        using var passkey = await thief.CallAsync(HttpMethod.Post, "/api/account/passkeys/challenge", new { password = "" });
        using var undo = await thief.CallAsync(HttpMethod.Post, "/api/account/provider/undo", new { password = "" });
        using var password = await thief.CallAsync(HttpMethod.Post, "/api/account/password", new { current = "x", password = "another twelve words" });
        await thief.OpenAsync("/account/second-factor");

        Assert.Equal([HttpStatusCode.UnprocessableEntity, HttpStatusCode.UnprocessableEntity, HttpStatusCode.UnprocessableEntity], new[] { passkey, undo, password }.Select(answer => answer.StatusCode));
        Assert.Contains("signed in too long ago", await passkey.Content.ReadAsStringAsync(TestContext.Current.CancellationToken), StringComparison.Ordinal);
        Assert.Contains("signed in too long ago", await password.Content.ReadAsStringAsync(TestContext.Current.CancellationToken), StringComparison.Ordinal);
        Assert.Contains("works within ten minutes after you signed in", thief.Text, StringComparison.Ordinal);
        Assert.Equal(1, await management.WithDatabaseAsync(db => db.UserLogins.CountAsync()));
    }

    [Fact]
    public async Task Owner_JustSignedIn_MaySetAPasswordWhichSignsIn()
    {
        await using var provider = await HostileProvider.StartAsync(_clock);
        await using var management = await StartAsync(provider);
        var browser = await SignInAsync(management, provider);
        await browser.OpenAsync("/account");

        await browser.SubmitAsync("/account/password", ("password", "short"), ("repeat", "short"));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, browser.Status);
        await browser.SubmitAsync("/account/password", ("password", ManagementFixture.Password), ("repeat", ManagementFixture.Password));

        Assert.Equal("/account?done=password", browser.Path);
        Assert.Contains("Change your password", browser.Text, StringComparison.Ordinal);
        var other = management.OpenBrowser();
        await other.OpenAsync("/sign-in");
        await other.SubmitAsync("/sign-in", ("email", "grace@example.org"), ("password", ManagementFixture.Password));
        Assert.Equal("/", other.Path);
        Assert.Contains("password set by its owner", await management.WithDatabaseAsync(db => db.ChangeEvents.Select(e => e.Reason).ToListAsync()));
    }

    [Fact]
    public async Task FreshSignIn_SignsOneDecisionAndNoSecond()
    {
        await using var provider = await HostileProvider.StartAsync(_clock);
        await using var management = await StartAsync(provider);
        await SignInAsync(management, provider);
        await using var scope = management.App.Services.CreateAsyncScope();
        var session = await management.WithDatabaseAsync(db => db.Sessions.AsNoTracking().OrderByDescending(s => s.StartedAt).ThenByDescending(s => s.Id).FirstAsync(s => s.Method == SignInMethods.Provider));
        var http = new DefaultHttpContext
        {
            RequestServices = scope.ServiceProvider,
            User = new(new ClaimsIdentity([new(ClaimTypes.NameIdentifier, session.AccountId.ToString()), new(CurrentUser.SessionClaim, session.Id.ToString())], "test")),
        };
        scope.ServiceProvider.GetRequiredService<IHttpContextAccessor>().HttpContext = http;
        var account = await scope.ServiceProvider.GetRequiredService<UserManager<Account>>().FindByIdAsync(session.AccountId.ToString());

        Assert.True(await scope.ServiceProvider.GetRequiredService<PasswordAgain>().IsRightAsync(account!, "anything", TestContext.Current.CancellationToken));
        var sign = scope.ServiceProvider.GetRequiredService<SignAgain>();
        var (first, _) = await sign.ProveAsync(http, "", "", TestContext.Current.CancellationToken);
        var (second, errors) = await sign.ProveAsync(http, "", "", TestContext.Current.CancellationToken);

        Assert.Equal((SignInMethods.Provider, null), (first, second));
        Assert.Contains("used for another decision already", Assert.Single(errors.All).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Nobody_SignsInByAnEmptyPassword()
    {
        await using var provider = await HostileProvider.StartAsync(_clock);
        await using var management = await StartAsync(provider);
        await SignInAsync(management, provider);
        var browser = management.OpenBrowser();

        foreach (var password in new[] { "", " " })
        {
            await browser.OpenAsync("/sign-in");
            await browser.SubmitAsync("/sign-in", ("email", "grace@example.org"), ("password", password));
            Assert.Equal(HttpStatusCode.UnprocessableEntity, browser.Status);
        }
    }

    private static async Task<Browser> SignInAsync(ManagementFixture management, HostileProvider provider)
    {
        await management.SignInAsync();
        provider.Claims = claims => claims["email"] = "grace@example.org";
        var browser = management.OpenBrowser();
        await browser.SignInAsync(provider);
        Assert.Equal("/", browser.Path);
        return browser;
    }

    private Task<ManagementFixture> StartAsync(HostileProvider provider) => ManagementFixture.StartAsync(change: options => options with
    {
        SignInAttemptsPerMinute = 100,
        TimeProvider = _clock,
        SignInProvider = provider.Describe() with { CreatesAccounts = true, DefaultRole = Roles.Reader },
    });
}
