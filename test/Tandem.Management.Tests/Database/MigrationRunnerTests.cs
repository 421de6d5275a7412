using Microsoft.EntityFrameworkCore;
using Tandem.Management.Database;
using Tandem.Testing.Postgres;

namespace Tandem.Management.Tests.Database;

public sealed class MigrationRunnerTests(PostgresServer postgres)
{
    [Theory]
    [InlineData(DatabaseEngine.Sqlite)]
    [InlineData(DatabaseEngine.Postgres)]
    public async Task Run_Twice_AppliesEachMigrationOnce(string engine)
    {
        using var database = await TestDatabase.CreateAsync(engine, postgres);
        await database.MigrateAsync();
        await database.MigrateAsync();

        await using var db = database.Open();
        var numbers = await db.Database.SqlQueryRaw<int>("select number as \"Value\" from schema_migrations order by number").ToListAsync(TestContext.Current.CancellationToken);
        Assert.Equal(Migration.LoadEmbedded(engine).Select(m => m.Number), numbers);
    }

    [Theory]
    [InlineData(DatabaseEngine.Sqlite)]
    [InlineData(DatabaseEngine.Postgres)]
    public async Task Run_WithAChangedMigration_IsRefused(string engine)
    {
        using var database = await TestDatabase.CreateAsync(engine, postgres);
        await database.MigrateAsync([new(1, "first", "create table a (x integer)")]);

        var refusal = await Assert.ThrowsAsync<MigrationException>(() => database.MigrateAsync([new(1, "first", "create table a (y integer)")]));

        Assert.Contains("0001 `first` was changed", refusal.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(DatabaseEngine.Sqlite)]
    [InlineData(DatabaseEngine.Postgres)]
    public async Task Run_OnANewerDatabase_IsRefused(string engine)
    {
        using var database = await TestDatabase.CreateAsync(engine, postgres);
        await database.MigrateAsync([new(1, "first", "create table a (x integer)"), new(2, "second", "create table b (x integer)")]);

        var refusal = await Assert.ThrowsAsync<MigrationException>(() => database.MigrateAsync([new(1, "first", "create table a (x integer)")]));

        Assert.Contains("newer than this program: it holds migration 0002", refusal.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(DatabaseEngine.Sqlite)]
    [InlineData(DatabaseEngine.Postgres)]
    public async Task Run_OfAMigrationThatFailsHalfWay_LeavesNothingOfIt(string engine)
    {
        using var database = await TestDatabase.CreateAsync(engine, postgres);

        await Assert.ThrowsAnyAsync<System.Data.Common.DbException>(() => database.MigrateAsync([new(1, "half", "create table a (x integer); insert into missing values (1);")]));
        await database.MigrateAsync([new(1, "half", "create table a (x integer);")]);

        await using var db = database.Open();
        Assert.Equal(0, await db.Database.SqlQueryRaw<int>("select count(*) as \"Value\" from a").SingleAsync(TestContext.Current.CancellationToken));
    }

    [Fact]
    public void Migrations_OfBothEngines_HaveTheSameNumbersAndNames() =>
        Assert.Equal(
            Migration.LoadEmbedded(DatabaseEngine.Sqlite).Select(m => (m.Number, m.Name)),
            Migration.LoadEmbedded(DatabaseEngine.Postgres).Select(m => (m.Number, m.Name)));

    [Theory]
    [InlineData(DatabaseEngine.Sqlite)]
    [InlineData(DatabaseEngine.Postgres)]
    public async Task Keys_TakenByManyAtOnce_AreAllDifferent(string engine)
    {
        using var database = await TestDatabase.CreateAsync(engine, postgres);
        await database.MigrateAsync();
        async Task<string> TakeAsync()
        {
            await using var db = database.Open();
            await using var transaction = await db.Database.BeginTransactionAsync(TestContext.Current.CancellationToken);
            var (key, _) = await KeySequence.NextAsync(db, "probe", "PRB", TestContext.Current.CancellationToken);
            await transaction.CommitAsync(TestContext.Current.CancellationToken);
            return key;
        }

        var keys = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => Task.Run(TakeAsync)));

        Assert.Equal(Enumerable.Range(1, 20).Select(n => $"PRB-{n:0000}"), keys.Order(StringComparer.Ordinal));
    }

    [Theory]
    [InlineData(DatabaseEngine.Sqlite)]
    [InlineData(DatabaseEngine.Postgres)]
    public async Task Times_StoredAndRead_AreUtcToTheMicrosecondAndOrder(string engine)
    {
        using var database = await TestDatabase.CreateAsync(engine, postgres);
        await database.MigrateAsync();
        var first = new DateTimeOffset(2026, 11, 21, 5, 0, 0, TimeSpan.FromHours(2)).AddTicks(1234567);
        var second = new DateTimeOffset(2026, 11, 21, 4, 0, 0, TimeSpan.Zero);
        await using (var db = database.Open())
        {
            db.AddRange(Link("b", first), Link("a", second));
            await db.SaveChangesAsync(TestContext.Current.CancellationToken);
        }

        await using var reader = database.Open();
        var stored = await reader.FirstAdministratorLinks.OrderBy(l => l.ExpiresAt).Select(l => l.ExpiresAt).ToListAsync(TestContext.Current.CancellationToken);

        Assert.Equal([first.ToUniversalTime().AddTicks(-7), second], stored);
        Assert.All(stored, at => Assert.Equal(TimeSpan.Zero, at.Offset));
        Assert.Equal(1, await reader.FirstAdministratorLinks.CountAsync(l => l.ExpiresAt >= second, TestContext.Current.CancellationToken));
    }

    private static Tandem.Management.Access.FirstAdministratorLink Link(string hash, DateTimeOffset expires) => new() { TokenHash = hash, ExpiresAt = expires };
}
