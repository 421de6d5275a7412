using Microsoft.EntityFrameworkCore;
using Tandem.Management.AiSystems;
using Tandem.Management.Database;
using Tandem.Management.Records;
using Tandem.Management.Tests.AiSystems;
using Tandem.Testing.Postgres;

namespace Tandem.Management.Tests.Records;

/// <summary>The index of the search finds exactly what looking at every row would.</summary>
public sealed class SearchIndexTests(PostgresServer postgres)
{
    [Theory]
    [InlineData(DatabaseEngine.Sqlite)]
    [InlineData(DatabaseEngine.Postgres)]
    public async Task Find_OfAnyWord_FindsWhatHoldsIt(string engine)
    {
        await using var management = await ManagementFixture.StartAsync(engine, postgres);
        var browser = await management.SignInAsync();
        foreach (var name in new[] { "Claims assistant", "Überwachung \"Nord\"", "100% of_all * things", "ΣΊΣΥΦΟΣ", "ai", "\U0001F600a of faces" })
            await browser.RegisterAsync(name);

        await management.WithDatabaseAsync(async db =>
        {
            var all = await db.AiSystems.AsNoTracking().ToListAsync(TestContext.Current.CancellationToken);
            string[][] searches = [["claims"], ["laim"], ["ai"], ["a"], ["über"], ["\"nord\""], ["nord\""], ["100%"], ["of_all"], ["*"], ["σίσυφος"], ["nothing"], ["cla ims"], ["0001"], ["' or 1=1"], ["near(a b)"], ["ais-"], ["\n"], ["claims", "assistant"], ["assistant", "ai", "claims"], ["claims", "nord"], ["ai", "a"], ["\U0001F600a"], ["\U0001F600a "], ["\U0001F600"]];
            foreach (var words in searches)
            {
                var found = await new SearchIndex(db).Find(db.AiSystems.AsNoTracking(), words, isCounted: true).Select(s => s.Key).Order().ToListAsync(TestContext.Current.CancellationToken);
                Assert.Equal(all.Where(s => words.All(word => s.SearchText.Contains(word, StringComparison.Ordinal))).Select(s => s.Key).Order(StringComparer.Ordinal), found);
            }
            return 0;
        });
    }

    [Theory]
    [InlineData(DatabaseEngine.Sqlite)]
    [InlineData(DatabaseEngine.Postgres)]
    public async Task Find_AfterARecordWasRenamed_FindsTheNewNameAndNotTheOld(string engine)
    {
        await using var management = await ManagementFixture.StartAsync(engine, postgres);
        var browser = await management.SignInAsync();
        await browser.RegisterAsync("Claims assistant");
        await browser.OpenAsync("/ai-systems/AIS-0001/edit");
        await browser.SubmitAsync("/ai-systems/AIS-0001/edit", ("name", "Letters helper"));

        await browser.OpenAsync("/ai-systems?q=letters");
        var renamed = browser.Text;
        await browser.OpenAsync("/ai-systems?q=claims");

        Assert.Contains("AIS-0001", renamed, StringComparison.Ordinal);
        Assert.DoesNotContain("AIS-0001", browser.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Find_OfAWordThatMostRecordsHold_FindsThemAll()
    {
        await using var management = await ManagementFixture.StartAsync();
        await management.WithDatabaseAsync(async db =>
        {
            var now = TimeProvider.System.GetUtcNow();
            for (var number = 1; number <= 10_100; number++)
            {
                var system = AiSystemRegister.Definition.Create(new RecordStart(Guid.CreateVersion7(now), $"AIS-{number:0000}", number, now, "Ada"));
                system.Name = number % 3 == 0 ? "letters" : "claims";
                system.SearchText = RecordSearch.TextOf(AiSystemRegister.Definition, system) + "\nassistant";
                db.Add(system);
            }
            await db.SaveChangesAsync(TestContext.Current.CancellationToken);

            Assert.Equal(10_100, await new SearchIndex(db).Find(db.AiSystems, ["assistant"], isCounted: true).CountAsync(TestContext.Current.CancellationToken));
            Assert.Equal(3_366, await new SearchIndex(db).Find(db.AiSystems, ["letters"], isCounted: true).CountAsync(TestContext.Current.CancellationToken));
            return 0;
        });
    }

    [Fact]
    public async Task Find_OfAWordThatNobodyUses_LooksAtNoRow()
    {
        await using var management = await ManagementFixture.StartAsync();
        await management.WithDatabaseAsync(async db =>
        {
            var sql = new SearchIndex(db).Find(db.AiSystems, ["nothing"], isCounted: true).ToQueryString();
            var plan = await ReadPlanAsync(db, sql);

            Assert.Contains(plan, line => line.Contains("ai_systems_search VIRTUAL TABLE INDEX", StringComparison.Ordinal));
            Assert.DoesNotContain(plan, line => line == "SCAN a");
            return 0;
        });
    }

    [Fact]
    public async Task Start_AfterARegistersTableWasMadeAnew_MakesTheIndexAnew()
    {
        await using var management = await ManagementFixture.StartAsync();
        var browser = await management.SignInAsync();
        await browser.RegisterAsync("Claims assistant");
        // The triggers go with the table; the index stays.
        await management.WithDatabaseAsync(db => db.Database.ExecuteSqlRawAsync("drop trigger ai_systems_search_insert; drop trigger ai_systems_search_update; drop trigger ai_systems_search_delete"));
        await browser.RegisterAsync("Letters helper");

        await using (var scope = management.App.Services.CreateAsyncScope())
            await scope.ServiceProvider.GetRequiredService<MigrationRunner>().RunAsync(TestContext.Current.CancellationToken);

        await browser.OpenAsync("/ai-systems?q=letters");
        Assert.Contains("AIS-0002", browser.Text, StringComparison.Ordinal);
    }

    private static async Task<List<string>> ReadPlanAsync(TandemDbContext db, string sql)
    {
        // EF gives the parameters as comments before the statement.
        var statement = sql[sql.IndexOf("SELECT", StringComparison.Ordinal)..];
        await db.Database.OpenConnectionAsync(TestContext.Current.CancellationToken);
        await using var command = db.Database.GetDbConnection().CreateCommand();
        command.CommandText = "explain query plan " + statement;
        foreach (System.Text.RegularExpressions.Match name in System.Text.RegularExpressions.Regex.Matches(statement, @"@\w+", System.Text.RegularExpressions.RegexOptions.None, TimeSpan.FromSeconds(1)))
        {
            if (command.Parameters.Contains(name.Value))
                continue;
            var parameter = command.CreateParameter();
            (parameter.ParameterName, parameter.Value) = (name.Value, "\"nothing\"");
            command.Parameters.Add(parameter);
        }
        await using var reader = await command.ExecuteReaderAsync(TestContext.Current.CancellationToken);
        var lines = new List<string>();
        while (await reader.ReadAsync(TestContext.Current.CancellationToken))
            lines.Add(reader.GetString(3));
        return lines;
    }
}
