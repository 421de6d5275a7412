using System.Globalization;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Tandem.Ledger.Notes;
using Tandem.Ledger.Reading;
using Tandem.Management.Database;
using Tandem.Management.History;
using Tandem.Testing.Files;
using Tandem.Testing.Postgres;

namespace Tandem.Management.Tests.History;

/// <summary>Every change stands in the log once, whatever the order in which it becomes visible and wherever the process stops.</summary>
public sealed class OutboxTests(PostgresServer postgres)
{
    [Fact]
    public async Task Restart_AfterACrash_WithASmallerNumberVisibleOnlyNow_WritesNoChangeTwice()
    {
        using var folder = new TemporaryFolder();
        await using (var first = await ManagementFixture.StartAsync(folder))
        {
            await AddRolesAsync(first, HistoryLedger.BatchSize + 6);
            await first.WaitForLedgerAsync();
            await first.App.StopAsync(TestContext.Current.CancellationToken);
            // A whole batch was appended and not marked; meanwhile a transaction that had taken a smaller number commits.
            await first.WithDatabaseAsync(async db =>
            {
                foreach (var change in await db.ChangeEvents.OrderByDescending(e => e.Number).Take(HistoryLedger.BatchSize).ToListAsync())
                {
                    change.LedgerIndex = null;
                    db.Outbox.Add(new OutboxEntry { Change = change });
                }
                await db.SaveChangesAsync();
                await db.Database.ExecuteSqlRawAsync(
                    "insert into change_events select 0, at, actor_id, actor_name, record_type, record_key, record_version, action, fields, reason, request_id, salt, null from change_events order by number desc limit 1");
                return await db.Database.ExecuteSqlRawAsync("insert into outbox (change_number) values (0)");
            });
        }

        await using var second = await ManagementFixture.StartAsync(folder);
        await second.WaitForLedgerAsync();

        await AssertOnceAsync(second);
    }

    [Fact]
    public async Task Changes_CommittedInAnotherOrderThanNumbered_AllReachTheLogOnce()
    {
        await using var management = await ManagementFixture.StartAsync(DatabaseEngine.Postgres, postgres);
        await management.WaitForLedgerAsync();
        await management.WithDatabaseAsync(async db =>
        {
            await using var slow = await db.Database.BeginTransactionAsync(TestContext.Current.CancellationToken);
            db.Roles.Add(NewRole("numbered first, committed last"));
            await db.SaveChangesAsync();
            await AddRolesAsync(management, 3);
            await management.WaitForLedgerAsync();
            await slow.CommitAsync(TestContext.Current.CancellationToken);
            return true;
        });
        await management.WaitForLedgerAsync();

        await AssertOnceAsync(management);
    }

    private static IdentityRole<Guid> NewRole(string name) => new(name) { Id = Guid.CreateVersion7(TimeProvider.System.GetUtcNow()), NormalizedName = name.ToUpperInvariant() };

    private static Task<int> AddRolesAsync(ManagementFixture management, int count) => management.WithDatabaseAsync(db =>
    {
        db.Roles.AddRange(Enumerable.Range(0, count).Select(i => NewRole("role " + i.ToString(CultureInfo.InvariantCulture))));
        return db.SaveChangesAsync();
    });

    private static async Task AssertOnceAsync(ManagementFixture management)
    {
        var marked = await management.WithDatabaseAsync(db => db.ChangeEvents.ToDictionaryAsync(e => e.Number, e => e.LedgerIndex));
        using var reader = LedgerReader.Open(
            management.Options.LedgerFolder, VerifierKey.Parse((await File.ReadAllTextAsync(Path.Combine(management.Options.DataFolder, "log.vkey"), TestContext.Current.CancellationToken)).Trim()));
        var logged = reader.ReadFrom(0).Where(record => EventRecord.ChangeNumber(record) is not null).Select(record => (Number: EventRecord.ChangeNumber(record)!.Value, record.Index)).ToList();
        Assert.Equal(marked.Count, logged.Count);
        Assert.All(logged, record => Assert.Equal(record.Index, marked[record.Number]));
    }
}
