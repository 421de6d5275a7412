using System.Net;
using Microsoft.EntityFrameworkCore;
using Tandem.Management.Access;
using Tandem.Management.Access.Tokens;
using Tandem.Management.Database;
using Tandem.Testing.Postgres;

namespace Tandem.Management.Tests.Access.Tokens;

/// <summary>How tokens are made, listed and revoked.</summary>
public sealed class TokenManagementTests(PostgresServer postgres)
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("name", "", "Enter 1 to 60 letters")]
    [InlineData("name", "x\" by Bob", "Enter 1 to 60 letters")]
    [InlineData("name", "<script>alert(1)</script>", "Enter 1 to 60 letters")]
    [InlineData("name", "a name that is longer than the sixty characters that there is room for", "Enter 1 to 60 letters")]
    [InlineData("scopes", "everything", "Choose from")]
    [InlineData("scopes", "approve", "Choose from")]
    [InlineData("days", "0", "Enter 1 to 365 days")]
    [InlineData("days", "366", "Enter 1 to 365 days")]
    [InlineData("days", "", "Enter 1 to 365 days")]
    [InlineData("password", "not the password", "This is not your password")]
    [InlineData("password", "", "This is not your password")]
    public async Task Form_WithSomethingWrong_IsRefusedInWordsAndMakesNothing(string field, string value, string words)
    {
        await using var management = await ManagementFixture.StartAsync();
        var browser = await management.SignInAsync();
        await browser.OpenAsync("/account/tokens");

        await browser.SubmitAsync("/account/tokens", ("name", "ci"), ("days", "30"), ("scopes", "read"), ("password", ManagementFixture.Password), (field, value));

        Assert.Equal(HttpStatusCode.UnprocessableEntity, browser.Status);
        Assert.Contains(words, browser.Page.QuerySelector("#error-summary")!.TextContent, StringComparison.Ordinal);
        Assert.DoesNotContain(ManagementFixture.Password, browser.Page.DocumentElement.OuterHtml, StringComparison.Ordinal);
        Assert.Equal(0, await management.WithDatabaseAsync(db => db.ApiTokens.CountAsync()));
    }

    [Fact]
    public async Task Name_OfALiveToken_IsNotGivenTwice()
    {
        await using var management = await ManagementFixture.StartAsync();
        var browser = await management.SignInAsync();
        await browser.CreateTokenAsync("Nightly");

        await browser.OpenAsync("/account/tokens");
        await browser.SubmitAsync("/account/tokens", ("name", "nightly"), ("days", "30"), ("scopes", "read"), ("password", ManagementFixture.Password));

        Assert.Equal(HttpStatusCode.UnprocessableEntity, browser.Status);
        Assert.Contains("You have a live token of this name", browser.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Password_GuessedToMakeAToken_LocksTheAccount()
    {
        await using var management = await ManagementFixture.StartAsync(change: options => options with { SignInAttemptsPerMinute = 100 });
        var browser = await management.SignInAsync();
        for (var i = 0; i < 5; i++)
        {
            using var guess = await browser.CallAsync(HttpMethod.Post, "/api/account/tokens", new { name = "ci", scopes = new[] { "read" }, days = 1, password = $"guess {i}" });
            Assert.Equal(HttpStatusCode.UnprocessableEntity, guess.StatusCode);
        }

        using var right = await browser.CallAsync(HttpMethod.Post, "/api/account/tokens", new { name = "ci", scopes = new[] { "read" }, days = 1, password = ManagementFixture.Password });

        Assert.Equal(HttpStatusCode.UnprocessableEntity, right.StatusCode);
    }

    [Theory]
    [InlineData(DatabaseEngine.Sqlite)]
    [InlineData(DatabaseEngine.Postgres)]
    public async Task Administrator_SeesAndRevokesTheTokensOfAll(string engine)
    {
        await using var management = await ManagementFixture.StartAsync(engine, postgres);
        var administrator = await management.SignInAsync();
        var grace = await management.SignInAsAsync("Grace Hopper", Roles.Contributor);
        using var program = management.OpenProgram(await grace.CreateTokenAsync("Nightly export", TokenScopes.Write));
        await administrator.CreateTokenAsync("own");

        await administrator.OpenAsync("/settings/tokens?q=hopper+nightly");
        var row = Assert.Single(administrator.Page.QuerySelectorAll("tbody tr"));
        Assert.Contains("Grace Hopper", row.TextContent, StringComparison.Ordinal);
        var revoke = row.QuerySelector("form")!.GetAttribute("action")!;
        await administrator.SubmitAsync(revoke, ("reason", " "));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, administrator.Status);
        Assert.Contains("Say why the token is revoked", administrator.Text, StringComparison.Ordinal);
        await administrator.SubmitAsync(revoke, ("reason", "found in a public repository"));
        Assert.Equal((HttpStatusCode.OK, "/settings/tokens"), (administrator.Status, administrator.Path));

        using var refused = await program.GetAsync("/api/ai-systems", Cancellation);
        Assert.Equal(HttpStatusCode.Unauthorized, refused.StatusCode);
        var change = await management.WithDatabaseAsync(db => db.ChangeEvents.SingleAsync(e => e.RecordType == "api-token" && e.Action == "changed"));
        Assert.Equal(("Ada Lovelace", "found in a public repository"), (change.ActorName, change.Reason));
    }

    [Fact]
    public async Task TokensOfOthers_AreOutOfReachWithoutTheRight()
    {
        await using var management = await ManagementFixture.StartAsync();
        var ada = await management.SignInAsync();
        await ada.CreateTokenAsync("ci");
        var id = await management.WithDatabaseAsync(db => db.ApiTokens.Select(t => t.Id).SingleAsync());
        var grace = await management.SignInAsAsync("Grace Hopper", Roles.SecurityLead);

        await grace.OpenAsync("/settings/tokens");
        Assert.Equal(HttpStatusCode.Forbidden, grace.Status);
        await grace.OpenAsync("/account/tokens?state=all");
        Assert.Empty(grace.Page.QuerySelectorAll("tbody tr"));
        Assert.DoesNotContain("/settings/tokens", grace.Page.DocumentElement.OuterHtml, StringComparison.Ordinal);
        using var list = await grace.CallAsync(HttpMethod.Get, "/api/tokens");
        using var asOwn = await grace.CallAsync(HttpMethod.Post, $"/api/account/tokens/{id}/revoke");
        using var asAny = await grace.CallAsync(HttpMethod.Post, $"/api/tokens/{id}/revoke", new { text = "because" });

        Assert.Equal((HttpStatusCode.Forbidden, HttpStatusCode.NotFound, HttpStatusCode.Forbidden), (list.StatusCode, asOwn.StatusCode, asAny.StatusCode));
        Assert.Null(await management.WithDatabaseAsync(db => db.ApiTokens.Select(t => t.RevokedAt).SingleAsync()));
    }

    [Theory]
    [InlineData(DatabaseEngine.Sqlite)]
    [InlineData(DatabaseEngine.Postgres)]
    public async Task Api_MakesListsAndRevokes_AndUseIsWrittenWithoutHistory(string engine)
    {
        await using var management = await ManagementFixture.StartAsync(engine, postgres);
        var browser = await management.SignInAsync();
        using var made = await browser.CallAsync(HttpMethod.Post, "/api/account/tokens", new { name = "ci", scopes = new[] { "write" }, days = 7, password = ManagementFixture.Password });
        var created = (await made.Content.ReadFromJsonAsync<TokenApi.Created>(Cancellation))!;
        using var program = management.OpenProgram(created.Token);
        using var used = await program.GetAsync("/api/ai-systems", Cancellation);
        var changes = await management.WithDatabaseAsync(db => db.ChangeEvents.CountAsync());
        await management.App.Services.GetServices<IHostedService>().OfType<AccessUpkeep>().Single().RunAsync(Cancellation);

        var listed = Assert.Single((await ListAsync(browser, "/api/account/tokens")).Tokens);
        Assert.Equal((HttpStatusCode.Created, HttpStatusCode.OK, "ci"), (made.StatusCode, used.StatusCode, listed.Name));
        Assert.Equal(["read", "write"], listed.Scopes);
        Assert.NotNull(listed.LastUsedAt);
        Assert.Equal(changes, await management.WithDatabaseAsync(db => db.ChangeEvents.CountAsync()));

        using var revoked = await browser.CallAsync(HttpMethod.Post, $"/api/account/tokens/{created.Id}/revoke");
        using var refused = await program.GetAsync("/api/ai-systems", Cancellation);
        Assert.Equal((HttpStatusCode.NoContent, HttpStatusCode.Unauthorized), (revoked.StatusCode, refused.StatusCode));
        Assert.Empty((await ListAsync(browser, "/api/account/tokens")).Tokens);
        Assert.NotNull(Assert.Single((await ListAsync(browser, "/api/tokens?state=ended")).Tokens).RevokedAt);
        using var noReason = await browser.CallAsync(HttpMethod.Post, $"/api/tokens/{created.Id}/revoke", new { });
        Assert.Equal(HttpStatusCode.UnprocessableEntity, noReason.StatusCode);
    }

    private static async Task<TokenApi.Listing> ListAsync(Browser browser, string path)
    {
        using var answer = await browser.CallAsync(HttpMethod.Get, path);
        return (await answer.Content.ReadFromJsonAsync<TokenApi.Listing>(Cancellation))!;
    }
}
