using System.Net;
using Microsoft.EntityFrameworkCore;
using Tandem.Management.Access;
using Tandem.Management.Access.Sessions;
using Tandem.Management.Database;
using Tandem.Testing.Postgres;

namespace Tandem.Management.Tests.Access.Sessions;

/// <summary>What time does to sessions, and what a request may cost for it.</summary>
public sealed class SessionTimeTests(PostgresServer postgres)
{
    [Theory]
    [InlineData(DatabaseEngine.Sqlite)]
    [InlineData(DatabaseEngine.Postgres)]
    public async Task Session_LivesWhileItIsUsed_AndNotLongerThanTheLimit(string engine)
    {
        var clock = new FrozenClock();
        await using var management = await StartAsync(clock, engine);
        var browser = await management.SignInAsync();
        var idle = await management.SignInAsync();

        clock.Advance(TimeSpan.FromHours(7.9));
        Assert.True(await IsSignedInAsync(browser));
        clock.Advance(TimeSpan.FromHours(0.1));
        Assert.False(await IsSignedInAsync(idle));
        for (var hours = 8.0; hours < 7 * 24 - 6; hours += 6)
        {
            await UpkeepAsync(management);
            Assert.True(await IsSignedInAsync(browser), $"ended after {hours} hours");
            clock.Advance(TimeSpan.FromHours(6));
        }

        Assert.True(await IsSignedInAsync(browser));
        clock.Advance(TimeSpan.FromHours(6));
        Assert.False(await IsSignedInAsync(browser));
    }

    [Fact]
    public async Task Limits_AreThoseOfTheOptions()
    {
        var clock = new FrozenClock();
        await using var management = await ManagementFixture.StartAsync(
            change: options => options with { TimeProvider = clock, SessionIdleLimit = TimeSpan.FromMinutes(10), SessionLimit = TimeSpan.FromMinutes(15) });
        var browser = await management.SignInAsync();

        clock.Advance(TimeSpan.FromMinutes(9));
        Assert.True(await IsSignedInAsync(browser));
        clock.Advance(TimeSpan.FromMinutes(6));
        Assert.False(await IsSignedInAsync(browser));
    }

    [Theory]
    [InlineData(4, 60)]
    [InlineData(60, 30)]
    [InlineData(60, 91 * 24 * 60)]
    public void Limits_ThatMakeNoSense_AreRefused(int idleMinutes, int limitMinutes)
    {
        using var folder = new Tandem.Testing.Files.TemporaryFolder();
        var options = ManagementFixture.OptionsIn(folder) with { SessionIdleLimit = TimeSpan.FromMinutes(idleMinutes), SessionLimit = TimeSpan.FromMinutes(limitMinutes) };

        Assert.StartsWith("Session", Assert.Single(options.Validate()), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Session_EndedByAnotherProcess_IsDeadWithinAMinute()
    {
        var clock = new FrozenClock();
        await using var management = await StartAsync(clock);
        var browser = await management.SignInAsync();
        await management.WithDatabaseAsync(db => db.Sessions.ExecuteUpdateAsync(set => set.SetProperty(s => s.EndedAt, clock.GetUtcNow())));

        clock.Advance(TimeSpan.FromMinutes(1));

        Assert.False(await IsSignedInAsync(browser));
    }

    [Fact]
    public async Task Role_TakenAway_IsGoneFromTheNextRequestOn()
    {
        await using var management = await StartAsync(new FrozenClock());
        await management.SignInAsync();
        var browser = await management.SignInAsAsync("Grace Hopper", Roles.Contributor);
        await browser.OpenAsync("/ai-systems/new");
        Assert.Equal(HttpStatusCode.OK, browser.Status);

        await management.WithDatabaseAsync(async db =>
        {
            var id = await db.Users.Where(u => u.DisplayName == "Grace Hopper").Select(u => u.Id).SingleAsync();
            db.UserRoles.RemoveRange(await db.UserRoles.Where(r => r.UserId == id).ToListAsync());
            return await db.SaveChangesAsync();
        });

        await browser.OpenAsync("/ai-systems/new");
        Assert.Equal(HttpStatusCode.Forbidden, browser.Status);
    }

    [Fact]
    public async Task Check_OfARequest_CostsNoStatement()
    {
        await using var management = await StartAsync(new FrozenClock());
        StatementCounter.Prepare(management);
        using var statements = new StatementCounter();
        var browser = await management.SignInAsync();
        Assert.True(await IsSignedInAsync(browser));
        var before = statements.Count;

        for (var i = 0; i < 10; i++)
            Assert.True(await IsSignedInAsync(browser));

        Assert.Equal(before, statements.Count);
        Assert.NotEqual(0, before);
    }

    [Theory]
    [InlineData(DatabaseEngine.Sqlite)]
    [InlineData(DatabaseEngine.Postgres)]
    public async Task Upkeep_WritesWhenASessionWasUsed_WithoutAChangeInTheHistory(string engine)
    {
        var clock = new FrozenClock();
        await using var management = await StartAsync(clock, engine);
        var browser = await management.SignInAsync();
        var changes = await CountAsync(management);
        clock.Advance(TimeSpan.FromMinutes(7));
        await IsSignedInAsync(browser);

        await UpkeepAsync(management);

        var session = await management.WithDatabaseAsync(db => db.Sessions.SingleAsync());
        Assert.Equal((session.StartedAt + TimeSpan.FromMinutes(7), 1), (session.LastSeenAt, session.Version));
        Assert.Equal(changes, await CountAsync(management));
        Assert.DoesNotContain("lastSeenAt", string.Concat(await management.WithDatabaseAsync(db => db.ChangeEvents.Select(e => e.Fields).ToListAsync())), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(DatabaseEngine.Sqlite)]
    [InlineData(DatabaseEngine.Postgres)]
    public async Task Upkeep_EndsWhatRanOutAndLaterForgetsWhereItCameFrom(string engine)
    {
        var clock = new FrozenClock();
        await using var management = await StartAsync(clock, engine);
        await management.SignInAsync();
        clock.Advance(TimeSpan.FromHours(9));

        await UpkeepAsync(management);

        var session = await management.WithDatabaseAsync(db => db.Sessions.SingleAsync());
        Assert.Equal((session.StartedAt + TimeSpan.FromHours(8), SessionEnd.Idle), (session.EndedAt, session.EndedBecause));
        Assert.NotEqual("", session.SeenWith);
        var change = await management.WithDatabaseAsync(db => db.ChangeEvents.SingleAsync(e => e.RecordType == "session" && e.Action == "changed"));
        Assert.Equal(("System", SessionEnd.Idle), (change.ActorName, change.Reason));

        clock.Advance(SessionUpkeep.SourceKept);
        await UpkeepAsync(management);

        session = await management.WithDatabaseAsync(db => db.Sessions.SingleAsync());
        Assert.Equal(("", ""), (session.SeenWith, session.SeenFrom));
        // History never had them: nothing can be taken out of that.
        var fields = string.Concat(await management.WithDatabaseAsync(db => db.ChangeEvents.Where(e => e.RecordType == "session").Select(e => e.Fields).ToListAsync()));
        Assert.Contains("\"method\"", fields, StringComparison.Ordinal);
        Assert.DoesNotContain("seenFrom", fields, StringComparison.Ordinal);
        Assert.DoesNotContain("seenWith", fields, StringComparison.Ordinal);
    }

    private Task<ManagementFixture> StartAsync(FrozenClock clock, string engine = DatabaseEngine.Sqlite) =>
        ManagementFixture.StartAsync(engine, postgres, options => options with { TimeProvider = clock });

    private static Task UpkeepAsync(ManagementFixture management) =>
        management.App.Services.GetServices<IHostedService>().OfType<AccessUpkeep>().Single().RunAsync(TestContext.Current.CancellationToken);

    private static Task<int> CountAsync(ManagementFixture management) => management.WithDatabaseAsync(db => db.ChangeEvents.CountAsync());

    private static async Task<bool> IsSignedInAsync(Browser browser)
    {
        using var answer = await browser.CallAsync(HttpMethod.Get, "/api/account");
        return answer.StatusCode == HttpStatusCode.OK;
    }
}
