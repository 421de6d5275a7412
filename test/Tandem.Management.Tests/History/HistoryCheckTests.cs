using Microsoft.EntityFrameworkCore;
using Tandem.Management.Database;
using Tandem.Management.History;
using Tandem.Management.People;
using Tandem.Management.Tests.AiSystems;
using Tandem.Testing.Files;
using Tandem.Testing.Postgres;

namespace Tandem.Management.Tests.History;

/// <summary>Somebody with access to the database changes the past; the history page names what was changed.</summary>
public sealed class HistoryCheckTests(PostgresServer postgres)
{
    [Theory]
    [InlineData(DatabaseEngine.Sqlite)]
    [InlineData(DatabaseEngine.Postgres)]
    public async Task Check_OfAnUntouchedHistory_FindsNothing(string engine)
    {
        await using var management = await ManagementFixture.StartAsync(engine, postgres);
        var browser = await management.SignInAsync();
        await browser.RegisterAsync("Claims assistant");
        await management.WaitForLedgerAsync();

        var findings = await CheckAsync(management, browser);

        Assert.Equal([], findings.Problems);
        Assert.True(findings.Changes > 3);
        Assert.Equal(findings.Changes, findings.Records);
        Assert.Contains("Nothing changed, deleted or added", browser.Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(DatabaseEngine.Sqlite, "update change_events set actor_name = 'Eve' where number = {0}", "changed after it was recorded")]
    [InlineData(DatabaseEngine.Sqlite, "update change_events set reason = 'another' where number = {0}", "changed after it was recorded")]
    [InlineData(DatabaseEngine.Postgres, "update change_events set action = 'removed' where number = {0}", "changed after it was recorded")]
    [InlineData(DatabaseEngine.Sqlite, "update change_events set number = 999 where number = {0}", "was deleted")]
    [InlineData(DatabaseEngine.Sqlite, "update change_events set ledger_index = 1 where number = {0}", "is about something else")]
    [InlineData(DatabaseEngine.Sqlite, "update change_events set ledger_index = 999 where number = {0}", "which the log does not have")]
    [InlineData(DatabaseEngine.Sqlite, "update change_events set ledger_index = null where number = {0}", "was added past the program")]
    [InlineData(DatabaseEngine.Sqlite, "delete from change_events where number = {0}", "was deleted")]
    [InlineData(DatabaseEngine.Postgres, "delete from change_events where number = {0}", "was deleted")]
    [InlineData(DatabaseEngine.Sqlite, Insert + "null from change_events where number = {0}", "was added past the program")]
    [InlineData(DatabaseEngine.Postgres, Insert + "ledger_index from change_events where number = {0}", "is about something else")]
    public async Task Check_OfAFalsifiedHistory_NamesTheChangeOnThePage(string engine, string falsify, string said)
    {
        await using var management = await ManagementFixture.StartAsync(engine, postgres);
        var browser = await management.SignInAsync();
        await browser.RegisterAsync("Claims assistant");
        await management.WaitForLedgerAsync();
        var number = await management.WithDatabaseAsync(db => db.ChangeEvents.Where(e => e.RecordType == "ai-system").Select(e => e.Number).SingleAsync());

        Assert.Equal(1, await management.WithDatabaseAsync(db => db.Database.ExecuteSqlRawAsync(falsify, number)));
        var findings = await CheckAsync(management, browser);

        var expected = falsify.StartsWith("insert", StringComparison.Ordinal) ? 500 : number;
        Assert.Contains(findings.Problems, problem => problem.Change == expected && problem.Text.Contains(said, StringComparison.Ordinal));
        Assert.Contains($"Change {expected}", browser.Text, StringComparison.Ordinal);
        Assert.Contains(said, browser.Text, StringComparison.Ordinal);
        await browser.OpenAsync("/ai-systems");
        Assert.Contains("History and ledger differ", browser.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Check_OfAChangeHandedToTheLogAgain_NamesIt()
    {
        await using var management = await ManagementFixture.StartAsync();
        var browser = await management.SignInAsync();
        await browser.RegisterAsync("Claims assistant");
        await management.WaitForLedgerAsync();
        var number = await management.WithDatabaseAsync(db => db.ChangeEvents.Where(e => e.RecordType == "ai-system").Select(e => e.Number).SingleAsync());

        await management.WithDatabaseAsync(db => db.Database.ExecuteSqlRawAsync("insert into outbox (change_number) values ({0}); update change_events set ledger_index = null, actor_name = 'Eve' where number = {0}", number));
        await management.WaitForLedgerAsync();
        var findings = await CheckAsync(management, browser);

        Assert.Contains(findings.Problems, problem => problem.Change == number && problem.Text.Contains("stands in the log twice", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Start_AfterARowWasDeletedWhileStopped_NamesItWithoutBeingAsked()
    {
        using var folder = new TemporaryFolder();
        long number;
        await using (var first = await ManagementFixture.StartAsync(folder))
        {
            var browser = await first.SignInAsync();
            await browser.RegisterAsync("Claims assistant");
            await first.WaitForLedgerAsync();
            number = await first.WithDatabaseAsync(db => db.ChangeEvents.Where(e => e.RecordType == "ai-system").Select(e => e.Number).SingleAsync());
            await first.App.StopAsync(TestContext.Current.CancellationToken);
            await first.WithDatabaseAsync(db => db.Database.ExecuteSqlRawAsync("delete from change_events where number = {0}", number));
        }

        await using var second = await ManagementFixture.StartAsync(folder);
        var check = second.App.Services.GetRequiredService<HistoryCheck>();
        while (check.Latest is null)
            await Task.Delay(20, TestContext.Current.CancellationToken);

        Assert.Equal([number], check.Latest.Problems.Select(problem => problem.Change!.Value));
    }

    private const string Insert = "insert into change_events select 500, at, actor_id, actor_name, record_type, record_key, record_version, action, fields, reason, request_id, salt, ";

    [Fact]
    public async Task Check_AskedForByManyAtOnce_ComparesTwiceAtMost()
    {
        await using var management = await ManagementFixture.StartAsync();
        await management.SignInAsync();
        await management.WaitForLedgerAsync();
        var check = management.App.Services.GetRequiredService<HistoryCheck>();
        // The one that runs by itself is out of the way.
        while (check.Latest is null || check.Running is not null)
            await Task.Delay(20, TestContext.Current.CancellationToken);

        var findings = await Task.WhenAll(Enumerable.Range(0, 50).Select(_ => check.RunAsync(TestContext.Current.CancellationToken)));

        Assert.InRange(findings.Distinct(ReferenceEqualityComparer.Instance).Count(), 1, 2);
        Assert.All(findings, found => Assert.True(found.IsSound));
    }

    [Fact]
    public async Task Check_OfADamagedSegment_SaysSoAndGoesOn()
    {
        await using var management = await ManagementFixture.StartAsync();
        var browser = await management.SignInAsync();
        await management.WithDatabaseAsync(async db =>
        {
            var now = TimeProvider.System.GetUtcNow();
            for (var number = 1001; number <= 1200; number++)
                db.Add(PersonRegister.Definition.Create(new(Guid.CreateVersion7(now), $"PER-{number:0000}", number, now, "Ada")));
            return await db.SaveChangesAsync(TestContext.Current.CancellationToken);
        });
        await management.WaitForLedgerAsync();
        var segments = Directory.GetFiles(Path.Combine(management.Options.LedgerFolder, "segments")).Order(StringComparer.Ordinal).ToList();
        Assert.True(segments.Count > 1);

        await using (var file = new FileStream(segments[0], FileMode.Open, FileAccess.ReadWrite, FileShare.ReadWrite))
        {
            file.Position = 20_000;
            var there = file.ReadByte();
            file.Position = 20_000;
            file.WriteByte((byte)(there ^ 1));
        }
        var findings = await CheckAsync(management, browser);

        Assert.Contains(findings.Problems, problem => problem.Text.StartsWith("the log:", StringComparison.Ordinal));
        Assert.Contains(findings.Problems, problem => problem.Text.Contains("cannot be compared beyond record", StringComparison.Ordinal));
        Assert.Contains("History and ledger differ", browser.Text, StringComparison.Ordinal);
    }

    private static async Task<HistoryFindings> CheckAsync(ManagementFixture management, Browser browser)
    {
        await browser.OpenAsync("/history");
        await browser.SubmitAsync("/history/check");
        return management.App.Services.GetRequiredService<HistoryCheck>().Latest!;
    }
}
