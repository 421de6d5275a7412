using System.Buffers.Text;
using System.Net;
using Microsoft.EntityFrameworkCore;
using Tandem.Management.Access.Passkeys;
using Tandem.Management.Database;
using Tandem.Testing.Postgres;

namespace Tandem.Management.Tests.Access;

public sealed class PasskeyTests(PostgresServer postgres)
{
    [Theory]
    [InlineData(DatabaseEngine.Sqlite)]
    [InlineData(DatabaseEngine.Postgres)]
    public async Task Passkey_SignsInAloneAlsoWhereACodeWouldBeAsked(string engine)
    {
        await using var management = await StartAsync(engine);
        using var authenticator = new SoftAuthenticator();
        var browser = await management.SignInAsync();
        await browser.AddAsync(authenticator, "work <laptop>");
        await management.WithDatabaseAsync(db => db.Users.ExecuteUpdateAsync(u => u.SetProperty(a => a.TwoFactorEnabled, true)));

        var other = management.OpenBrowser();
        await other.SignInAsync(authenticator, "/ai-systems");
        Assert.Equal((HttpStatusCode.OK, "/ai-systems"), (other.Status, other.Path));
        await other.OpenAsync("/account");

        Assert.Contains("work <laptop>, added", other.Text, StringComparison.Ordinal);
        Assert.Contains("last used", other.Text, StringComparison.Ordinal);
        Assert.Equal("passkey", await GiveSessionTests.MethodAsync(other));
    }

    [Theory]
    [InlineData(DatabaseEngine.Sqlite)]
    [InlineData(DatabaseEngine.Postgres)]
    public async Task History_HoldsEachStepAndNoSecret(string engine)
    {
        await using var management = await StartAsync(engine);
        using var authenticator = new SoftAuthenticator();
        var browser = await management.SignInAsync();
        await browser.AddAsync(authenticator, "old name");
        await browser.SubmitAsync($"/account/passkeys/{Id(authenticator)}/name", ("name", "new name"));
        await management.OpenBrowser().SignInAsync(authenticator);
        var stored = await management.WithDatabaseAsync(db => db.UserPasskeys.AsNoTracking().SingleAsync());
        await browser.OpenAsync("/account/passkeys");
        await browser.SubmitAsync($"/account/passkeys/{Id(authenticator)}/remove", ("password", ManagementFixture.Password));
        Assert.Equal("/account/passkeys?done=removed", browser.Path);

        var changes = await management.WithDatabaseAsync(db => db.ChangeEvents.Where(e => e.RecordType == "account-passkey").OrderBy(e => e.Number).ToListAsync());

        Assert.Equal(
            [("created", "passkey added by its owner"), ("changed", "passkey renamed by its owner"), ("changed", "signed in with a passkey"), ("removed", "passkey removed by its owner")],
            changes.Select(e => (e.Action, e.Reason)));
        Assert.All(changes, change => Assert.Equal(("Ada Lovelace", $"{stored.UserId}/{Id(authenticator)}"), (change.ActorName, change.RecordKey)));
        Assert.Equal("""{"name":{"before":"old name","after":"new name"}}""", changes[1].Fields);
        Assert.Contains("signCount", changes[2].Fields, StringComparison.Ordinal);
        foreach (var secret in new[] { stored.CredentialId, stored.Data.PublicKey })
        {
            foreach (var text in new[] { Base64Url.EncodeToString(secret), Convert.ToBase64String(secret), Convert.ToHexString(secret) })
                Assert.DoesNotContain(changes, change => change.Fields.Contains(text, StringComparison.OrdinalIgnoreCase));
        }
    }

    [Fact]
    public async Task Removal_EndsTheSessionsBegunWithThePasskey()
    {
        await using var management = await StartAsync();
        using var authenticator = new SoftAuthenticator();
        var browser = await management.SignInAsync();
        await browser.AddAsync(authenticator);
        var thief = management.OpenBrowser();
        await thief.SignInAsync(authenticator);
        Assert.Equal("/", thief.Path);

        await browser.OpenAsync("/account/passkeys");
        await browser.SubmitAsync($"/account/passkeys/{Id(authenticator)}/remove", ("password", "not the password"));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, browser.Status);
        await browser.OpenAsync("/account/passkeys");
        await browser.SubmitAsync($"/account/passkeys/{Id(authenticator)}/remove", ("password", ManagementFixture.Password));

        await thief.OpenAsync("/account");
        Assert.StartsWith("/sign-in?", thief.Path, StringComparison.Ordinal);
        await thief.SignInAsync(authenticator);
        thief.AssertRefused();
        await browser.OpenAsync("/account");
        Assert.Contains("You have no passkey", browser.Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("")]
    [InlineData("   ")]
    [InlineData("tab\tin it")]
    [InlineData("more than one hundred characters, which is more than anybody needs to tell where a passkey of theirs is kept")]
    public async Task Name_ThatIsNone_IsRefused(string name)
    {
        await using var management = await StartAsync();
        using var authenticator = new SoftAuthenticator();
        var browser = await management.SignInAsync();
        await browser.AddAsync(authenticator);

        await browser.SubmitAsync($"/account/passkeys/{Id(authenticator)}/name", ("name", name));

        Assert.Equal(HttpStatusCode.UnprocessableEntity, browser.Status);
        Assert.Contains("Enter a name", browser.Page.QuerySelector("#error-summary")!.TextContent, StringComparison.Ordinal);
        Assert.Equal("work laptop", (await management.WithDatabaseAsync(db => db.UserPasskeys.AsNoTracking().SingleAsync())).Data.Name);
    }

    [Fact]
    public async Task Api_AddsListsRenamesAndRemoves()
    {
        await using var management = await StartAsync();
        using var authenticator = new SoftAuthenticator();
        var browser = await management.SignInAsync();
        var credential = System.Text.Json.Nodes.JsonNode.Parse(authenticator.Create(await browser.AskToAddAsync()));

        using var refused = await browser.CallAsync(HttpMethod.Post, "/api/account/passkeys/challenge", new { password = "wrong" });
        using var added = await browser.CallAsync(HttpMethod.Post, "/api/account/passkeys", new { name = "key", credential });
        using var renamed = await browser.CallAsync(HttpMethod.Patch, $"/api/account/passkeys/{Id(authenticator)}", new { name = "blue key" });
        using var missing = await browser.CallAsync(HttpMethod.Patch, "/api/account/passkeys/0", new { name = "blue key" });
        var listed = await ListAsync(browser);
        using var removed = await browser.CallAsync(HttpMethod.Post, $"/api/account/passkeys/{Id(authenticator)}/remove", new { password = ManagementFixture.Password });

        Assert.Equal(
            [HttpStatusCode.UnprocessableEntity, HttpStatusCode.NoContent, HttpStatusCode.NoContent, HttpStatusCode.NotFound, HttpStatusCode.NoContent],
            new[] { refused, added, renamed, missing, removed }.Select(answer => answer.StatusCode));
        Assert.Equal((Id(authenticator), "blue key", null), (Assert.Single(listed).Id, listed[0].Name, listed[0].LastUsedAt));
        Assert.Empty(await ListAsync(browser));
    }

    [Theory]
    [InlineData("https://tandem.example.org", "tandem.example.org", "https://tandem.example.org", true)]
    [InlineData("https://tandem.example.org:8443/", "tandem.example.org", "https://tandem.example.org:8443", true)]
    [InlineData("https://bücher.example", "xn--bcher-kva.example", "https://xn--bcher-kva.example", true)]
    [InlineData("http://localhost:8080", "localhost", "http://localhost:8080", true)]
    [InlineData("http://tandem.localhost", "tandem.localhost", "http://tandem.localhost", true)]
    [InlineData("http://tandem.example.org", "tandem.example.org", "http://tandem.example.org", false)]
    [InlineData("https://192.0.2.7", "192.0.2.7", "https://192.0.2.7", false)]
    [InlineData("https://[2001:db8::1]", "2001:db8::1", "https://2001:db8::1", false)]
    public async Task Passkeys_AreBoundToTheAddressThatBrowsersUse(string address, string id, string origin, bool isPossible)
    {
        await using var management = await StartAsync(change: options => options with { PublicUrl = new Uri(address) });
        var site = management.App.Services.GetRequiredService<PasskeySite>();

        var browser = management.OpenBrowser();
        await browser.OpenAsync("/sign-in");

        Assert.Equal((id, isPossible), (site.Id, site.IsPossible));
        Assert.Equal(isPossible ? origin : null, browser.Page.QuerySelector("form[data-passkey]")?.GetAttribute("data-site"));
    }

    [Theory]
    [InlineData("/account")]
    [InlineData("/account/passkeys")]
    public async Task Page_WithManyPasskeys_AsksTheDatabaseAsOftenAsWithOne(string path)
    {
        await using var management = await StartAsync();
        StatementCounter.Prepare(management);
        var browser = await management.SignInAsync();
        async Task<int> CountAsync(int passkeys)
        {
            for (var i = 0; i < passkeys; i++)
            {
                using var authenticator = new SoftAuthenticator();
                await browser.AddAsync(authenticator);
            }
            await browser.OpenAsync(path);
            using var counter = new StatementCounter();
            await browser.OpenAsync(path);
            Assert.Equal(HttpStatusCode.OK, browser.Status);
            return counter.Count;
        }

        var withOne = await CountAsync(1);

        Assert.Equal(withOne, await CountAsync(9));
        Assert.InRange(withOne, 1, 4); // two of them for the header
    }

    [Fact]
    public async Task Pages_SayThatPasskeysNeedJavaScript()
    {
        await using var management = await StartAsync();
        var browser = await management.SignInAsync();
        await browser.OpenAsync("/account/passkeys");
        Assert.Contains("Passkeys need JavaScript", browser.Page.QuerySelector("noscript")!.TextContent, StringComparison.Ordinal);

        var stranger = management.OpenBrowser();
        await stranger.OpenAsync("/sign-in");

        Assert.Contains("needs JavaScript", stranger.Page.QuerySelector("noscript")!.TextContent, StringComparison.Ordinal);
        Assert.True(stranger.Page.QuerySelector("form[data-passkey]")!.HasAttribute("hidden"));
    }

    private static async Task<IReadOnlyList<PasskeyRow>> ListAsync(Browser browser)
    {
        using var answer = await browser.CallAsync(HttpMethod.Get, "/api/account/passkeys");
        return (await answer.Content.ReadFromJsonAsync<PasskeyApi.Listing>(TestContext.Current.CancellationToken))!.Passkeys;
    }

    private static string Id(SoftAuthenticator authenticator) => PasskeyRow.IdOf(authenticator.CredentialId);

    private Task<ManagementFixture> StartAsync(string engine = DatabaseEngine.Sqlite, Func<ManagementOptions, ManagementOptions>? change = null) =>
        ManagementFixture.StartAsync(engine, postgres, options => (change ?? (same => same))(options with { SignInAttemptsPerMinute = 100 }));
}
