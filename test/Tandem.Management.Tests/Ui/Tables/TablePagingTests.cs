using Microsoft.AspNetCore.WebUtilities;
using Microsoft.EntityFrameworkCore;
using Tandem.Management.Access.Sessions;
using Tandem.Management.Database;
using Tandem.Management.Tests.Database;
using Tandem.Management.Ui.Tables;
using Tandem.Management.Ui.Tables.Paging;
using Tandem.Testing.Postgres;

namespace Tandem.Management.Tests.Ui.Tables;

/// <summary>Whoever walks through the pages of a table sees each row once and in order, whatever the rows are ordered by and whatever is entered meanwhile.</summary>
public sealed class TablePagingTests(PostgresServer postgres)
{
    private const int Rows = 137;

    private static readonly string[] Orders = ["key", "owner", "state", "updatedAt", "archivedAt", "oversight"];

    private static readonly string[] ChangeOrders = ["number", "reason", "ledgerIndex", "version"];

    private static readonly string[] Groups = ["", "&group=state", "&group=owner", "&group=oversight"];

    [Theory]
    [InlineData(DatabaseEngine.Sqlite)]
    [InlineData(DatabaseEngine.Postgres)]
    public async Task Pages_WalkedForwardsAndBackwards_GiveEachRowOnceInOrder(string engine)
    {
        using var database = await TestDatabase.CreateAsync(engine, postgres);
        await database.MigrateAsync();
        await using var db = database.Open();
        await SampleTable.FillAsync(db, Rows);

        foreach (var query in Orders.SelectMany(order => new[] { order, "-" + order }).SelectMany(order => Groups.Select(group => $"?size=25&sort={order}{group}")))
            await CheckAsync(SampleTable.Systems, db.AiSystems.AsNoTracking(), system => system.Number, query, db, database.Engine);
        foreach (var query in ChangeOrders.SelectMany(order => new[] { order, "-" + order }).SelectMany(order => new[] { "", "&group=reason" }.Select(group => $"?size=25&sort={order}{group}")))
            await CheckAsync(SampleTable.Changes, db.ChangeEvents.AsNoTracking(), change => change.Number, query, db, database.Engine);
        db.Add(SampleTable.Account);
        db.AddRange(Enumerable.Range(1, Rows).Select(SampleTable.Session));
        await db.SaveChangesAsync(TestContext.Current.CancellationToken);
        foreach (var query in new[] { "?sort=seenWith", "?sort=-seenWith", "?sort=endedBecause", "?sort=-endedBecause" })
            await CheckAsync(SampleTable.Sessions, db.Set<Session>().AsNoTracking(), session => session.Id, query, db, database.Engine);
    }

    [Theory]
    [InlineData(DatabaseEngine.Sqlite)]
    [InlineData(DatabaseEngine.Postgres)]
    public async Task Pages_WhileRowsAreEntered_GiveEachRowThatWasThereOnce(string engine)
    {
        using var database = await TestDatabase.CreateAsync(engine, postgres);
        await database.MigrateAsync();
        await using var db = database.Open();
        await SampleTable.FillAsync(db, Rows);
        var next = 1000;

        foreach (var order in Orders.SelectMany(order => new[] { order, "-" + order }))
        {
            var before = (await db.AiSystems.Select(s => s.Number).ToListAsync(TestContext.Current.CancellationToken)).ToHashSet();
            var seen = new List<long>();
            string? address = $"/systems?size=25&sort={order}";
            while (address is not null)
            {
                var page = await ReadAsync(SampleTable.Systems, db.AiSystems.AsNoTracking(), address, db, database.Engine);
                seen.AddRange(page.Rows.Select(system => system.Number));
                address = page.Next;
                await SampleTable.FillAsync(db, 3, from: next);
                next += 3;
            }

            Assert.True(seen.Count == seen.Distinct().Count(), $"{order}: a row was shown twice");
            Assert.Empty(before.Except(seen));
        }
    }

    [Theory]
    [InlineData(DatabaseEngine.Sqlite)]
    [InlineData(DatabaseEngine.Postgres)]
    public async Task Order_WithoutAValue_PutsRowsLastInBothDirectionsOnBothEngines(string engine)
    {
        using var database = await TestDatabase.CreateAsync(engine, postgres);
        await database.MigrateAsync();
        await using var db = database.Open();
        await SampleTable.FillAsync(db, 12);

        foreach (var sort in new[] { "archivedAt", "-archivedAt" })
        {
            var page = await ReadAsync(SampleTable.Systems, db.AiSystems.AsNoTracking(), $"/systems?sort={sort}", db, database.Engine);
            Assert.Equal([.. Enumerable.Repeat(true, 6), .. Enumerable.Repeat(false, 6)], page.Rows.Select(system => system.ArchivedAt is not null));
        }
        var states = (await ReadAsync(SampleTable.Systems, db.AiSystems.AsNoTracking(), "/systems?sort=state", db, database.Engine)).Rows.Select(system => system.State).ToList();
        Assert.Equal(states.Order(), states);
    }

    [Theory]
    [InlineData("page=7&after=")]
    [InlineData("page=2&after=AAAA")]
    [InlineData("page=2&after=%22%27")]
    [InlineData("page=2&before=W10")] // []
    [InlineData("page=2&after=WzFd")] // [1]: too few
    [InlineData("page=2&after=WyJhIiwiYiJd")] // ["a","b"]: not a number
    [InlineData("page=2&after=WyJhXHUwMDAwIiwxXQ")] // ["a\u0000",1]
    [InlineData("page=2&after=WyJcdWQ4MDAiLDFd")] // ["\ud800",1]
    [InlineData("page=2&after=W251bGwsMV0")] // [null,1]: an owner is never null
    [InlineData("page=2&after=WyJhIiwxLDJd")] // ["a",1,2]: too many
    [InlineData("page=2&after=WyJhIiwxZTk5XQ")] // ["a",1e99]
    [InlineData("page=99999999999999999999")]
    [InlineData("page=2147483647")]
    [InlineData("page=-3")]
    [InlineData("page=last")]
    public async Task Cursor_ThatIsNone_IsTakenAsNotSaid(string place)
    {
        using var database = await TestDatabase.CreateAsync(DatabaseEngine.Postgres, postgres);
        await database.MigrateAsync();
        await using var db = database.Open();
        await SampleTable.FillAsync(db, 60);

        var page = await ReadAsync(SampleTable.Systems, db.AiSystems.AsNoTracking(), $"/systems?sort=owner&{place}", db, database.Engine);

        Assert.InRange(page.State.Place.Page, 1, 3);
        Assert.NotEmpty(page.Rows);
        Assert.Equal(60, page.Matching);
    }

    [Fact]
    public async Task Page_OfRowsThatHaveGone_IsTheLastThereIs()
    {
        using var database = await TestDatabase.CreateAsync(DatabaseEngine.Sqlite, postgres);
        await database.MigrateAsync();
        await using var db = database.Open();
        await SampleTable.FillAsync(db, 60);
        var second = await ReadAsync(SampleTable.Systems, db.AiSystems.AsNoTracking(), "/systems?size=25", db, database.Engine);
        var third = await ReadAsync(SampleTable.Systems, db.AiSystems.AsNoTracking(), second.Next!, db, database.Engine);

        var page = await ReadAsync(SampleTable.Systems, db.AiSystems.AsNoTracking().Where(s => s.Number <= 30), third.Next!, db, database.Engine);

        Assert.Equal((2, 5, 30), (page.State.Place.Page, page.Rows.Count, page.Matching));
        Assert.Equal(26, page.FirstRow);
    }

    [Fact]
    public async Task Groups_Folded_AreShownOnceAndTheirRowsNowhere()
    {
        using var database = await TestDatabase.CreateAsync(DatabaseEngine.Sqlite, postgres);
        await database.MigrateAsync();
        await using var db = database.Open();
        await SampleTable.FillAsync(db, Rows);
        var headings = new List<(string Value, bool IsFolded, bool IsContinued)>();
        var rows = new List<long>();

        string? address = "/systems?size=25&group=state&folded=proposed&folded=operating&folded=rejected&folded=nonsense";
        while (address is not null)
        {
            var page = await ReadAsync(SampleTable.Systems, db.AiSystems.AsNoTracking(), address, db, database.Engine);
            headings.AddRange(page.Groups!.Select(group => (group.Value, group.IsFolded, group.IsContinued)));
            rows.AddRange(page.Groups!.SelectMany(group => group.Rows).Select(system => system.Number));
            Assert.Equal(page.Rows.Select(row => row.Number), page.Groups!.SelectMany(group => group.Rows).Select(row => row.Number));
            Assert.Equal((Rows, Enumerable.Range(1, Rows).Count(number => number * 3 % 8 is 0 or 4 or 7)), (page.Matching, page.Folded));
            address = page.Next;
        }

        Assert.Equal(
            ["proposed", "inDevelopment", "inValidation", "approvedForUse", "operating", "suspended", "retired", "rejected"],
            headings.Where(heading => !heading.IsContinued).Select(heading => heading.Value));
        Assert.Equal(["proposed", "operating", "rejected"], headings.Where(heading => heading.IsFolded).Select(heading => heading.Value));
        Assert.Equal(Enumerable.Range(1, Rows).Where(number => number * 3 % 8 is not (0 or 4 or 7)).Select(number => (long)number), rows.Order());
    }

    private static async Task CheckAsync<TRow, TId>(
        TableDefinition<TRow> table, IQueryable<TRow> rows, Func<TRow, TId> id, string query, TandemDbContext db, DatabaseEngine engine)
    {
        var state = TableState.Read("/", new QueryCollection(QueryHelpers.ParseQuery(query)), table);
        var expected = (await table.OrderOf(state).Apply(rows).ToListAsync(TestContext.Current.CancellationToken)).Select(id).ToList();
        var forwards = new List<TId>();
        TablePage<TRow>? page = null;
        for (var address = "/x" + query; address is not null; address = page.Next)
        {
            page = await ReadAsync(table, rows, address, db, engine);
            Assert.Equal((forwards.Count + 1, expected.Count), (page.FirstRow, page.Matching));
            forwards.AddRange(page.Rows.Select(id));
        }
        Assert.True(expected.SequenceEqual(forwards), $"{query}: forwards");

        var backwards = page!.Rows.Select(id).Reverse().ToList();
        for (var address = page.Previous; address is not null; address = page.Previous)
        {
            page = await ReadAsync(table, rows, address, db, engine);
            backwards.AddRange(page.Rows.Select(id).Reverse());
        }
        backwards.Reverse();
        Assert.True(expected.SequenceEqual(backwards), $"{query}: backwards");

        var last = await ReadAsync(table, rows, "/x" + query + "&page=last", db, engine);
        Assert.Equal(expected.Skip((expected.Count - 1) / 25 * 25), last.Rows.Select(id));
        var numbered = await ReadAsync(table, rows, "/x" + query + "&page=3", db, engine);
        Assert.Equal(expected.Skip(50).Take(25), numbered.Rows.Select(id));
    }

    private static Task<TablePage<TRow>> ReadAsync<TRow>(TableDefinition<TRow> table, IQueryable<TRow> rows, string address, TandemDbContext db, DatabaseEngine engine)
    {
        var state = TableState.Read("/x", new QueryCollection(QueryHelpers.ParseQuery(address[address.IndexOf('?', StringComparison.Ordinal)..])), table);
        var counts = new TableCounts(new KeptCounts(TimeProvider.System), new DataStamp(db, engine));
        return new TableReader<TRow>(table, state, rows, counts, TestContext.Current.CancellationToken).ReadAsync(DateTimeOffset.UnixEpoch);
    }
}
