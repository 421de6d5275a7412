using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Tandem.Management.Database;
using Tandem.Management.History;
using Tandem.Management.Tests.AiSystems;
using Tandem.Management.Tests.Database;
using Tandem.Testing.Postgres;

namespace Tandem.Management.Tests.History;

public sealed class HistoryTests(PostgresServer postgres)
{
    [Theory]
    [InlineData(DatabaseEngine.Sqlite)]
    [InlineData(DatabaseEngine.Postgres)]
    public async Task Changes_OfARecord_AreKeptWithActorReasonAndBothValues(string engine)
    {
        await using var management = await ManagementFixture.StartAsync(engine, postgres);
        var browser = await management.SignInAsync();
        await browser.RegisterAsync("Claims assistant", ("reason", "new project"));
        await browser.OpenAsync("/ai-systems/AIS-0001/edit");
        await browser.SubmitAsync("/ai-systems/AIS-0001/edit", ("owner", "Jonas Weber"), ("reason", "Mari left"));
        await browser.SubmitAsync("/ai-systems/AIS-0001/archive", ("reason", "replaced"));
        await browser.SubmitAsync("/ai-systems/AIS-0001/restore");

        var changes = await management.WithDatabaseAsync(db => db.ChangeEvents.Where(e => e.RecordType == "ai-system").OrderBy(e => e.Number).ToListAsync());

        Assert.Equal(
            [(ChangeAction.Created, 1, "new project"), (ChangeAction.Changed, 2, "Mari left"), (ChangeAction.Archived, 3, "replaced"), (ChangeAction.Restored, 4, null)],
            changes.Select(c => (c.Action, c.RecordVersion, c.Reason)));
        Assert.All(changes, change => Assert.Equal(("Ada Lovelace", "AIS-0001"), (change.ActorName, change.RecordKey)));
        using var changed = JsonDocument.Parse(changes[1].Fields);
        Assert.Equal(["owner", "ownerName"], changed.RootElement.EnumerateObject().Select(field => field.Name));
        Assert.Equal("Mari Tamm", changed.RootElement.GetProperty("ownerName").GetProperty("before").GetString());
        Assert.Equal("Jonas Weber", changed.RootElement.GetProperty("ownerName").GetProperty("after").GetString());
    }

    [Theory]
    [InlineData(DatabaseEngine.Sqlite)]
    [InlineData(DatabaseEngine.Postgres)]
    public async Task Accounts_InTheHistory_ShowNoSecret(string engine)
    {
        await using var management = await ManagementFixture.StartAsync(engine, postgres);
        await management.SignInAsync();

        var (account, changes) = await management.WithDatabaseAsync(async db => (await db.Users.SingleAsync(), await db.ChangeEvents.ToListAsync()));

        var created = Assert.Single(changes, c => c is { RecordType: "account", Action: ChangeAction.Created });
        Assert.Contains("\"passwordHash\":{\"before\":null,\"after\":\"not recorded\"}", created.Fields, StringComparison.Ordinal);
        Assert.Contains("Ada Lovelace", created.Fields, StringComparison.Ordinal);
        Assert.All(changes, change =>
        {
            Assert.DoesNotContain(account.PasswordHash!, change.Fields, StringComparison.Ordinal);
            Assert.DoesNotContain(account.SecurityStamp!, change.Fields, StringComparison.Ordinal);
            Assert.DoesNotContain(ManagementFixture.Password, change.Fields, StringComparison.Ordinal);
        });
    }

    [Fact]
    public async Task Save_ThatFails_LeavesNeitherChangeNorHistory()
    {
        await using var management = await ManagementFixture.StartAsync();
        var browser = await management.SignInAsync();
        await browser.RegisterAsync("Claims assistant");
        var before = await management.WithDatabaseAsync(db => db.ChangeEvents.CountAsync());

        await management.WithDatabaseAsync(async db =>
        {
            var system = await db.AiSystems.SingleAsync();
            system.Owner = "Nobody";
            db.Add(new KeyCounter { RecordType = "ai-system", Last = 7 }); // the key exists, so the save fails as a whole
            await Assert.ThrowsAsync<DbUpdateException>(() => db.SaveChangesAsync(TestContext.Current.CancellationToken));
            return true;
        });

        var (owner, after) = await management.WithDatabaseAsync(async db => ((await db.AiSystems.SingleAsync()).Owner, await db.ChangeEvents.CountAsync()));
        Assert.Equal(("PER-0002", before), (owner, after));
    }

    [Theory]
    [InlineData(DatabaseEngine.Sqlite)]
    [InlineData(DatabaseEngine.Postgres)]
    public async Task Save_ThatCameTooLateAndIsFollowedByAnother_TellsOfNoChangeThatWasNotMade(string engine)
    {
        await using var management = await ManagementFixture.StartAsync(engine, postgres);
        var browser = await management.SignInAsync();
        await browser.RegisterAsync("Claims assistant");

        await management.WithDatabaseAsync(async late =>
        {
            var system = await late.AiSystems.SingleAsync();
            await management.WithDatabaseAsync(async early =>
            {
                (await early.AiSystems.SingleAsync()).Owner = "Jonas Weber";
                return await early.SaveChangesAsync(TestContext.Current.CancellationToken);
            });
            system.Owner = "Nobody";
            await Assert.ThrowsAsync<DbUpdateConcurrencyException>(() => late.SaveChangesAsync(TestContext.Current.CancellationToken));
            await late.Entry(system).ReloadAsync(TestContext.Current.CancellationToken);
            system.Unit = "Claims";
            return await late.SaveChangesAsync(TestContext.Current.CancellationToken);
        });

        var changes = await management.WithDatabaseAsync(db => db.ChangeEvents.Where(e => e.RecordType == "ai-system").OrderBy(e => e.Number).ToListAsync());
        Assert.Equal([1, 2, 3], changes.Select(change => change.RecordVersion));
        Assert.All(changes, change => Assert.DoesNotContain("Nobody", change.Fields, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Page_WithFilters_ShowsTheChangesAskedFor()
    {
        await using var management = await ManagementFixture.StartAsync();
        var browser = await management.SignInAsync();
        await browser.RegisterAsync("Claims assistant");
        await browser.RegisterAsync("Customer chat");

        await browser.OpenAsync("/history?type=ai-system&key=AIS-0002");
        Assert.Single(browser.Page.QuerySelectorAll("tbody tr"));
        await browser.OpenAsync("/history?at=..2000-01-01");
        Assert.Empty(browser.Page.QuerySelectorAll("tbody tr"));
        await browser.OpenAsync("/history?actor=Ada+Lovelace&type=ai-system");
        Assert.Equal(2, browser.Page.QuerySelectorAll("tbody tr").Length);
        await browser.OpenAsync("/ai-systems/AIS-0001?tab=history");
        Assert.Single(browser.Page.QuerySelectorAll(".history > li"));
    }

    [Fact]
    public void Model_EveryEntity_HasAHistoryOrIsHistory()
    {
        using var database = new TandemDbContext(new DbContextOptionsBuilder<TandemDbContext>()
            .UseApplicationServiceProvider(TestDatabase.Services).UseSqlite("Data Source=:memory:").Options);

        foreach (var type in database.Model.GetEntityTypes().Where(t => !t.IsOwned()).Select(t => t.ClrType))
        {
            var entity = System.Runtime.CompilerServices.RuntimeHelpers.GetUninitializedObject(type);
            if (entity is Microsoft.AspNetCore.Identity.IdentityUserPasskey<Guid> passkey)
                passkey.CredentialId = new byte[16];
            RecordIdentity.Of(entity); // throws for a type that nobody named
        }
    }
}
