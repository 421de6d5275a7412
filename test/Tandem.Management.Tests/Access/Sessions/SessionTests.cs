using System.Net;
using System.Security.Claims;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using Tandem.Management.Access;
using Tandem.Management.Access.Sessions;
using Tandem.Management.Database;
using Tandem.Testing.Postgres;

namespace Tandem.Management.Tests.Access.Sessions;

public sealed class SessionTests(PostgresServer postgres)
{
    [Theory]
    [InlineData(DatabaseEngine.Sqlite)]
    [InlineData(DatabaseEngine.Postgres)]
    public async Task SignOut_EndsThisSessionInEveryCopyAndNoOther(string engine)
    {
        await using var management = await ManagementFixture.StartAsync(engine, postgres);
        var browser = await management.SignInAsync();
        var elsewhere = await management.SignInAsync();
        var thief = browser.Copy();

        await browser.SubmitAsync("/sign-out");

        Assert.False(await IsSignedInAsync(thief));
        Assert.True(await IsSignedInAsync(elsewhere));
        var ended = Assert.Single(await management.WithDatabaseAsync(db => db.Sessions.Where(s => s.EndedAt != null).ToListAsync()));
        Assert.Equal(SessionEnd.SignedOut, ended.EndedBecause);
        var changes = await management.WithDatabaseAsync(db => db.ChangeEvents.Where(e => e.RecordType == "session" && e.RecordKey == ended.RecordKey).OrderBy(e => e.Number).ToListAsync());
        Assert.Equal([("created", "signed in by set-up link"), ("changed", "signed out")], changes.Select(c => (c.Action, c.Reason)));
        Assert.All(changes, change => Assert.Equal("Ada Lovelace", change.ActorName));
    }

    [Theory]
    [InlineData(DatabaseEngine.Sqlite)]
    [InlineData(DatabaseEngine.Postgres)]
    public async Task OneSession_EndedFromAnother_IsDeadAtOnce(string engine)
    {
        await using var management = await ManagementFixture.StartAsync(engine, postgres);
        var browser = await management.SignInAsync();
        var lost = await management.SignInAsync();
        var third = await management.SignInAsync();

        await browser.OpenAsync("/account/sessions");
        Assert.Equal(3, browser.Page.QuerySelectorAll("tbody tr").Length);
        Assert.Single(browser.Page.QuerySelectorAll("tbody tr"), row => row.TextContent.Contains("This session", StringComparison.Ordinal));
        await browser.SubmitAsync($"/account/sessions/{await IdAsync(lost)}/end");

        Assert.Equal((HttpStatusCode.OK, "/account/sessions?ended=1"), (browser.Status, browser.Path));
        Assert.Contains("One session has ended", browser.Text, StringComparison.Ordinal);
        Assert.Equal(2, browser.Page.QuerySelectorAll("tbody tr").Length);
        Assert.False(await IsSignedInAsync(lost));
        Assert.True(await IsSignedInAsync(third));
        Assert.True(await IsSignedInAsync(browser));
    }

    [Fact]
    public async Task AllOthers_EndedAtOnce_ThisOneGoesOn()
    {
        await using var management = await ManagementFixture.StartAsync();
        await management.SignInAsync();
        var grace = await management.SignInAsAsync("Grace Hopper", Roles.Reader);
        var browser = await management.SignInAsync();
        var others = new[] { await management.SignInAsync(), await management.SignInAsync() };

        await browser.OpenAsync("/account/sessions");
        await browser.SubmitAsync("/account/sessions/end-others");

        Assert.Contains("3 sessions have ended", browser.Text, StringComparison.Ordinal); // that of the set-up, too
        foreach (var other in others)
            Assert.False(await IsSignedInAsync(other));
        Assert.True(await IsSignedInAsync(grace));
        await browser.SubmitAsync("/account/sessions/end-others");
        Assert.Contains("There was no other live session", browser.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task SessionsOfOthers_AreNeitherSeenNorEnded()
    {
        await using var management = await ManagementFixture.StartAsync();
        var ada = await management.SignInAsync();
        var eve = await management.SignInAsAsync("Eve", Roles.ImsManager);
        var target = await IdAsync(ada);

        await eve.OpenAsync("/account/sessions?state=");
        Assert.Single(eve.Page.QuerySelectorAll("tbody tr"));
        Assert.DoesNotContain(target.ToString(), eve.Page.DocumentElement.OuterHtml, StringComparison.Ordinal);
        using var byApi = await eve.CallAsync(HttpMethod.Post, $"/api/account/sessions/{target}/end");
        var token = eve.Page.QuerySelector("form[action='/sign-out'] input")!.GetAttribute("value")!;
        await eve.PostAsync($"/account/sessions/{target}/end", [new("__RequestVerificationToken", token)]);

        Assert.Equal((HttpStatusCode.NotFound, HttpStatusCode.NotFound), (byApi.StatusCode, eve.Status));
        Assert.True(await IsSignedInAsync(ada));
    }

    [Fact]
    public async Task SignIn_InABrowserThatIsSignedIn_EndsTheSessionBefore()
    {
        await using var management = await ManagementFixture.StartAsync();
        var browser = await management.SignInAsync();
        var copy = browser.Copy();
        var token = browser.Page.QuerySelector("form[action='/sign-out'] input")!.GetAttribute("value")!;

        await browser.PostAsync("/sign-in", [new("__RequestVerificationToken", token), new("email", ManagementFixture.Email), new("password", ManagementFixture.Password)]);

        Assert.Equal((HttpStatusCode.OK, "/"), (browser.Status, browser.Path));
        Assert.False(await IsSignedInAsync(copy));
        Assert.Equal(SessionEnd.SignedInAnew, await management.WithDatabaseAsync(db => db.Sessions.Where(s => s.EndedAt != null).Select(s => s.EndedBecause).SingleAsync()));
    }

    [Fact]
    public async Task Session_EndedByTwoAtOnce_EndsOnceAndRefusesNobody()
    {
        await using var management = await ManagementFixture.StartAsync();
        var browser = await management.SignInAsync();
        var target = await IdAsync(await management.SignInAsync());

        var answers = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(() => browser.CallAsync(HttpMethod.Post, $"/api/account/sessions/{target}/end"))));

        Assert.All(answers, answer => Assert.Equal(HttpStatusCode.NoContent, answer.StatusCode));
        Assert.Equal(1, await management.WithDatabaseAsync(db => db.ChangeEvents.CountAsync(e => e.RecordKey == target.ToString() && e.Action == "changed")));
    }

    [Fact]
    public async Task Database_HoldsNothingThatSignsIn()
    {
        await using var management = await ManagementFixture.StartAsync();
        var token = Token(management, await management.SignInAsync());

        var files = Directory.GetFiles(management.Options.DataFolder, "tandem.db*");
        var stored = await management.WithDatabaseAsync(db => db.Sessions.Select(s => s.TokenHash).SingleAsync());

        Assert.Equal(SessionToken.Hash(token), stored);
        Assert.NotEmpty(files);
        Assert.All(files, file =>
        {
            using var open = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
            using var reader = new StreamReader(open, System.Text.Encoding.Latin1);
            Assert.DoesNotContain(token, reader.ReadToEnd(), StringComparison.Ordinal);
        });
        Assert.DoesNotContain(stored, string.Concat(await management.WithDatabaseAsync(db => db.ChangeEvents.Select(e => e.Fields).ToListAsync())), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Cookie_OfAForeignOrInventedSession_SignsNobodyIn()
    {
        await using var management = await ManagementFixture.StartAsync();
        await management.SignInAsync();
        var options = CookieOptions(management);
        var forger = management.OpenBrowser();

        // Even who can write cookies for this installation must know a session's token; an account's id is not enough.
        foreach (var claim in new Claim[] { new(SessionToken.Claim, SessionToken.Generate()), new(SessionToken.Claim, ""), new(ClaimTypes.NameIdentifier, Guid.CreateVersion7(TimeProvider.System.GetUtcNow()).ToString()) })
        {
            var ticket = new Microsoft.AspNetCore.Authentication.AuthenticationTicket(
                new ClaimsPrincipal(new ClaimsIdentity([claim, new(ClaimTypes.Role, Roles.Owner)], IdentityConstants.ApplicationScheme)), IdentityConstants.ApplicationScheme);
            forger.SetCookie(options.Cookie.Name!, options.TicketDataFormat.Protect(ticket));
            Assert.False(await IsSignedInAsync(forger));
        }
    }

    [Theory]
    [InlineData(DatabaseEngine.Sqlite)]
    [InlineData(DatabaseEngine.Postgres)]
    public async Task Api_ListsAndEndsTheOwnSessions(string engine)
    {
        await using var management = await ManagementFixture.StartAsync(engine, postgres);
        var browser = await management.SignInAsync();
        var other = await management.SignInAsync();

        var before = await ListAsync(browser, "");
        using var one = await browser.CallAsync(HttpMethod.Post, $"/api/account/sessions/{await IdAsync(other)}/end");
        using var unknown = await browser.CallAsync(HttpMethod.Post, $"/api/account/sessions/{Guid.Empty}/end");
        using var others = await browser.CallAsync(HttpMethod.Post, "/api/account/sessions/end-others");

        Assert.Equal(2, before.Total);
        Assert.Single(before.Sessions, session => session.IsThis);
        Assert.Equal((HttpStatusCode.NoContent, HttpStatusCode.NotFound, HttpStatusCode.OK), (one.StatusCode, unknown.StatusCode, others.StatusCode));
        Assert.Single((await ListAsync(browser, "")).Sessions);
        var ended = Assert.Single((await ListAsync(browser, "?state=ended")).Sessions);
        Assert.Equal(SessionEnd.EndedByOwner, ended.EndedBecause);
    }

    private static async Task<SessionApi.Listing> ListAsync(Browser browser, string query)
    {
        using var answer = await browser.CallAsync(HttpMethod.Get, "/api/account/sessions" + query);
        return (await answer.Content.ReadFromJsonAsync<SessionApi.Listing>(TestContext.Current.CancellationToken))!;
    }

    private static async Task<Guid> IdAsync(Browser browser) => (await ListAsync(browser, "")).Sessions.Single(session => session.IsThis).Id;

    private static async Task<bool> IsSignedInAsync(Browser browser)
    {
        using var answer = await browser.CallAsync(HttpMethod.Get, "/api/account");
        return answer.StatusCode == HttpStatusCode.OK;
    }

    private static CookieAuthenticationOptions CookieOptions(ManagementFixture management) =>
        management.App.Services.GetRequiredService<IOptionsMonitor<CookieAuthenticationOptions>>().Get(IdentityConstants.ApplicationScheme);

    private static string Token(ManagementFixture management, Browser browser)
    {
        var options = CookieOptions(management);
        var claims = options.TicketDataFormat.Unprotect(browser.Cookie(options.Cookie.Name!))!.Principal.Claims;
        return Assert.Single(claims, claim => claim.Type == SessionToken.Claim).Value;
    }
}
