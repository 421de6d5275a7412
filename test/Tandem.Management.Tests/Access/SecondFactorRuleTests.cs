using System.Net;
using Microsoft.EntityFrameworkCore;
using Tandem.Management.Access;
using Tandem.Management.Access.SecondFactor;
using Tandem.Management.Access.Tokens;
using Tandem.Management.Database;
using Tandem.Management.Tests.Access.Tokens;
using Tandem.Testing.Postgres;

namespace Tandem.Management.Tests.Access;

public sealed class SecondFactorRuleTests(PostgresServer postgres)
{
    [Theory]
    [InlineData(DatabaseEngine.Sqlite)]
    [InlineData(DatabaseEngine.Postgres)]
    public async Task Person_OfARoleThatMustHaveASecondFactor_IsLedToItBeforeAnythingElse(string engine)
    {
        var clock = new FrozenClock();
        await using var management = await ManagementFixture.StartAsync(engine, postgres, options => options with { TimeProvider = clock, SignInAttemptsPerMinute = 1000 });
        var ada = await management.SignInAsync();
        var approver = await management.SignInAsAsync("Grace Hopper", Roles.Approver);
        var reader = await management.SignInAsAsync("Jonas Weber", Roles.Reader);
        await RequireAsync(ada, Roles.Approver);

        foreach (var path in new[] { "/", "/ai-systems", "/account", "/account/tokens", "/history?type=account" })
        {
            await approver.OpenAsync(path);
            Assert.Equal(SecondFactorOwed.Path, approver.Path);
        }
        Assert.Contains("A second factor is needed", approver.Text, StringComparison.Ordinal);
        using (var api = await approver.CallAsync(HttpMethod.Get, "/api/ai-systems"))
            Assert.Equal(HttpStatusCode.Forbidden, api.StatusCode);
        using (var change = await approver.CallAsync(HttpMethod.Post, "/api/account/password", new { current = ManagementFixture.Password, password = "another twelve words" }))
            Assert.Equal(HttpStatusCode.Forbidden, change.StatusCode);
        await reader.OpenAsync("/ai-systems");
        Assert.Equal("/ai-systems", reader.Path);
        await ada.OpenAsync("/ai-systems");
        Assert.Equal("/ai-systems", ada.Path);

        await approver.SwitchSecondFactorOnAsync(clock);
        await approver.OpenAsync("/ai-systems");
        Assert.Equal((HttpStatusCode.OK, "/ai-systems"), (approver.Status, approver.Path));
    }

    [Fact]
    public async Task Page_ThatHtmxAsksFor_LeadsTheWholeBrowser()
    {
        await using var management = await ManagementFixture.StartAsync();
        var ada = await management.SignInAsync();
        var approver = await management.SignInAsAsync("Grace Hopper", Roles.Approver);
        await RequireAsync(ada, Roles.Approver);
        approver.Send("HX-Request", "true");

        using var answer = await approver.CallAsync(HttpMethod.Get, "/ai-systems");

        Assert.Equal((HttpStatusCode.Forbidden, SecondFactorOwed.Path), (answer.StatusCode, answer.Headers.GetValues("HX-Redirect").Single()));
    }

    [Fact]
    public async Task Password_OfWhoHasAPasskey_IsNotEnoughAndAddsNoFactor()
    {
        await using var management = await ManagementFixture.StartAsync(change: options => options with { SignInAttemptsPerMinute = 1000 });
        var ada = await management.SignInAsync();
        var owner = await management.SignInAsAsync("Grace Hopper", Roles.Approver);
        using var authenticator = new SoftAuthenticator();
        await owner.AddAsync(authenticator);
        await RequireAsync(ada, Roles.Approver);
        var thief = management.OpenBrowser();
        await thief.OpenAsync("/sign-in");
        await thief.SubmitAsync("/sign-in", ("email", "grace.hopper@example.org"), ("password", ManagementFixture.Password));

        foreach (var path in new[] { "/", "/account/second-factor", "/account/passkeys", "/ACCOUNT/second-factor" })
        {
            await thief.OpenAsync(path);
            Assert.Equal(SecondFactorOwed.Path, thief.Path);
        }
        Assert.Contains("sign in with it", thief.Text, StringComparison.Ordinal);
        using var challenge = await thief.CallAsync(HttpMethod.Post, "/api/account/passkeys/challenge", new { password = ManagementFixture.Password });
        Assert.Equal(HttpStatusCode.Forbidden, challenge.StatusCode);
        var rightly = management.OpenBrowser();
        await rightly.SignInAsync(authenticator);
        Assert.Equal((HttpStatusCode.OK, "/"), (rightly.Status, rightly.Path));
    }

    [Fact]
    public async Task Rule_ConcernsNoProgram_AndIsGoneWhenTakenBack()
    {
        await using var management = await ManagementFixture.StartAsync();
        var ada = await management.SignInAsync();
        using var program = management.OpenProgram(await ada.CreateTokenAsync("ci", TokenScopes.Administer));
        await RequireAsync(ada, Roles.ImsManager);
        await ada.OpenAsync("/settings/second-factor");
        Assert.Equal(SecondFactorOwed.Path, ada.Path);

        using var read = await program.GetAsync("/api/settings/second-factor", TestContext.Current.CancellationToken);
        using var taken = await program.PutAsJsonAsync("/api/settings/second-factor", new { roles = Array.Empty<string>(), reason = "too early" }, TestContext.Current.CancellationToken);

        Assert.Equal((HttpStatusCode.OK, HttpStatusCode.OK), (read.StatusCode, taken.StatusCode));
        await ada.OpenAsync("/settings/second-factor");
        Assert.Equal("/settings/second-factor", ada.Path);
        var changes = await management.WithDatabaseAsync(db => db.ChangeEvents.Where(e => e.RecordType == "second-factor-rule").OrderBy(e => e.Number).ToListAsync());
        Assert.Equal([("created", "policy of access"), ("changed", "too early")], changes.Select(change => (change.Action, change.Reason)));
        Assert.EndsWith("by token \"ci\"", changes[1].RequestId, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Superuser", "why")]
    [InlineData(Roles.Owner, " ")]
    public async Task Rule_WithSomethingWrong_IsRefused(string role, string reason)
    {
        await using var management = await ManagementFixture.StartAsync();
        var ada = await management.SignInAsync();
        await ada.OpenAsync("/settings/second-factor");

        await ada.SubmitManyAsync("/settings/second-factor", [("roles", role), ("reason", reason)]);

        Assert.Equal(HttpStatusCode.UnprocessableEntity, ada.Status);
        Assert.Equal(0, await management.WithDatabaseAsync(db => db.SecondFactorRules.CountAsync()));
    }

    private static async Task RequireAsync(Browser administrator, string role)
    {
        await administrator.OpenAsync("/settings/second-factor");
        await administrator.SubmitManyAsync("/settings/second-factor", [("roles", role), ("reason", "policy of access")]);
        Assert.True(administrator.Path is "/settings/second-factor?done=saved" or SecondFactorOwed.Path, $"{administrator.Path}: {administrator.Text}");
    }
}
