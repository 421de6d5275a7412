using System.Net;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Tandem.Management.Access;
using Tandem.Management.Database;
using Tandem.Testing.Postgres;

namespace Tandem.Management.Tests.Access;

/// <summary>Attempts that arrive at once, as an attacker sends them.</summary>
public sealed class ParallelAccessTests(PostgresServer postgres)
{
    [Theory]
    [InlineData(DatabaseEngine.Sqlite)]
    [InlineData(DatabaseEngine.Postgres)]
    public async Task Guesses_AtOnce_AreAllCountedAndNoMoreThanFiveAreTried(string engine)
    {
        var tried = new CountingHasher();
        await using var management = await ManagementFixture.StartAsync(
            engine, postgres, options => options with { SignInAttemptsPerMinute = 1000 }, services => services.AddSingleton<IPasswordHasher<Account>>(tried));
        await management.SignInAsync();
        var guessers = new List<Browser>();
        for (var i = 0; i < 12; i++)
        {
            guessers.Add(management.OpenBrowser());
            await guessers[i].OpenAsync("/sign-in");
        }
        tried.Reset();

        await Task.WhenAll(guessers.Select((guesser, i) => Task.Run(() => guesser.SubmitAsync("/sign-in", ("email", ManagementFixture.Email), ("password", $"guess number {i} of many")))));

        Assert.All(guessers, guesser => Assert.Equal(HttpStatusCode.UnprocessableEntity, guesser.Status));
        Assert.True((await management.WithDatabaseAsync(db => db.Users.SingleAsync())).LockoutEnd > TimeProvider.System.GetUtcNow(), "the account is not locked");
        Assert.Equal(5, tried.Count);
    }

    [Theory]
    [InlineData(DatabaseEngine.Sqlite)]
    [InlineData(DatabaseEngine.Postgres)]
    public async Task FirstAdministratorLink_UsedTwiceAtOnce_MakesOneAccount(string engine)
    {
        await using var management = await ManagementFixture.StartAsync(engine, postgres, options => options with { SignInAttemptsPerMinute = 1000 });
        var link = management.App.Services.GetRequiredService<ManagementStartup>().FirstAdministratorLink!.PathAndQuery;
        Browser[] browsers = [management.OpenBrowser(), management.OpenBrowser(), management.OpenBrowser(), management.OpenBrowser()];
        foreach (var browser in browsers)
            await browser.OpenAsync(link);

        await Task.WhenAll(browsers.Select((browser, i) => Task.Run(() => browser.SubmitAsync(
            "/setup", ("name", $"Person {i}"), ("email", $"person{i}@example.org"), ("password", ManagementFixture.Password), ("repeat", ManagementFixture.Password)))));

        Assert.Single(browsers, browser => browser.Status == HttpStatusCode.OK && browser.Path == "/");
        Assert.All(browsers, browser => Assert.True(browser.Status is HttpStatusCode.OK or HttpStatusCode.NotFound or HttpStatusCode.UnprocessableEntity, $"answered {browser.Status}: {browser.Text}"));
        Assert.Equal(1, await management.WithDatabaseAsync(db => db.Users.CountAsync()));
        Assert.Equal(1, await management.WithDatabaseAsync(db => db.ChangeEvents.CountAsync(e => e.RecordType == "account" && e.Action == "created")));
    }

    /// <summary>Counts what is tried against a real account; the decoy has no id.</summary>
    private sealed class CountingHasher : IPasswordHasher<Account>
    {
        private readonly PasswordHasher<Account> _inner = new();
        private int _count;

        internal int Count => Volatile.Read(ref _count);

        internal void Reset() => Volatile.Write(ref _count, 0);

        public string HashPassword(Account user, string password) => _inner.HashPassword(user, password);

        public PasswordVerificationResult VerifyHashedPassword(Account user, string hashedPassword, string providedPassword)
        {
            if (user.Id != Guid.Empty)
                Interlocked.Increment(ref _count);
            return _inner.VerifyHashedPassword(user, hashedPassword, providedPassword);
        }
    }
}
