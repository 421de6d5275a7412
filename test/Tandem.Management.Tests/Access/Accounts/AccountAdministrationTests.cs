using System.Net;
using Microsoft.EntityFrameworkCore;
using Tandem.Management.Access;
using Tandem.Management.Access.Sessions;
using Tandem.Management.Access.Tokens;
using Tandem.Management.Database;
using Tandem.Management.Tests.Access.Tokens;
using Tandem.Testing.Postgres;

namespace Tandem.Management.Tests.Access.Accounts;

public sealed class AccountAdministrationTests(PostgresServer postgres)
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(DatabaseEngine.Sqlite)]
    [InlineData(DatabaseEngine.Postgres)]
    public async Task Account_Disabled_IsOutAtOnceWithAllItsProgramsUntilEnabled(string engine)
    {
        await using var management = await ManagementFixture.StartAsync(engine, postgres, options => options with { SignInAttemptsPerMinute = 1000 });
        var administrator = await management.SignInAsync();
        var grace = await management.SignInAsAsync("Grace Hopper", Roles.Contributor);
        using var program = management.OpenProgram(await grace.CreateTokenAsync("ci", TokenScopes.Write));
        using (var before = await program.GetAsync("/api/ai-systems", Cancellation))
            Assert.Equal(HttpStatusCode.OK, before.StatusCode);
        var id = await management.AccountIdAsync("Grace Hopper");

        await administrator.ActAsync(id, "disable", "left the organisation");

        Assert.Contains("The account is disabled", administrator.Text, StringComparison.Ordinal);
        await grace.OpenAsync("/");
        Assert.StartsWith("/sign-in", grace.Path, StringComparison.Ordinal);
        using (var after = await program.GetAsync("/api/ai-systems", Cancellation))
            Assert.Equal(HttpStatusCode.Unauthorized, after.StatusCode);
        var unknown = await RefusedSignInAsync(management, "nobody@example.org");
        Assert.Equal(unknown, await RefusedSignInAsync(management, "grace.hopper@example.org"));
        var ended = await management.WithDatabaseAsync(db => db.Sessions.Where(s => s.AccountId == id).Select(s => s.EndedBecause).ToListAsync());
        Assert.Equal([SessionEnd.AccountDisabled], ended);
        Assert.Contains("left the organisation", await management.WithDatabaseAsync(db => db.ChangeEvents.Where(e => e.RecordKey == id.ToString()).Select(e => e.Reason).ToListAsync()));

        await administrator.ActAsync(id, "enable", "came back");
        await grace.OpenAsync("/account");
        Assert.StartsWith("/sign-in", grace.Path, StringComparison.Ordinal); // the old session stays ended
        await grace.SubmitAsync("/sign-in", ("email", "grace.hopper@example.org"), ("password", ManagementFixture.Password));
        Assert.Equal("/account", grace.Path);
        using var still = await program.GetAsync("/api/ai-systems", Cancellation);
        Assert.Equal(HttpStatusCode.Unauthorized, still.StatusCode);
    }

    [Theory]
    [InlineData(DatabaseEngine.Sqlite)]
    [InlineData(DatabaseEngine.Postgres)]
    public async Task Roles_Changed_HoldFromTheNextRequestAndStandInTheHistoryInWords(string engine)
    {
        await using var management = await ManagementFixture.StartAsync(engine, postgres);
        var administrator = await management.SignInAsync();
        var grace = await management.SignInAsAsync("Grace Hopper", Roles.Contributor);
        var id = await management.AccountIdAsync("Grace Hopper");

        await administrator.ChangeRolesAsync(id, Roles.Reader, Roles.InternalAuditor);

        Assert.Contains("The roles are changed", administrator.Text, StringComparison.Ordinal);
        await grace.OpenAsync("/ai-systems/new");
        Assert.Equal(HttpStatusCode.Forbidden, grace.Status);
        var change = await management.WithDatabaseAsync(db => db.ChangeEvents.Where(e => e.RecordType == "account-role").OrderBy(e => e.Number).LastAsync());
        Assert.Equal(("Ada Lovelace", "given: Reader, Internal auditor; taken: Contributor; a test wants it"), (change.ActorName, change.Reason));
        Assert.Equal([Roles.InternalAuditor, Roles.Reader], Assert.Single((await administrator.AccountsAsync("?role=Internal+auditor")).Accounts).Roles);
    }

    [Fact]
    public async Task OwnRolesAndAccount_AreLeftToOthers_WithWhateverRightAndCredential()
    {
        await using var management = await ManagementFixture.StartAsync();
        var ada = await management.SignInAsync();
        await management.SignInAsAsync("Grace Hopper", Roles.ImsManager); // so that Ada is not the last
        var id = await management.AccountIdAsync("Ada Lovelace");
        await ada.OpenAsync($"/settings/accounts/{id}");
        Assert.Contains("nobody changes the own roles", ada.Text, StringComparison.Ordinal);
        Assert.Empty(ada.Page.QuerySelectorAll($"form[action^='/settings/accounts/{id}']"));
        using var program = management.OpenProgram(await ada.CreateTokenAsync("admin", TokenScopes.Administer));

        foreach (var (path, body) in new (string, object)[]
        {
            ("roles", new { roles = new[] { Roles.Owner, Roles.ImsManager }, reason = "more" }), ("disable", new { reason = "x" }),
            ("reset-second-factor", new { reason = "x" }), ("link", new { reason = "x" }),
        })
        {
            using var byCookie = await ada.CallAsync(HttpMethod.Post, $"/api/accounts/{id}/{path}", body);
            using var byToken = await program.PostAsJsonAsync($"/api/accounts/{id}/{path}", body, Cancellation);
            Assert.Equal((HttpStatusCode.UnprocessableEntity, HttpStatusCode.UnprocessableEntity), (byCookie.StatusCode, byToken.StatusCode));
        }
        Assert.Equal([Roles.ImsManager], (await ada.AccountsAsync("?q=lovelace")).Accounts.Single().Roles);
    }

    [Fact]
    public async Task Administration_WithoutTheRight_IsRefusedAtEveryAddress()
    {
        await using var management = await ManagementFixture.StartAsync();
        await management.SignInAsync();
        var lead = await management.SignInAsAsync("Grace Hopper", Roles.SecurityLead, Roles.DataProtectionOfficer, Roles.TopManagement);
        var id = await management.AccountIdAsync("Grace Hopper");
        var guarded = EndpointList.Of(management).Select(e => (e.Method, Path: "/" + e.Endpoint.RoutePattern.RawText!.TrimStart('/'))).Where(e =>
            new[] { "/settings/accounts", "/api/accounts", "/settings/second-factor", "/api/settings/second-factor", "/settings/tokens", "/api/tokens" }.Any(path => e.Path.StartsWith(path, StringComparison.Ordinal))).ToList();

        Assert.True(guarded.Count > 20);
        foreach (var (method, path) in guarded)
        {
            using var answer = await lead.CallAsync(new HttpMethod(method), path.Replace("{id:guid}", id.ToString(), StringComparison.Ordinal), new { roles = new[] { Roles.Owner }, reason = "escalate" });
            Assert.True(answer.StatusCode == HttpStatusCode.Forbidden, $"{method} {path} answered {answer.StatusCode}");
        }
        await lead.OpenAsync("/");
        Assert.DoesNotContain("/settings/accounts", lead.Page.DocumentElement.OuterHtml, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(DatabaseEngine.Sqlite, true)]
    [InlineData(DatabaseEngine.Postgres, true)]
    [InlineData(DatabaseEngine.Sqlite, false)]
    [InlineData(DatabaseEngine.Postgres, false)]
    public async Task Administrators_WhoTakeEachOthersPowerAtOnce_LeaveOne(string engine, bool isByRoles)
    {
        await using var management = await ManagementFixture.StartAsync(engine, postgres);
        var ada = await management.SignInAsync();
        var grace = await management.SignInAsAsync("Grace Hopper", Roles.Owner);
        // An administrator who has not come yet would not help anybody.
        await ada.InviteAsync("Not Yet", "notyet@example.org", Roles.ImsManager);
        var (idOfAda, idOfGrace) = (await management.AccountIdAsync("Ada Lovelace"), await management.AccountIdAsync("Grace Hopper"));
        Task<HttpResponseMessage> ActAsync(Browser who, Guid whom) => isByRoles
            ? who.CallAsync(HttpMethod.Post, $"/api/accounts/{whom}/roles", new { roles = new[] { Roles.Reader }, reason = "race" })
            : who.CallAsync(HttpMethod.Post, $"/api/accounts/{whom}/disable", new { reason = "race" });

        var answers = await Task.WhenAll(Task.Run(() => ActAsync(ada, idOfGrace)), Task.Run(() => ActAsync(grace, idOfAda)));

        Assert.Single(answers, answer => answer.StatusCode == HttpStatusCode.OK);
        var left = await management.WithDatabaseAsync(db => db.Users.Where(u => u.DisabledAt == null && u.JoinedAt != null
            && db.UserRoles.Any(link => link.UserId == u.Id && db.Roles.Any(r => r.Id == link.RoleId && (r.Name == Roles.Owner || r.Name == Roles.ImsManager)))).CountAsync());
        Assert.Equal(1, left);
    }

    [Fact]
    public async Task Roles_ChangedFromAStalePage_AreNotOverwritten()
    {
        await using var management = await ManagementFixture.StartAsync();
        var ada = await management.SignInAsync();
        var other = await management.SignInAsAsync("Jonas Weber", Roles.ImsManager);
        await management.SignInAsAsync("Grace Hopper", Roles.Contributor);
        var id = await management.AccountIdAsync("Grace Hopper");
        await ada.OpenAsync($"/settings/accounts/{id}");
        await other.ChangeRolesAsync(id, Roles.Approver);

        await ada.SubmitManyAsync($"/settings/accounts/{id}/roles", [("reason", "late"), ("roles", Roles.Reader)]);

        Assert.Equal(HttpStatusCode.UnprocessableEntity, ada.Status);
        Assert.Contains("Somebody else changed the roles meanwhile", ada.Text, StringComparison.Ordinal);
        Assert.Equal([Roles.Approver], (await ada.AccountsAsync("?q=hopper")).Accounts.Single().Roles);
    }

    [Theory]
    [InlineData("roles")]
    [InlineData("disable")]
    [InlineData("enable")]
    [InlineData("link")]
    [InlineData("reset-second-factor")]
    public async Task Change_WithoutReasonOrOfNobody_IsRefused(string action)
    {
        await using var management = await ManagementFixture.StartAsync();
        var ada = await management.SignInAsync();
        await management.SignInAsAsync("Grace Hopper", Roles.Contributor);
        var id = await management.AccountIdAsync("Grace Hopper");

        using var noReason = await ada.CallAsync(HttpMethod.Post, $"/api/accounts/{id}/{action}", new { roles = new[] { Roles.Reader }, reason = "  " });
        using var tooLong = await ada.CallAsync(HttpMethod.Post, $"/api/accounts/{id}/{action}", new { roles = new[] { Roles.Reader }, reason = new string('x', 1001) });
        using var nobody = await ada.CallAsync(HttpMethod.Post, $"/api/accounts/{Guid.Empty}/{action}", new { roles = new[] { Roles.Reader }, reason = "x" });

        Assert.Equal((HttpStatusCode.UnprocessableEntity, HttpStatusCode.UnprocessableEntity, HttpStatusCode.NotFound), (noReason.StatusCode, tooLong.StatusCode, nobody.StatusCode));
        Assert.Equal("active", (await ada.AccountsAsync("?q=hopper")).Accounts.Single().State);
    }

    [Theory]
    [InlineData(DatabaseEngine.Sqlite)]
    [InlineData(DatabaseEngine.Postgres)]
    public async Task SecondFactor_Reset_EndsSessionsAndLeavesThePassword(string engine)
    {
        var clock = new FrozenClock();
        await using var management = await ManagementFixture.StartAsync(engine, postgres, options => options with { TimeProvider = clock, SignInAttemptsPerMinute = 1000 });
        var ada = await management.SignInAsync();
        var grace = await management.SignInAsAsync("Grace Hopper", Roles.Contributor);
        await grace.SwitchSecondFactorOnAsync(clock);
        using var authenticator = new SoftAuthenticator();
        await grace.AddAsync(authenticator);
        var id = await management.AccountIdAsync("Grace Hopper");

        await ada.ActAsync(id, "reset-second-factor", "lost the phone; known by voice");

        Assert.Contains("The second factor is reset", ada.Text, StringComparison.Ordinal);
        await grace.OpenAsync("/account");
        Assert.StartsWith("/sign-in", grace.Path, StringComparison.Ordinal);
        await grace.SubmitAsync("/sign-in", ("email", "grace.hopper@example.org"), ("password", ManagementFixture.Password));
        Assert.Equal("/account", grace.Path);
        var byPasskey = management.OpenBrowser();
        await byPasskey.SignInAsync(authenticator);
        byPasskey.AssertRefused();
        Assert.Equal((0, 0), await management.WithDatabaseAsync(async db => (await db.UserTokens.CountAsync(), await db.UserPasskeys.CountAsync())));
        using var again = await ada.CallAsync(HttpMethod.Post, $"/api/accounts/{id}/reset-second-factor", new { reason = "again" });
        Assert.Equal(HttpStatusCode.UnprocessableEntity, again.StatusCode);
    }

    [Fact]
    public async Task LinkForANewPassword_SetsItEndsSessionsAndStandsInForNoSecondFactor()
    {
        var clock = new FrozenClock();
        await using var management = await ManagementFixture.StartAsync(change: options => options with { TimeProvider = clock, SignInAttemptsPerMinute = 1000 });
        var ada = await management.SignInAsync();
        var grace = await management.SignInAsAsync("Grace Hopper", Roles.Contributor);
        await grace.SwitchSecondFactorOnAsync(clock);
        await ada.ActAsync(await management.AccountIdAsync("Grace Hopper"), "link", "forgot the password");
        Assert.Equal(HttpStatusCode.Created, ada.Status);
        var link = ada.LinkShown();
        await grace.OpenAsync("/account");
        Assert.Equal("/account", grace.Path); // nothing has happened yet

        var browser = management.OpenBrowser();
        await browser.JoinAsync(link);

        Assert.Contains("Your password is set", browser.Text, StringComparison.Ordinal);
        await browser.OpenAsync("/account");
        Assert.StartsWith("/sign-in", browser.Path, StringComparison.Ordinal);
        await grace.OpenAsync("/account");
        Assert.StartsWith("/sign-in", grace.Path, StringComparison.Ordinal);
        await browser.SubmitAsync("/sign-in", ("email", "grace.hopper@example.org"), ("password", AccountSteps.NewPassword));
        Assert.StartsWith("/sign-in/code", browser.Path, StringComparison.Ordinal);
        await browser.JoinAsync(link);
        Assert.Equal(HttpStatusCode.NotFound, browser.Status);
    }

    [Fact]
    public async Task List_OfManyAccounts_CostsAsManyStatementsAsOfOne()
    {
        await using var management = await ManagementFixture.StartAsync();
        StatementCounter.Prepare(management);
        using var statements = new StatementCounter();
        var ada = await management.SignInAsync();
        await ada.OpenAsync("/settings/accounts?size=250");
        async Task<int> CountAsync()
        {
            var before = statements.Count;
            await ada.OpenAsync("/settings/accounts?size=250");
            return statements.Count - before;
        }
        var one = await CountAsync();
        for (var i = 0; i < 12; i++)
            await ada.InviteAsync($"Person {i}", $"person{i}@example.org", Roles.Reader, Roles.Approver);
        await ada.OpenAsync("/settings/accounts?size=250");

        Assert.Equal(13, ada.Page.QuerySelectorAll("tbody tr").Length);
        Assert.Equal(one, await CountAsync());
    }

    [Theory]
    [InlineData(DatabaseEngine.Sqlite)]
    [InlineData(DatabaseEngine.Postgres)]
    public async Task List_IsOrderedFilteredSearchedAndExported(string engine)
    {
        await using var management = await ManagementFixture.StartAsync(engine, postgres);
        var ada = await management.SignInAsync();
        await management.SignInAsAsync("Grace Hopper", Roles.Contributor);
        await ada.InviteAsync("Jonas Weber", "jonas@example.org", Roles.Reader);

        foreach (var sort in new[] { "name", "email", "secondFactor", "passkeys", "lastSignInAt", "createdAt" })
        {
            Assert.Equal(3, (await ada.AccountsAsync($"?sort={sort}")).Accounts.Count);
            Assert.Equal(3, (await ada.AccountsAsync($"?sort=-{sort}")).Accounts.Count);
        }
        Assert.Equal("Jonas Weber", (await ada.AccountsAsync("?state=invited")).Accounts.Single().Name);
        Assert.Equal(2, (await ada.AccountsAsync("?state=active")).Total);
        Assert.Equal("Grace Hopper", (await ada.AccountsAsync("?q=hop+grace.hopper@")).Accounts.Single().Name);
        Assert.Equal(3, (await ada.AccountsAsync("?factor=none")).Total);
        using var csv = await ada.CallAsync(HttpMethod.Get, "/settings/accounts?format=csv&columns=all");
        var text = await csv.Content.ReadAsStringAsync(Cancellation);
        Assert.Contains("Jonas Weber,jonas@example.org,Reader", text, StringComparison.Ordinal);
    }

    private static async Task<string> RefusedSignInAsync(ManagementFixture management, string email)
    {
        var browser = management.OpenBrowser();
        await browser.OpenAsync("/sign-in");
        await browser.SubmitAsync("/sign-in", ("email", email), ("password", ManagementFixture.Password));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, browser.Status);
        return browser.Page.QuerySelector("#error-summary")!.TextContent;
    }
}
