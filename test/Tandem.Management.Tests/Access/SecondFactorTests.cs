using System.Net;
using Microsoft.EntityFrameworkCore;
using Tandem.Management.Access.SecondFactor;
using Tandem.Management.Database;
using Tandem.Testing.Files;
using Tandem.Testing.Postgres;

namespace Tandem.Management.Tests.Access;

public sealed class SecondFactorTests(PostgresServer postgres)
{
    [Theory]
    [InlineData(DatabaseEngine.Sqlite)]
    [InlineData(DatabaseEngine.Postgres)]
    public async Task SecondFactor_SwitchedOn_IsAskedForAtSignInAndTakesEachCodeOnce(string engine)
    {
        var clock = new FrozenClock();
        await using var management = await StartAsync(engine, clock);
        var browser = await management.SignInAsync();
        var elsewhere = await management.SignInAsync();
        var (key, codes) = await SwitchOnAsync(browser, clock);

        Assert.Equal(10, codes.Count);
        await elsewhere.OpenAsync("/account");
        Assert.StartsWith("/sign-in", elsewhere.Path, StringComparison.Ordinal);
        await browser.OpenAsync("/account");
        Assert.Contains("10 recovery codes are left", browser.Text, StringComparison.Ordinal);

        await PasswordAsync(elsewhere, "/ai-systems");
        Assert.StartsWith("/sign-in/code", elsewhere.Path, StringComparison.Ordinal);
        var between = elsewhere.Copy();
        await between.OpenAsync("/account");
        Assert.StartsWith("/sign-in?", between.Path, StringComparison.Ordinal);
        await elsewhere.SubmitAsync("/sign-in/code", ("code", TimeCode.At(key, clock.GetUtcNow()))); // confirmed the set-up, so it is used up
        Assert.Equal(HttpStatusCode.UnprocessableEntity, elsewhere.Status);

        clock.Advance(TimeSpan.FromSeconds(30));
        var code = TimeCode.At(key, clock.GetUtcNow());
        await elsewhere.SubmitAsync("/sign-in/code", ("code", code));
        Assert.Equal((HttpStatusCode.OK, "/ai-systems"), (elsewhere.Status, elsewhere.Path));
        var replay = management.OpenBrowser();
        await PasswordAsync(replay);
        await replay.SubmitAsync("/sign-in/code", ("code", code));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, replay.Status);
    }

    [Theory]
    [InlineData(DatabaseEngine.Sqlite)]
    [InlineData(DatabaseEngine.Postgres)]
    public async Task RecoveryCode_SignsInOnceAndIsKeptAsHashOnly(string engine)
    {
        var clock = new FrozenClock();
        await using var management = await StartAsync(engine, clock);
        var browser = await management.SignInAsync();
        var (key, codes) = await SwitchOnAsync(browser, clock);

        var first = management.OpenBrowser();
        await PasswordAsync(first);
        await first.SubmitAsync("/sign-in/code", ("code", codes[3].ToLowerInvariant()));
        Assert.Equal((HttpStatusCode.OK, "/"), (first.Status, first.Path));
        var second = management.OpenBrowser();
        await PasswordAsync(second);
        await second.SubmitAsync("/sign-in/code", ("code", codes[3]));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, second.Status);

        await browser.OpenAsync("/account");
        Assert.Contains("9 recovery codes are left", browser.Text, StringComparison.Ordinal);
        var stored = await management.WithDatabaseAsync(db => db.UserTokens.Select(t => t.Value!).ToListAsync());
        var recorded = await management.WithDatabaseAsync(db => db.ChangeEvents.Select(e => e.Fields + e.Reason).ToListAsync());
        Assert.Contains("second factor switched on by its owner", string.Concat(recorded), StringComparison.Ordinal);
        Assert.Contains("signed in with a recovery code", string.Concat(recorded), StringComparison.Ordinal);
        foreach (var secret in codes.Select(Base32.Normalise).Concat(codes).Append(Base32.Encode(key)))
            Assert.DoesNotContain(stored.Concat(recorded), text => text.Contains(secret, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Codes_GuessedByWhoKnowsThePassword_LockTheAccount()
    {
        var clock = new FrozenClock();
        await using var management = await StartAsync(DatabaseEngine.Sqlite, clock);
        var browser = await management.SignInAsync();
        var (key, _) = await SwitchOnAsync(browser, clock);
        clock.Advance(TimeSpan.FromSeconds(30));
        var right = TimeCode.At(key, clock.GetUtcNow());
        var wrong = right == "123456" ? "654321" : "123456";
        var guesser = management.OpenBrowser();

        // The right password in between does not begin the count anew.
        for (var i = 0; i < 5; i++)
        {
            await PasswordAsync(guesser);
            await guesser.SubmitAsync("/sign-in/code", ("code", wrong));
            Assert.Equal(HttpStatusCode.UnprocessableEntity, guesser.Status);
        }
        await guesser.SubmitAsync("/sign-in/code", ("code", right));

        Assert.Equal(HttpStatusCode.UnprocessableEntity, guesser.Status);
        Assert.True((await management.WithDatabaseAsync(db => db.Users.SingleAsync())).LockoutEnd is not null);
    }

    [Fact]
    public async Task SecondStep_TooOften_IsSlowedDown()
    {
        await using var management = await ManagementFixture.StartAsync(change: options => options with { SignInAttemptsPerMinute = 1 });
        var browser = management.OpenBrowser();
        await browser.OpenAsync("/sign-in");
        var token = browser.Page.QuerySelector("input[name=__RequestVerificationToken]")!.GetAttribute("value")!;

        await browser.PostAsync("/sign-in/code", [new("__RequestVerificationToken", token)]);
        Assert.Equal("/sign-in", browser.Path);
        await browser.PostAsync("/sign-in/code", [new("__RequestVerificationToken", token)]);

        Assert.Equal(HttpStatusCode.TooManyRequests, browser.Status);
    }

    [Fact]
    public async Task SecondFactor_SwitchedOff_NeedsThePasswordAndForgetsTheKey()
    {
        var clock = new FrozenClock();
        await using var management = await StartAsync(DatabaseEngine.Sqlite, clock);
        var browser = await management.SignInAsync();
        await SwitchOnAsync(browser, clock);

        await browser.OpenAsync("/account/second-factor");
        await browser.SubmitAsync("/account/second-factor/off", ("password", "not the password"));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, browser.Status);
        await browser.SubmitAsync("/account/second-factor/off", ("password", ManagementFixture.Password));

        Assert.Equal((HttpStatusCode.OK, "/account?done=second-factor-off"), (browser.Status, browser.Path));
        Assert.Empty(await management.WithDatabaseAsync(db => db.UserTokens.ToListAsync()));
        var again = management.OpenBrowser();
        await PasswordAsync(again);
        Assert.Equal((HttpStatusCode.OK, "/"), (again.Status, again.Path));
    }

    [Fact]
    public async Task RecoveryCodes_Renewed_ReplaceTheOldOnes()
    {
        var clock = new FrozenClock();
        await using var management = await StartAsync(DatabaseEngine.Sqlite, clock);
        var browser = await management.SignInAsync();
        var (_, old) = await SwitchOnAsync(browser, clock);

        await browser.OpenAsync("/account/second-factor");
        await browser.SubmitAsync("/account/second-factor/codes", ("password", ManagementFixture.Password));
        var renewed = Codes(browser);

        Assert.Equal(10, renewed.Except(old).Count());
        var other = management.OpenBrowser();
        await PasswordAsync(other);
        await other.SubmitAsync("/sign-in/code", ("code", old[0]));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, other.Status);
        await other.SubmitAsync("/sign-in/code", ("code", renewed[0]));
        Assert.Equal((HttpStatusCode.OK, "/"), (other.Status, other.Path));
    }

    [Theory]
    [InlineData("code", "000000", "This is not the code")]
    [InlineData("password", "not the password", "This is not your password")]
    [InlineData("setUp", "Zm9yZ2Vk", "This key was offered too long ago")]
    [InlineData("setUp", "!", "This key was offered too long ago")]
    public async Task SetUp_WithSomethingWrong_IsRefusedAndChangesNothing(string field, string value, string words)
    {
        var clock = new FrozenClock();
        await using var management = await StartAsync(DatabaseEngine.Sqlite, clock);
        var browser = await management.SignInAsync();
        await browser.OpenAsync("/account/second-factor");
        var key = Key(browser);

        await browser.SubmitAsync("/account/second-factor", ("code", TimeCode.At(key, clock.GetUtcNow())), ("password", ManagementFixture.Password), (field, value));

        Assert.Equal(HttpStatusCode.UnprocessableEntity, browser.Status);
        Assert.Contains(words, browser.Page.QuerySelector("#error-summary")!.TextContent, StringComparison.Ordinal);
        // What was typed into the app stays good as long as the form's key is.
        Assert.Equal(field != "setUp", key.AsSpan().SequenceEqual(Key(browser)));
        Assert.False((await management.WithDatabaseAsync(db => db.Users.SingleAsync())).TwoFactorEnabled);
    }

    [Fact]
    public async Task Database_WithoutItsKeyFiles_TakesNoCodeButStillARecoveryCode()
    {
        using var folder = new TemporaryFolder();
        byte[] key;
        IReadOnlyList<string> codes;
        await using (var management = await ManagementFixture.StartAsync(folder))
            (key, codes) = await SwitchOnAsync(await management.SignInAsync(), TimeProvider.System);
        Directory.Delete(folder.In("management", "keys", "data-protection"), recursive: true);

        await using var again = await ManagementFixture.StartAsync(folder);
        var browser = again.OpenBrowser();
        await PasswordAsync(browser);
        await browser.SubmitAsync("/sign-in/code", ("code", TimeCode.At(key, TimeProvider.System.GetUtcNow().AddSeconds(30))));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, browser.Status);
        await browser.SubmitAsync("/sign-in/code", ("code", codes[0]));
        Assert.Equal((HttpStatusCode.OK, "/"), (browser.Status, browser.Path));
    }

    [Fact]
    public async Task Api_SetsUpAndSwitchesOff()
    {
        var clock = new FrozenClock();
        await using var management = await StartAsync(DatabaseEngine.Sqlite, clock);
        var browser = await management.SignInAsync();
        using var offer = await browser.CallAsync(HttpMethod.Get, "/api/account/second-factor");
        var offered = (await offer.Content.ReadFromJsonAsync<SecondFactorApi.Answer>(TestContext.Current.CancellationToken))!.Offered!;
        var code = TimeCode.At(SecondFactorSteps.Decode(offered.Text), clock.GetUtcNow());

        using var refused = await browser.CallAsync(HttpMethod.Post, "/api/account/second-factor", new { setUp = offered.SetUp, code, password = "wrong" });
        using var on = await browser.CallAsync(HttpMethod.Post, "/api/account/second-factor", new { setUp = offered.SetUp, code, password = ManagementFixture.Password });
        using var off = await browser.CallAsync(HttpMethod.Post, "/api/account/second-factor/off", new { password = ManagementFixture.Password });

        Assert.Equal((HttpStatusCode.UnprocessableEntity, HttpStatusCode.OK, HttpStatusCode.OK), (refused.StatusCode, on.StatusCode, off.StatusCode));
        Assert.Equal(10, (await on.Content.ReadFromJsonAsync<SecondFactorApi.Codes>(TestContext.Current.CancellationToken))!.RecoveryCodes.Count);
        Assert.Contains($"secret={offered.Text.Replace(" ", "", StringComparison.Ordinal)}", offered.Address, StringComparison.Ordinal);
    }

    private Task<ManagementFixture> StartAsync(string engine, TimeProvider clock) =>
        ManagementFixture.StartAsync(engine, postgres, options => options with { TimeProvider = clock, SignInAttemptsPerMinute = 100 });

    private static async Task<(byte[] Key, IReadOnlyList<string> Codes)> SwitchOnAsync(Browser browser, TimeProvider clock)
    {
        await browser.OpenAsync("/account/second-factor");
        Assert.NotNull(browser.Page.QuerySelector("svg[role=img] path"));
        var key = Key(browser);
        await browser.SubmitAsync("/account/second-factor", ("code", TimeCode.At(key, clock.GetUtcNow())), ("password", ManagementFixture.Password));
        Assert.True(browser.Status == HttpStatusCode.OK, browser.Text);
        return (key, Codes(browser));
    }

    private static async Task PasswordAsync(Browser browser, string returnUrl = "/")
    {
        await browser.OpenAsync("/sign-in");
        await browser.SubmitAsync("/sign-in", ("email", ManagementFixture.Email), ("password", ManagementFixture.Password), ("returnUrl", returnUrl));
    }

    private static byte[] Key(Browser browser) => SecondFactorSteps.Decode(browser.Page.QuerySelector("main code")!.TextContent);

    private static IReadOnlyList<string> Codes(Browser browser) => [.. browser.Page.QuerySelectorAll("main li code").Select(code => code.TextContent)];
}
