using System.Net;
using Microsoft.EntityFrameworkCore;
using Tandem.Management.Access;
using Tandem.Management.Access.Accounts;
using Tandem.Management.Database;
using Tandem.Testing.Postgres;

namespace Tandem.Management.Tests.Access.Accounts;

public sealed class InvitationTests(PostgresServer postgres)
{
    [Theory]
    [InlineData(DatabaseEngine.Sqlite)]
    [InlineData(DatabaseEngine.Postgres)]
    public async Task Invitation_Accepted_LetsThePersonInWithTheRolesOnce(string engine)
    {
        await using var management = await ManagementFixture.StartAsync(engine, postgres);
        var administrator = await management.SignInAsync();
        var link = await administrator.InviteAsync("Grace Hopper", "grace@example.org", Roles.Contributor, Roles.Approver);
        Assert.Equal("invited", Assert.Single((await administrator.AccountsAsync("?state=invited")).Accounts).State);

        var grace = management.OpenBrowser();
        await grace.OpenAsync(link);
        Assert.Equal("no-referrer", grace.Response.Headers.GetValues("Referrer-Policy").Single());
        await grace.JoinAsync(link);

        Assert.Equal((HttpStatusCode.OK, "/"), (grace.Status, grace.Path));
        await grace.OpenAsync("/account");
        Assert.Contains("Contributor", grace.Text, StringComparison.Ordinal);
        var again = management.OpenBrowser();
        await again.OpenAsync(link);
        Assert.Equal(HttpStatusCode.NotFound, again.Status);
        var row = Assert.Single((await administrator.AccountsAsync("?q=grace")).Accounts);
        Assert.Equal(("active", "PER-0002"), (row.State, row.Person));
        Assert.NotNull(row.LastSignInAt);
        var changes = await management.WithDatabaseAsync(db => db.ChangeEvents.Where(e => e.RecordKey == row.Id.ToString()).OrderBy(e => e.Number).ToListAsync());
        Assert.Equal(("Ada Lovelace", "invited as Contributor, Approver"), (changes[0].ActorName, changes[0].Reason));
        Assert.Contains(changes, change => change is { ActorName: "Grace Hopper", Reason: "invitation accepted, by one-time link" });
        Assert.All(changes, change => Assert.DoesNotContain(link[(link.IndexOf('=', StringComparison.Ordinal) + 1)..], change.Fields, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Link_ForgedUsedOldReplacedOrOfADisabledAccount_IsAnsweredAlike()
    {
        var clock = new FrozenClock();
        await using var management = await ManagementFixture.StartAsync(change: options => options with { TimeProvider = clock, SignInAttemptsPerMinute = 1000 });
        var administrator = await management.SignInAsync();
        var used = await administrator.InviteAsync("Used One", "used@example.org", Roles.Reader);
        await management.OpenBrowser().JoinAsync(used);
        var replaced = await administrator.InviteAsync("Replaced One", "replaced@example.org", Roles.Reader);
        await administrator.ActAsync(await management.AccountIdAsync("Replaced One"), "link");
        var newer = administrator.LinkShown();
        var disabled = await administrator.InviteAsync("Disabled One", "disabled@example.org", Roles.Reader);
        await administrator.ActAsync(await management.AccountIdAsync("Disabled One"), "disable");
        var good = await administrator.InviteAsync("Good One", "good@example.org", Roles.Reader);
        var forged = good[..^1] + (good[^1] == 'A' ? 'B' : 'A');

        var words = new List<string>();
        foreach (var link in new[] { forged, used, replaced, disabled, "/join", "/join?token=", "/join?token=" + new string('x', 5000) })
            words.Add(await RefusalAsync(management, link));
        Assert.Single(words.Distinct());
        Assert.Contains("no longer valid", words[0], StringComparison.Ordinal);

        // The newer link works to its last moment, then it does not, even when its page lies open.
        clock.Advance(AccountLinks.InvitationLifetime - TimeSpan.FromSeconds(1));
        var open = management.OpenBrowser();
        await open.OpenAsync(newer);
        Assert.Equal(HttpStatusCode.OK, open.Status);
        clock.Advance(TimeSpan.FromSeconds(1));
        await open.SubmitAsync("/join", ("password", AccountSteps.NewPassword), ("repeat", AccountSteps.NewPassword));
        Assert.Equal(HttpStatusCode.NotFound, open.Status);
        Assert.Equal(words[0], open.Text);
    }

    [Theory]
    [InlineData(DatabaseEngine.Sqlite)]
    [InlineData(DatabaseEngine.Postgres)]
    public async Task Link_UsedByManyAtOnce_LetsOneIn(string engine)
    {
        await using var management = await ManagementFixture.StartAsync(engine, postgres, options => options with { SignInAttemptsPerMinute = 1000 });
        var administrator = await management.SignInAsync();
        var link = await administrator.InviteAsync("Grace Hopper", "grace@example.org", Roles.Reader);
        var browsers = Enumerable.Range(0, 5).Select(_ => management.OpenBrowser()).ToList();
        foreach (var browser in browsers)
            await browser.OpenAsync(link);

        await Task.WhenAll(browsers.Select((browser, i) => Task.Run(() => browser.SubmitAsync("/join", ("password", $"{AccountSteps.NewPassword} {i}"), ("repeat", $"{AccountSteps.NewPassword} {i}")))));

        Assert.Single(browsers, browser => browser.Status == HttpStatusCode.OK && browser.Path == "/");
        Assert.All(browsers, browser => Assert.True(browser.Status is HttpStatusCode.OK or HttpStatusCode.NotFound, $"answered {browser.Status}: {browser.Text}"));
    }

    [Theory]
    [InlineData("short", "short")]
    [InlineData("long enough to pass", "but not the same one")]
    [InlineData("aaaaaaaaaaaaaaaa", "aaaaaaaaaaaaaaaa")]
    public async Task Password_TooWeakOrRepeatedWrongly_IsRefusedAndTheLinkStillWorks(string password, string repeat)
    {
        await using var management = await ManagementFixture.StartAsync();
        var link = await (await management.SignInAsync()).InviteAsync("Grace Hopper", "grace@example.org", Roles.Reader);
        var browser = management.OpenBrowser();
        await browser.OpenAsync(link);

        await browser.SubmitAsync("/join", ("password", password), ("repeat", repeat));

        Assert.Equal(HttpStatusCode.UnprocessableEntity, browser.Status);
        Assert.NotNull(browser.Page.QuerySelector("#error-summary"));
        await browser.SubmitAsync("/join", ("password", AccountSteps.NewPassword), ("repeat", AccountSteps.NewPassword));
        Assert.Equal((HttpStatusCode.OK, "/"), (browser.Status, browser.Path));
    }

    [Fact]
    public async Task Invited_BeforeAcceptance_CannotSignIn()
    {
        await using var management = await ManagementFixture.StartAsync();
        await (await management.SignInAsync()).InviteAsync("Grace Hopper", "grace@example.org", Roles.Reader);
        var browser = management.OpenBrowser();
        await browser.OpenAsync("/sign-in");

        foreach (var password in new[] { "", " ", AccountSteps.NewPassword })
        {
            await browser.SubmitAsync("/sign-in", ("email", "grace@example.org"), ("password", password));
            Assert.Equal(HttpStatusCode.UnprocessableEntity, browser.Status);
        }
    }

    [Theory]
    [InlineData("Grace Hopper", "ada@example.org", Roles.Reader, "An account has this address already")]
    [InlineData("Grace Hopper", "ADA@example.org", Roles.Reader, "An account has this address already")]
    [InlineData("Ada Lovelace", "", Roles.Reader, "PER-0001 has an account already")]
    [InlineData("PER-9999", "grace@example.org", Roles.Reader, "Nobody in the register")]
    [InlineData("Grace Hopper", "", Roles.Reader, "The register knows no address")]
    [InlineData("Grace Hopper", "not an address", Roles.Reader, "Enter an e-mail address")]
    [InlineData("Grace Hopper", "grace@example.org", "Superuser", "Choose at least one role")]
    [InlineData("", "grace@example.org", Roles.Reader, "Name a person")]
    public async Task Invitation_WithSomethingWrong_IsRefusedInWordsAndOpensNothing(string person, string email, string role, string words)
    {
        await using var management = await ManagementFixture.StartAsync();
        var administrator = await management.SignInAsync();
        await administrator.OpenAsync("/settings/accounts/new");

        await administrator.SubmitManyAsync("/settings/accounts/new", [("person", person), ("email", email), ("roles", role)]);

        Assert.Equal(HttpStatusCode.UnprocessableEntity, administrator.Status);
        Assert.Contains(words, administrator.Page.QuerySelector("#error-summary")!.TextContent, StringComparison.Ordinal);
        Assert.Equal((1, 1, 0), await management.WithDatabaseAsync(async db => (await db.Users.CountAsync(), await db.People.CountAsync(), await db.AccountLinks.CountAsync())));
    }

    [Fact]
    public async Task PersonOfTheRegister_InvitedByKey_KeepsTheEntryAndItsAddress()
    {
        await using var management = await ManagementFixture.StartAsync();
        var administrator = await management.SignInAsync();
        using var entered = await administrator.CallAsync(HttpMethod.Post, "/api/people", new { fields = new { name = "Grace Hopper", email = "grace@example.org" } });
        Assert.Equal(HttpStatusCode.Created, entered.StatusCode);

        await administrator.InviteAsync("PER-0002", "", Roles.Reader);

        var row = Assert.Single((await administrator.AccountsAsync("?state=invited")).Accounts);
        Assert.Equal(("Grace Hopper", "grace@example.org", "PER-0002"), (row.Name, row.Email, row.Person));
        Assert.Equal(2, await management.WithDatabaseAsync(db => db.People.CountAsync()));
        await administrator.OpenAsync("/settings/accounts/new");
        await administrator.SubmitManyAsync("/settings/accounts/new", [("person", "PER-0002"), ("email", "other@example.org"), ("roles", Roles.Reader)]);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, administrator.Status);
    }

    [Fact]
    public async Task Script_InAName_IsTextEverywhere()
    {
        const string name = "<script>alert(1)</script><b>x";
        await using var management = await ManagementFixture.StartAsync();
        var administrator = await management.SignInAsync();
        var link = await administrator.InviteAsync(name, "x@example.org", Roles.Reader);
        var guest = management.OpenBrowser();
        await guest.OpenAsync(link);
        var id = await management.AccountIdAsync(name);

        foreach (var browser in new[] { guest, administrator })
        {
            if (browser == administrator)
                await browser.OpenAsync($"/settings/accounts/{id}");
            Assert.Contains(name, browser.Text, StringComparison.Ordinal);
            Assert.Empty(browser.Page.QuerySelectorAll("main b, script:not([src])"));
        }
        await administrator.OpenAsync("/settings/accounts");
        Assert.Contains(name, administrator.Text, StringComparison.Ordinal);
        Assert.Empty(administrator.Page.QuerySelectorAll("main b, script:not([src])"));
    }

    private static async Task<string> RefusalAsync(ManagementFixture management, string link)
    {
        var browser = management.OpenBrowser();
        await browser.OpenAsync(link);
        Assert.Equal(HttpStatusCode.NotFound, browser.Status);
        return browser.Text;
    }
}
