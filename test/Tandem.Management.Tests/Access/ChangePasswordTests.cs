using System.Net;
using Microsoft.EntityFrameworkCore;
using Tandem.Management.Database;
using Tandem.Testing.Postgres;

namespace Tandem.Management.Tests.Access;

public sealed class ChangePasswordTests(PostgresServer postgres)
{
    private const string NewPassword = "another horse and a longer staple";

    [Theory]
    [InlineData(DatabaseEngine.Sqlite)]
    [InlineData(DatabaseEngine.Postgres)]
    public async Task Password_Changed_EndsOtherSessionsAtOnceAndStandsInTheHistoryWithoutItself(string engine)
    {
        await using var management = await ManagementFixture.StartAsync(engine, postgres);
        var browser = await management.SignInAsync();
        var elsewhere = await management.SignInAsync();
        var thief = browser.Copy();

        await browser.OpenAsync("/account");
        await browser.SubmitAsync("/account/password", ("current", ManagementFixture.Password), ("password", NewPassword), ("repeat", NewPassword));

        Assert.Equal((HttpStatusCode.OK, "/account?done=password"), (browser.Status, browser.Path));
        Assert.Contains("Your password is changed", browser.Text, StringComparison.Ordinal);
        foreach (var other in new[] { elsewhere, thief })
        {
            await other.OpenAsync("/account");
            Assert.StartsWith("/sign-in", other.Path, StringComparison.Ordinal);
        }
        var change = await management.WithDatabaseAsync(db => db.ChangeEvents.SingleAsync(e => e.RecordType == "account" && e.Reason == "password changed by its owner"));
        Assert.Contains("\"passwordHash\":{\"before\":\"not recorded\",\"after\":\"not recorded\"}", change.Fields, StringComparison.Ordinal);
        await elsewhere.OpenAsync("/sign-in");
        await elsewhere.SubmitAsync("/sign-in", ("email", ManagementFixture.Email), ("password", ManagementFixture.Password));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, elsewhere.Status);
        await elsewhere.SubmitAsync("/sign-in", ("password", NewPassword));
        Assert.Equal((HttpStatusCode.OK, "/"), (elsewhere.Status, elsewhere.Path));
    }

    [Theory]
    [InlineData("not the password", NewPassword, NewPassword, "This is not your password")]
    [InlineData("", NewPassword, NewPassword, "Enter your current password")]
    [InlineData(ManagementFixture.Password, "short", "short", "Enter 12 to 256 characters")]
    [InlineData(ManagementFixture.Password, NewPassword, "something else", "The two passwords differ")]
    [InlineData(ManagementFixture.Password, ManagementFixture.Password, ManagementFixture.Password, "This is the current password")]
    [InlineData(ManagementFixture.Password, "aaaaaaaaaaaaaaaa", "aaaaaaaaaaaaaaaa", "different characters")]
    public async Task Password_BadForm_IsRefusedInWordsAndChangesNothing(string current, string password, string repeat, string words)
    {
        await using var management = await ManagementFixture.StartAsync();
        var browser = await management.SignInAsync();
        var before = await HashAsync(management);

        await browser.OpenAsync("/account");
        await browser.SubmitAsync("/account/password", ("current", current), ("password", password), ("repeat", repeat));

        Assert.Equal(HttpStatusCode.UnprocessableEntity, browser.Status);
        Assert.Contains(words, browser.Page.QuerySelector("#error-summary")!.TextContent, StringComparison.Ordinal);
        Assert.Equal(before, await HashAsync(management));
        Assert.DoesNotContain(NewPassword, browser.Page.DocumentElement.OuterHtml, StringComparison.Ordinal);
    }

    [Fact]
    public async Task CurrentPassword_GuessedInAStolenSession_LocksTheAccount()
    {
        await using var management = await ManagementFixture.StartAsync(change: options => options with { SignInAttemptsPerMinute = 100 });
        var browser = await management.SignInAsync();
        for (var i = 0; i < 5; i++)
        {
            await browser.OpenAsync("/account");
            await browser.SubmitAsync("/account/password", ("current", $"guess number {i}"), ("password", NewPassword), ("repeat", NewPassword));
        }

        await browser.SubmitAsync("/account/password", ("current", ManagementFixture.Password), ("password", NewPassword), ("repeat", NewPassword));

        Assert.Equal(HttpStatusCode.UnprocessableEntity, browser.Status);
        Assert.True((await management.WithDatabaseAsync(db => db.Users.SingleAsync())).LockoutEnd > TimeProvider.System.GetUtcNow());
    }

    [Fact]
    public async Task Api_ChangesThePasswordAndNamesTheFieldsThatAreWrong()
    {
        await using var management = await ManagementFixture.StartAsync();
        var browser = await management.SignInAsync();

        using var refused = await browser.CallAsync(HttpMethod.Post, "/api/account/password", new { current = "wrong one", password = NewPassword });
        using var done = await browser.CallAsync(HttpMethod.Post, "/api/account/password", new { current = ManagementFixture.Password, password = NewPassword });
        using var me = await browser.CallAsync(HttpMethod.Get, "/api/account");

        Assert.Equal(HttpStatusCode.UnprocessableEntity, refused.StatusCode);
        Assert.Contains("\"current\"", await refused.Content.ReadAsStringAsync(TestContext.Current.CancellationToken), StringComparison.Ordinal);
        Assert.Equal((HttpStatusCode.NoContent, HttpStatusCode.OK), (done.StatusCode, me.StatusCode));
        Assert.Contains(ManagementFixture.Email, await me.Content.ReadAsStringAsync(TestContext.Current.CancellationToken), StringComparison.Ordinal);
    }

    private static Task<string?> HashAsync(ManagementFixture management) => management.WithDatabaseAsync(db => db.Users.Select(u => u.PasswordHash).SingleAsync());
}
