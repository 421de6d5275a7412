using Microsoft.EntityFrameworkCore;
using Tandem.Ledger.Notes;
using Tandem.Ledger.Reading;
using Tandem.Ledger.Verification;
using Tandem.Management.Database;
using Tandem.Management.History;
using Tandem.Management.Tests.AiSystems;
using Tandem.Testing.Files;
using Tandem.Testing.Postgres;

namespace Tandem.Management.Tests.History;

public sealed class HistoryLedgerTests(PostgresServer postgres)
{
    [Theory]
    [InlineData(DatabaseEngine.Sqlite)]
    [InlineData(DatabaseEngine.Postgres)]
    public async Task Changes_ReachTheLedger_AndTheLedgerVerifies(string engine)
    {
        await using var management = await ManagementFixture.StartAsync(engine, postgres);
        var browser = await management.SignInAsync();
        await browser.RegisterAsync("Claims assistant");
        await management.WaitForLedgerAsync();

        var changes = await management.WithDatabaseAsync(db => db.ChangeEvents.AsNoTracking().OrderBy(e => e.Number).ToListAsync());
        await management.App.StopAsync(TestContext.Current.CancellationToken); // closes the log with a last checkpoint
        var key = VerifierKey.Parse((await File.ReadAllTextAsync(Path.Combine(management.Options.DataFolder, "log.vkey"), TestContext.Current.CancellationToken)).Trim());
        var report = LedgerVerification.Verify(management.Options.LedgerFolder, key, VerificationMode.Full, null, TestContext.Current.CancellationToken);

        Assert.Equal(VerificationVerdict.Valid, report.Verdict);
        using var reader = LedgerReader.Open(management.Options.LedgerFolder, key);
        Assert.All(changes, change =>
        {
            var record = reader.Read(change.LedgerIndex!.Value);
            Assert.Equal((EventRecord.Kind, change.Number, ChangeHash.Compute(change)), (record.Kind, EventRecord.ChangeNumber(record), EventRecord.Hash(record)));
            var line = System.Text.Encoding.UTF8.GetString(record.Json.Span);
            Assert.DoesNotContain("Ada", line, StringComparison.Ordinal);
            Assert.DoesNotContain(ManagementFixture.Email, line, StringComparison.Ordinal);
            Assert.DoesNotContain("Claims", line, StringComparison.Ordinal);
        });
    }

    [Fact]
    public async Task Restart_AfterACrashBeforeMarking_FindsTheRecordAndWritesNoSecond()
    {
        using var folder = new TemporaryFolder();
        await using (var first = await ManagementFixture.StartAsync(folder))
        {
            var browser = await first.SignInAsync();
            await browser.RegisterAsync("Claims assistant");
            await first.WaitForLedgerAsync();
            await first.App.StopAsync(TestContext.Current.CancellationToken);
            // As a crash between append and mark leaves it.
            await first.WithDatabaseAsync(async db =>
            {
                var change = await db.ChangeEvents.OrderByDescending(e => e.Number).FirstAsync();
                change.LedgerIndex = null;
                db.Outbox.Add(new OutboxEntry { Change = change });
                return await db.SaveChangesAsync();
            });
        }

        await using var second = await ManagementFixture.StartAsync(folder);
        await second.WaitForLedgerAsync();

        var indexes = await second.WithDatabaseAsync(db => db.ChangeEvents.Select(e => e.LedgerIndex).ToListAsync());
        await second.App.StopAsync(TestContext.Current.CancellationToken);
        using var reader = LedgerReader.Open(second.Options.LedgerFolder, VerifierKey.Parse((await File.ReadAllTextAsync(Path.Combine(second.Options.DataFolder, "log.vkey"), TestContext.Current.CancellationToken)).Trim()));
        var events = reader.ReadFrom(0).Count(record => record.Kind == EventRecord.Kind);
        Assert.Equal(indexes.Count, events);
        Assert.Equal(indexes.Count, indexes.Distinct().Count());
    }

    [Fact]
    public async Task Page_OfAChange_ChecksItAgainstTheLedger_AndShowsAFalsifiedOne()
    {
        await using var management = await ManagementFixture.StartAsync();
        var browser = await management.SignInAsync();
        await browser.RegisterAsync("Claims assistant");
        await management.WaitForLedgerAsync();
        var number = await management.WithDatabaseAsync(db => db.ChangeEvents.Where(e => e.RecordType == "ai-system").Select(e => e.Number).SingleAsync());
        await management.App.Services.GetRequiredService<HistoryLedger>().StopAsync(TestContext.Current.CancellationToken);

        await browser.OpenAsync($"/history/{number}");
        Assert.DoesNotContain("does not hold", browser.Text, StringComparison.Ordinal);
        Assert.True(browser.Page.QuerySelectorAll(".step-list .pill-good").Length >= 6);

        await management.WithDatabaseAsync(db => db.Database.ExecuteSqlAsync($"update change_events set fields = replace(fields, 'Claims', 'Other') where number = {number}"));
        await browser.OpenAsync($"/history/{number}");
        Assert.Single(browser.Page.QuerySelectorAll(".step-list .pill-bad"));
    }

    [Fact]
    public async Task Log_WithoutItsKey_IsNotWrittenAndSaysWhatToRestore()
    {
        using var folder = new TemporaryFolder();
        await using (var first = await ManagementFixture.StartAsync(folder))
            await first.WaitForLedgerAsync();
        File.Delete(folder.In("management", "keys", "log.key"));

        await using var second = await ManagementFixture.StartAsync(folder);
        var ledger = second.App.Services.GetRequiredService<HistoryLedger>();
        while (ledger.Fault is null)
            await Task.Delay(20, TestContext.Current.CancellationToken);

        Assert.Contains("restore the file from the backup", ledger.Fault, StringComparison.Ordinal);
        Assert.False(File.Exists(folder.In("management", "keys", "log.key")));
    }
}
