using System.Buffers.Binary;
using System.Net;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using Tandem.Management.Access;
using Tandem.Testing.Files;

namespace Tandem.Management.Tests.Access;

public sealed class SignInTests
{
    [Fact]
    public async Task SignIn_AfterSignOut_WorksAgainAndLeadsWhereOneWanted()
    {
        await using var management = await ManagementFixture.StartAsync();
        var browser = await management.SignInAsync();
        await browser.SubmitAsync("/sign-out");
        Assert.Equal("/sign-in", browser.Path);

        await browser.OpenAsync("/history?type=account");
        Assert.StartsWith("/sign-in", browser.Path, StringComparison.Ordinal);
        await browser.SubmitAsync("/sign-in", ("email", ManagementFixture.Email), ("password", ManagementFixture.Password));

        Assert.Equal((HttpStatusCode.OK, "/history?type=account"), (browser.Status, browser.Path));
    }

    [Theory]
    [InlineData("https://evil.example/")]
    [InlineData("//evil.example/")]
    [InlineData("/\\evil.example")]
    public async Task SignIn_WithAnotherSiteAsTarget_LeadsHome(string target)
    {
        await using var management = await ManagementFixture.StartAsync();
        await management.SignInAsync();
        var browser = management.OpenBrowser();
        await browser.OpenAsync("/sign-in");

        await browser.SubmitAsync("/sign-in", ("email", ManagementFixture.Email), ("password", ManagementFixture.Password), ("returnUrl", target));

        Assert.Equal((HttpStatusCode.OK, "/"), (browser.Status, browser.Path));
    }

    [Fact]
    public async Task SignIn_Refused_AnswersTheSameForUnknownWrongAndLocked()
    {
        await using var management = await ManagementFixture.StartAsync(change: options => options with { SignInAttemptsPerMinute = 100 });
        await management.SignInAsync();
        var browser = management.OpenBrowser();
        async Task<string> TryAsync(string email, string password)
        {
            await browser.OpenAsync("/sign-in");
            await browser.SubmitAsync("/sign-in", ("email", email), ("password", password));
            Assert.Equal(HttpStatusCode.UnprocessableEntity, browser.Status);
            return browser.Page.QuerySelector("#error-summary")!.TextContent;
        }

        var unknown = await TryAsync("nobody@example.org", ManagementFixture.Password);
        var wrong = await TryAsync(ManagementFixture.Email, "not the password");
        for (var i = 0; i < 5; i++)
            await TryAsync(ManagementFixture.Email, "not the password");
        var locked = await TryAsync(ManagementFixture.Email, ManagementFixture.Password);

        Assert.Equal(unknown, wrong);
        Assert.Equal(unknown, locked);
        Assert.True((await management.WithDatabaseAsync(db => db.Users.SingleAsync())).LockoutEnd > TimeProvider.System.GetUtcNow());
    }

    [Fact]
    public async Task SignIn_TooOften_IsSlowedDown()
    {
        await using var management = await ManagementFixture.StartAsync(change: options => options with { SignInAttemptsPerMinute = 3 });
        var browser = management.OpenBrowser();
        var statuses = new List<HttpStatusCode>();
        for (var i = 0; i < 4; i++)
        {
            await browser.OpenAsync("/sign-in");
            await browser.SubmitAsync("/sign-in", ("email", "nobody@example.org"), ("password", "x"));
            statuses.Add(browser.Status);
        }

        Assert.Equal(HttpStatusCode.TooManyRequests, statuses[^1]);
        Assert.Contains("Too many attempts", browser.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task SignOut_EndsTheSessionAlsoForACopiedCookie()
    {
        await using var management = await ManagementFixture.StartAsync();
        var browser = await management.SignInAsync();
        var thief = browser.Copy();
        await thief.OpenAsync("/ai-systems");
        Assert.Equal("/ai-systems", thief.Path);

        await browser.SubmitAsync("/sign-out");
        await thief.OpenAsync("/ai-systems");

        Assert.StartsWith("/sign-in", thief.Path, StringComparison.Ordinal);
        Assert.NotNull(await management.WithDatabaseAsync(db => db.Sessions.Select(s => s.EndedAt).SingleAsync())); // so it holds after a restart too
        await browser.OpenAsync("/sign-in");
        await browser.SubmitAsync("/sign-in", ("email", ManagementFixture.Email), ("password", ManagementFixture.Password));
        Assert.Equal((HttpStatusCode.OK, "/"), (browser.Status, browser.Path));
    }

    [Fact]
    public async Task SignIn_AfterVisitsAsAStranger_GivesACookieThatTheStrangerNeverHad()
    {
        await using var management = await ManagementFixture.StartAsync();
        await management.SignInAsync();
        var browser = management.OpenBrowser();
        await browser.OpenAsync("/sign-in");
        var planted = browser.Copy();

        await browser.SubmitAsync("/sign-in", ("email", ManagementFixture.Email), ("password", ManagementFixture.Password));
        await planted.OpenAsync("/ai-systems");

        Assert.Equal("/", browser.Path);
        Assert.StartsWith("/sign-in", planted.Path, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("192.0.2.7", "192.0.2.7")]
    [InlineData("::ffff:192.0.2.7", "192.0.2.7")]
    [InlineData("2001:db8:1:2::1", "20010db800010002")]
    [InlineData("2001:db8:1:2:ffff::9", "20010db800010002")]
    public void Attempts_AreCountedForAnAddressOrItsIpv6Network(string address, string source) =>
        Assert.Equal(source, Tandem.Management.Access.AccessFeature.Source(IPAddress.Parse(address)));

    [Fact]
    public async Task Cookies_OverHttps_AreSecureAndOutOfReachOfScripts()
    {
        await using var management = await ManagementFixture.StartAsync(change: options => options with { PublicUrl = new Uri("https://localhost") });
        var browser = management.OpenBrowser();

        await browser.OpenAsync("/sign-in");

        var cookie = Assert.Single(browser.Response.Headers.GetValues("Set-Cookie"));
        Assert.StartsWith("__Host-tandem-form=", cookie, StringComparison.Ordinal);
        Assert.Contains("secure; samesite=strict; httponly", cookie, StringComparison.OrdinalIgnoreCase);
        var session = management.App.Services.GetRequiredService<Microsoft.Extensions.Options.IOptionsMonitor<Microsoft.AspNetCore.Authentication.Cookies.CookieAuthenticationOptions>>()
            .Get(Microsoft.AspNetCore.Identity.IdentityConstants.ApplicationScheme).Cookie;
        Assert.Equal(("__Host-tandem", true, CookieSecurePolicy.Always, SameSiteMode.Lax), (session.Name, session.HttpOnly, session.SecurePolicy, session.SameSite));
    }

    [Fact]
    public async Task Roles_WithoutTheRightToEdit_MayReadAndNothingElse()
    {
        var clock = new FrozenClock();
        await using var management = await ManagementFixture.StartAsync(change: options => options with { TimeProvider = clock });
        var browser = await management.SignInAsync();
        await management.WithDatabaseAsync(db => db.Roles.ExecuteUpdateAsync(r => r.SetProperty(x => x.Name, "Reader").SetProperty(x => x.NormalizedName, "READER")));
        clock.Advance(TimeSpan.FromMinutes(1)); // written past the program, as by another process

        await browser.OpenAsync("/ai-systems");
        Assert.Equal(HttpStatusCode.OK, browser.Status);
        Assert.DoesNotContain("Register an AI system", browser.Text, StringComparison.Ordinal);
        await browser.OpenAsync("/ai-systems/new");
        Assert.Equal(HttpStatusCode.Forbidden, browser.Status);
        using var answer = await browser.CallAsync(HttpMethod.Post, "/api/ai-systems", new { name = "x" });
        Assert.Equal(HttpStatusCode.Forbidden, answer.StatusCode);
    }

    [Fact]
    public async Task Password_HashedWithFewerRoundsThanNow_IsHashedAnewAtSignIn()
    {
        await using var management = await ManagementFixture.StartAsync(configure: services => services.PostConfigure<PasswordHasherOptions>(hasher => hasher.IterationCount = 2000));
        var browser = await management.SignInAsync();
        var old = new PasswordHasher<Account>(Options.Create(new PasswordHasherOptions { IterationCount = 10 })).HashPassword(new Account(), ManagementFixture.Password);
        await management.WithDatabaseAsync(db => db.Users.ExecuteUpdateAsync(set => set.SetProperty(account => account.PasswordHash, old)));
        await browser.SubmitAsync("/sign-out");

        await browser.SubmitAsync("/sign-in", ("email", ManagementFixture.Email), ("password", ManagementFixture.Password));

        Assert.Equal("/", browser.Path);
        Assert.Equal(2000, IterationsOf(await management.WithDatabaseAsync(db => db.Users.Select(account => account.PasswordHash).SingleAsync())));
    }

    [Fact]
    public async Task Host_HashesPasswordsWithTheRoundsOfTheRules()
    {
        using var folder = new TemporaryFolder();
        await using var app = await ManagementHost.BuildAsync(ManagementFixture.OptionsIn(folder), configure: null, TestContext.Current.CancellationToken);

        var hash = app.Services.CreateScope().ServiceProvider.GetRequiredService<IPasswordHasher<Account>>().HashPassword(new Account(), ManagementFixture.Password);

        Assert.Equal(PasswordRules.HashIterations, IterationsOf(hash));
    }

    // Identity's format 3: one byte of format, four each of function, iterations and length of salt, most significant first.
    private static int IterationsOf(string? hash) => BinaryPrimitives.ReadInt32BigEndian(Convert.FromBase64String(hash!).AsSpan(5));
}
