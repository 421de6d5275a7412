using System.Net;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Tandem.Management.Access;
using Tandem.Management.Access.Tokens;
using Tandem.Management.Database;
using Tandem.Management.Tests.AiSystems;
using Tandem.Testing.Postgres;

namespace Tandem.Management.Tests.Access.Tokens;

public sealed class TokenTests(PostgresServer postgres)
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(DatabaseEngine.Sqlite)]
    [InlineData(DatabaseEngine.Postgres)]
    public async Task Token_CreatedOnThePage_LetsAProgramWorkInThePersonsName(string engine)
    {
        await using var management = await ManagementFixture.StartAsync(engine, postgres);
        var browser = await management.SignInAsync();
        await browser.RegisterAsync("Claims assistant");
        var text = await browser.CreateTokenAsync("ci", TokenScopes.Write);
        using var program = management.OpenProgram(text);

        using var read = await program.GetAsync("/api/ai-systems/AIS-0001", Cancellation);
        using var changed = await program.PatchAsJsonAsync("/api/ai-systems/AIS-0001", new { fields = new { unit = "Claims" }, version = 1, reason = "nightly" }, Cancellation);

        Assert.Equal((HttpStatusCode.OK, HttpStatusCode.OK), (read.StatusCode, changed.StatusCode));
        Assert.False(read.Headers.Contains("Set-Cookie") || changed.Headers.Contains("Set-Cookie"));
        var change = await management.WithDatabaseAsync(db => db.ChangeEvents.OrderBy(e => e.Number).LastAsync(e => e.RecordType == "ai-system"));
        Assert.Equal(("Ada Lovelace", "nightly"), (change.ActorName, change.Reason));
        Assert.EndsWith(" by token \"ci\"", change.RequestId, StringComparison.Ordinal);
        await browser.OpenAsync("/ai-systems/AIS-0001?tab=history");
        Assert.Contains("by token ci,", browser.Page.QuerySelector(".history > li")!.TextContent, StringComparison.Ordinal);
        await browser.OpenAsync("/account/tokens");
        Assert.DoesNotContain(text, browser.Page.DocumentElement.OuterHtml, StringComparison.Ordinal);
        Assert.Contains(text[..22], browser.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Database_AndHistory_HoldNothingThatATokenCanBeMadeFrom()
    {
        await using var management = await ManagementFixture.StartAsync();
        var text = await (await management.SignInAsync()).CreateTokenAsync("ci");
        var secret = text[22..74];

        var (token, fields) = await management.WithDatabaseAsync(async db => (await db.ApiTokens.SingleAsync(), await db.ChangeEvents.Where(e => e.RecordType == "api-token").Select(e => e.Fields).SingleAsync()));

        Assert.DoesNotContain(secret, JsonSerializer.Serialize(token) + fields, StringComparison.Ordinal);
        Assert.DoesNotContain(token.TokenHash, fields, StringComparison.Ordinal);
        Assert.Contains("\"scopes\":{\"before\":null,\"after\":[\"read\"]}", fields, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Right_TakenFromThePerson_IsGoneForTheTokenAtOnce()
    {
        await using var management = await ManagementFixture.StartAsync();
        await management.SignInAsync();
        var browser = await management.SignInAsAsync("Grace Hopper", Roles.Contributor);
        using var program = management.OpenProgram(await browser.CreateTokenAsync("ci", TokenScopes.Write, TokenScopes.Manage, TokenScopes.Administer));
        using var before = await program.PostAsJsonAsync("/api/ai-systems", new { fields = new { name = "One", purpose = "p", owner = "Grace Hopper" } }, Cancellation);

        // Scopes give nothing that the person's roles do not.
        using var administering = await program.GetAsync("/api/tokens", Cancellation);
        await management.WithDatabaseAsync(async db =>
        {
            db.UserRoles.RemoveRange(await db.UserRoles.Where(r => db.Users.Any(u => u.Id == r.UserId && u.DisplayName == "Grace Hopper")).ToListAsync());
            return await db.SaveChangesAsync();
        });
        using var after = await program.PostAsJsonAsync("/api/ai-systems", new { fields = new { name = "Two", purpose = "p", owner = "Grace Hopper" } }, Cancellation);

        Assert.Equal((HttpStatusCode.Created, HttpStatusCode.Forbidden, HttpStatusCode.Forbidden), (before.StatusCode, administering.StatusCode, after.StatusCode));
    }

    [Fact]
    public async Task Scope_Missing_IsSaidInWordsAndNothingChanges()
    {
        await using var management = await ManagementFixture.StartAsync();
        using var program = management.OpenProgram(await (await management.SignInAsync()).CreateTokenAsync("reader", TokenScopes.Read));

        using var answer = await program.PostAsJsonAsync("/api/ai-systems", new { fields = new { name = "One", purpose = "p", owner = "Ada" } }, Cancellation);

        Assert.Equal(HttpStatusCode.Forbidden, answer.StatusCode);
        Assert.Contains("lacks the scope `write`", await answer.Content.ReadAsStringAsync(Cancellation), StringComparison.Ordinal);
        Assert.Equal("Bearer error=\"insufficient_scope\", scope=\"write\"", answer.Headers.WwwAuthenticate.ToString());
        Assert.Equal(0, await management.WithDatabaseAsync(db => db.AiSystems.CountAsync()));
    }

    [Fact]
    public async Task Token_UnknownWrongExpiredRevokedOrNone_IsAnsweredAlike()
    {
        var clock = new FrozenClock();
        await using var management = await ManagementFixture.StartAsync(change: options => options with { TimeProvider = clock });
        var browser = await management.SignInAsync();
        var revoked = await browser.CreateTokenAsync("revoked");
        await browser.OpenAsync("/account/tokens");
        await browser.SubmitAsync(browser.Page.QuerySelector("form[action$='/revoke']")!.GetAttribute("action")!);
        Assert.Contains("The token is revoked", browser.Text, StringComparison.Ordinal);
        var expired = await browser.CreateTokenAsync("expired");
        var wrong = TokenText.Parse(await browser.CreateTokenAsync("wrong"))!;
        clock.Advance(TimeSpan.FromDays(30));
        string[] tokens = [TokenText.Generate().Whole(), WithOtherSecret(wrong), expired, revoked, "", "tdmp_", new('x', 10_000)];
        var answers = new List<(HttpStatusCode, string, string)>();
        foreach (var token in tokens)
        {
            using var program = management.OpenProgram(null);
            program.DefaultRequestHeaders.TryAddWithoutValidation("Authorization", $"Bearer {token}");
            using var answer = await program.GetAsync("/api/ai-systems", Cancellation);
            answers.Add((answer.StatusCode, answer.Headers.WwwAuthenticate.ToString(), await WordsAsync(answer)));
        }

        Assert.Equal((HttpStatusCode.Unauthorized, "Bearer error=\"invalid_token\""), (answers[0].Item1, answers[0].Item2));
        Assert.Single(answers.Distinct());
    }

    [Fact]
    public async Task Cookie_BesideAToken_IsNotLookedAt()
    {
        await using var management = await ManagementFixture.StartAsync();
        var browser = await management.SignInAsync();
        var cookie = $"tandem={browser.Cookie("tandem")}";
        using var withWrongToken = management.OpenProgram(TokenText.Generate().Whole(), cookie);
        using var withReadToken = management.OpenProgram(await browser.CreateTokenAsync("reader", TokenScopes.Read), cookie);
        using var twoHeaders = management.OpenProgram(null, cookie);
        twoHeaders.DefaultRequestHeaders.TryAddWithoutValidation("Authorization", ["Basic YTpi", $"Bearer {await management.StoreTokenAsync("read", "write")}"]);
        using var oddCase = management.OpenProgram(null, cookie);
        oddCase.DefaultRequestHeaders.TryAddWithoutValidation("Authorization", "bEARER nonsense");

        using var refused = await withWrongToken.GetAsync("/api/ai-systems", Cancellation);
        using var noWrite = await withReadToken.PostAsJsonAsync("/api/ai-systems", new { fields = new { name = "One", purpose = "p", owner = "Ada" } }, Cancellation);
        using var doubled = await twoHeaders.GetAsync("/api/ai-systems", Cancellation);
        using var odd = await oddCase.GetAsync("/API/ai-systems", Cancellation);

        Assert.Equal(HttpStatusCode.Unauthorized, refused.StatusCode);
        Assert.Equal(HttpStatusCode.Forbidden, noWrite.StatusCode);
        Assert.Equal(HttpStatusCode.Unauthorized, doubled.StatusCode);
        Assert.Equal(HttpStatusCode.Unauthorized, odd.StatusCode);
    }

    [Fact]
    public async Task Pages_TakeNoToken()
    {
        await using var management = await ManagementFixture.StartAsync();
        using var program = management.OpenProgram(await (await management.SignInAsync()).CreateTokenAsync("ci", TokenScopes.Write));

        using var page = await program.GetAsync("/ai-systems", Cancellation);
        using var form = await program.PostAsync("/sign-out", null, Cancellation);

        Assert.Equal(HttpStatusCode.Found, page.StatusCode);
        Assert.StartsWith("/sign-in", page.Headers.Location!.OriginalString, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.Unauthorized, form.StatusCode);
    }

    [Fact]
    public async Task Token_UsedTooOften_IsSlowedDownAlone()
    {
        await using var management = await ManagementFixture.StartAsync(change: options => options with { TokenRequestsPerMinute = 3 });
        var browser = await management.SignInAsync();
        using var program = management.OpenProgram(await browser.CreateTokenAsync("busy"));
        using var other = management.OpenProgram(await browser.CreateTokenAsync("other"));
        for (var i = 0; i < 3; i++)
        {
            using var good = await program.GetAsync("/api/ai-systems", Cancellation);
            Assert.Equal(HttpStatusCode.OK, good.StatusCode);
        }

        using var tooMuch = await program.GetAsync("/api/ai-systems", Cancellation);
        using var elsewhere = await other.GetAsync("/api/ai-systems", Cancellation);

        Assert.Equal((HttpStatusCode.TooManyRequests, "60"), (tooMuch.StatusCode, tooMuch.Headers.RetryAfter!.ToString()));
        Assert.Equal(HttpStatusCode.OK, elsewhere.StatusCode);
    }

    [Fact]
    public async Task Tokens_TriedOut_ShutTheSourceOutOfTheDatabaseButNotAProgramThatIsKnown()
    {
        await using var management = await ManagementFixture.StartAsync();
        using var known = management.OpenProgram(await (await management.SignInAsync()).CreateTokenAsync("ci"));
        using (var first = await known.GetAsync("/api/ai-systems", Cancellation))
            Assert.Equal(HttpStatusCode.OK, first.StatusCode);

        var statuses = new List<HttpStatusCode>();
        while (statuses.Count < TokenLimits.FailuresAtOnce * 10 && !statuses.Contains(HttpStatusCode.TooManyRequests))
        {
            statuses.AddRange(await Task.WhenAll(Enumerable.Range(0, 10).Select(async _ =>
            {
                using var guesser = management.OpenProgram(TokenText.Generate().Whole());
                using var answer = await guesser.GetAsync("/api/ai-systems", Cancellation);
                return answer.StatusCode;
            })));
        }
        using var good = await known.GetAsync("/api/ai-systems", Cancellation);

        Assert.Equal([HttpStatusCode.Unauthorized, HttpStatusCode.TooManyRequests], statuses.Distinct());
        Assert.Equal(HttpStatusCode.OK, good.StatusCode);
    }

    [Fact]
    public async Task Check_OfATokensRequest_CostsNoStatement()
    {
        await using var management = await ManagementFixture.StartAsync(change: options => options with { TimeProvider = new FrozenClock() });
        StatementCounter.Prepare(management);
        using var statements = new StatementCounter();
        using var program = management.OpenProgram(await (await management.SignInAsync()).CreateTokenAsync("ci"));
        using (await program.GetAsync("/api/history/check", Cancellation))
        {
            var before = statements.Count;
            for (var i = 0; i < 5; i++)
            {
                using var answer = await program.GetAsync("/api/history/check", Cancellation);
                Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
            }
            Assert.Equal(before, statements.Count);
        }
    }

    private static string WithOtherSecret(TokenText token)
    {
        // A token of the same id with a right check, as who knows the id and the form can make it.
        var start = $"tdmp_{token.Id}_{TokenText.Generate().Whole()[22..74]}";
        var check = System.Security.Cryptography.SHA256.HashData(System.Text.Encoding.UTF8.GetBytes(start)).AsSpan(0, 4);
        var whole = start + Tandem.Management.Access.SecondFactor.Base32.Encode(check).ToLowerInvariant();
        Assert.NotNull(TokenText.Parse(whole));
        return whole;
    }

    private static async Task<string> WordsAsync(HttpResponseMessage answer)
    {
        using var json = JsonDocument.Parse(await answer.Content.ReadAsStringAsync(Cancellation));
        return $"{json.RootElement.GetProperty("title")} {json.RootElement.GetProperty("detail")}";
    }
}
