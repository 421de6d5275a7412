using System.Net;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Tandem.Management.Access;
using Tandem.Management.Database;
using Tandem.Management.Tests.AiSystems;
using Tandem.Management.Tests.Tasks;
using Tandem.Testing.Postgres;

namespace Tandem.Management.Tests.WorkEntries;

public sealed class WorkEntryTests(PostgresServer postgres)
{
    [Theory]
    [InlineData(DatabaseEngine.Sqlite)]
    [InlineData(DatabaseEngine.Postgres)]
    public async Task Week_SumsDaysSubjectsAndKinds(string engine)
    {
        await using var management = await StartAsync("2026-11-25", engine);
        var ada = await management.SignInAsync();
        await ada.RegisterAsync("Claims assistant");
        await EnterAsync(ada, "2026-11-23", 90, "ais-0001", "new");
        await EnterAsync(ada, "2026-11-23", 30, "iso27001:A.8.15", "reused");
        await EnterAsync(ada, "2026-11-25", 15, "AIS-0001", "reused");
        await EnterAsync(ada, "2026-11-22", 60, "AIS-0001", "new");

        await ada.OpenAsync("/work-entries");

        Assert.Equal(["2 h", "–", "15 min", "–", "–", "–", "–", "2 h 15 min"], ada.Page.QuerySelectorAll("table")[0].QuerySelectorAll("tbody td").Select(cell => cell.TextContent.Trim()));
        Assert.Equal(["AIS-0001", "1 h 30 min", "15 min"], ada.Page.QuerySelectorAll("table")[1].QuerySelectorAll("tbody tr")[0].Children.Select(cell => cell.TextContent.Trim()));
        Assert.Contains("Reused: 45 min of 2 h 15 min", ada.Text, StringComparison.Ordinal);
        Assert.Equal("/catalogue/iso27001/A.8.15", ada.Page.QuerySelector("a[href*='A.8.15']")!.GetAttribute("href"));
        await ada.OpenAsync("/work-entries?week=2026-11-18&kind=reused&q=a.8.15");
        Assert.Contains("Week of 2026-11-16", ada.Text, StringComparison.Ordinal);
        Assert.Single(ada.Page.QuerySelectorAll("#table-work-entries tbody tr"));
        await ada.OpenAsync("/ai-systems/AIS-0001?tab=work");
        Assert.Contains("2 h 45 min by everybody: 2 h 30 min new, 15 min reused", ada.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Entry_ByTheFormOfARecord_ComesBackToIt()
    {
        await using var management = await StartAsync("2026-11-25");
        var ada = await management.SignInAsync();
        await ada.RegisterAsync("Claims assistant");
        await ada.OpenAsync("/ai-systems/AIS-0001?tab=work");

        await ada.SubmitAsync("/work-entries", ("minutes", "20"), ("note", "<script>alert(1)</script>"));

        Assert.Equal("/ai-systems/AIS-0001?tab=work", ada.Path);
        Assert.Contains("20 min by everybody", ada.Text, StringComparison.Ordinal);
        await ada.OpenAsync("/work-entries");
        Assert.Contains("<script>alert(1)</script>", ada.Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("A.8.3", 60, "2026-11-25", "new", "about", "which standard")]
    [InlineData("iso27001:A.99.9", 60, "2026-11-25", "new", "about", "is in neither")]
    [InlineData("AIS-0099", 60, "2026-11-25", "new", "about", "there is no record")]
    [InlineData("AIS-0001", 60, "2026-11-25", "new", "about", "is archived")]
    [InlineData("", 60, "2026-11-25", "new", "about", "say what it was for")]
    [InlineData("iso27001:A.8.15", 0, "2026-11-25", "new", "minutes", "from 1 to 1440")]
    [InlineData("iso27001:A.8.15", 1441, "2026-11-25", "new", "minutes", "from 1 to 1440")]
    [InlineData("iso27001:A.8.15", 60, "2026-11-27", "new", "day", "lies ahead")]
    [InlineData("iso27001:A.8.15", 60, "2026-02-30", "new", "day", "written like")]
    [InlineData("iso27001:A.8.15", 60, "2026-11-25", "borrowed", "kind", "`new` or `reused`")]
    public async Task Entry_WithSomethingWrong_IsRefusedWithWhatToDo(string about, int minutes, string day, string kind, string field, string because)
    {
        await using var management = await StartAsync("2026-11-25");
        var ada = await management.SignInAsync();
        await ada.RegisterAsync("Claims assistant");
        (await ada.CallAsync(HttpMethod.Post, "/api/ai-systems/AIS-0001/archive", new { version = 1, reason = "replaced" })).Dispose();

        using var answer = await ada.CallAsync(HttpMethod.Post, "/api/work-entries", new { about, minutes, day, kind });

        Assert.Equal(HttpStatusCode.UnprocessableEntity, answer.StatusCode);
        var problem = await answer.Content.ReadFromJsonAsync<JsonElement>(TestContext.Current.CancellationToken);
        Assert.Contains(because, problem.GetProperty("errors").GetProperty(field)[0].GetString(), StringComparison.Ordinal);
        Assert.Equal(0, await management.WithDatabaseAsync(db => db.WorkEntries.CountAsync()));
    }

    [Fact]
    public async Task Entries_ForPrograms_AreListedPageByPageAndFoundByKey()
    {
        await using var management = await StartAsync("2026-11-25");
        var ada = await management.SignInAsync();
        foreach (var minutes in new[] { 10, 20 })
            Assert.Equal(HttpStatusCode.Created, await EnterAsync(ada, "2026-11-24", minutes, "iso27001:A.8.15", "new"));

        using var first = await ada.CallAsync(HttpMethod.Get, "/api/work-entries?size=1");
        using var second = await ada.CallAsync(HttpMethod.Get, "/api/work-entries?size=1&after=1");
        using var one = await ada.CallAsync(HttpMethod.Get, "/api/work-entries/WRK-0002");

        var page = await first.Content.ReadFromJsonAsync<JsonElement>(TestContext.Current.CancellationToken);
        Assert.Equal((10, 1, "Ada Lovelace"), (page.GetProperty("entries")[0].GetProperty("minutes").GetInt32(), page.GetProperty("next").GetInt32(), page.GetProperty("entries")[0].GetProperty("personName").GetString()));
        page = await second.Content.ReadFromJsonAsync<JsonElement>(TestContext.Current.CancellationToken);
        Assert.Equal((20, JsonValueKind.Null), (page.GetProperty("entries")[0].GetProperty("minutes").GetInt32(), page.GetProperty("next").ValueKind));
        Assert.False(page.GetProperty("entries")[0].TryGetProperty("searchText", out _));
        Assert.Equal(20, (await one.Content.ReadFromJsonAsync<JsonElement>(TestContext.Current.CancellationToken)).GetProperty("minutes").GetInt32());
    }

    [Fact]
    public async Task Day_HoldsNoMoreMinutesThanADayHas()
    {
        await using var management = await StartAsync("2026-11-25");
        var ada = await management.SignInAsync();

        Assert.Equal(HttpStatusCode.Created, await EnterAsync(ada, "2026-11-24", 1000, "iso27001:A.8.15", "new"));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, await EnterAsync(ada, "2026-11-24", 441, "iso27001:A.8.15", "new"));
        Assert.Equal(HttpStatusCode.Created, await EnterAsync(ada, "2026-11-24", 440, "iso27001:A.8.15", "new"));
    }

    [Fact]
    public async Task Entries_AreSeenAndChanged_ByTheirPersonAndThoseWhoManage()
    {
        await using var management = await StartAsync("2026-11-25");
        var ada = await management.SignInAsync();
        var mari = await management.SignInAsAsync("Mari Tamm", Roles.Reader);
        var jaan = await management.SignInAsAsync("Jaan Kask", Roles.ControlOwner);
        Assert.Equal(HttpStatusCode.Created, await EnterAsync(mari, "2026-11-24", 60, "iso27001:A.8.15", "new"));

        Assert.Equal(HttpStatusCode.NotFound, await SendAsync(jaan, HttpMethod.Patch, "WRK-0001", new { minutes = 1, version = 1 }));
        Assert.Equal(HttpStatusCode.NotFound, await SendAsync(jaan, HttpMethod.Post, "WRK-0001/remove", new { version = 1, reason = "x" }));
        await jaan.OpenAsync("/work-entries/WRK-0001");
        Assert.Equal(HttpStatusCode.NotFound, jaan.Status);
        await jaan.OpenAsync("/work-entries?format=csv");
        Assert.DoesNotContain("WRK-0001", await jaan.Response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.OK, await SendAsync(mari, HttpMethod.Patch, "WRK-0001", new { minutes = 50, version = 1 }));
        Assert.Equal(HttpStatusCode.Conflict, await SendAsync(mari, HttpMethod.Patch, "WRK-0001", new { minutes = 55, version = 1 }));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, await SendAsync(ada, HttpMethod.Patch, "WRK-0001", new { minutes = 40, version = 2 }));
        Assert.Equal(HttpStatusCode.OK, await SendAsync(ada, HttpMethod.Patch, "WRK-0001", new { minutes = 40, version = 2, reason = "agreed with Mari" }));
        Assert.Equal(HttpStatusCode.OK, await SendAsync(mari, HttpMethod.Post, "WRK-0001/remove", new { version = 3, reason = "entered twice" }));

        var changes = await management.WithDatabaseAsync(db => db.ChangeEvents.Where(e => e.RecordType == "work-entry").OrderBy(e => e.Number).Select(e => e.Action + " " + e.ActorName + " " + e.Reason).ToListAsync());
        Assert.Equal(["created Mari Tamm ", "changed Mari Tamm ", "changed Ada Lovelace agreed with Mari", "removed Mari Tamm entered twice"], changes);
    }

    [Fact]
    public async Task ClosedDays_AreCorrected_OnlyByThoseWhoManage()
    {
        var clock = TaskSteps.At("2026-09-01");
        await using var management = await ManagementFixture.StartAsync(change: options => options with { TimeProvider = clock });
        await management.SignInAsync();
        var mari = await management.SignInAsAsync("Mari Tamm", Roles.Contributor);
        await EnterAsync(mari, "2026-09-01", 60, "iso27001:A.8.15", "new");
        clock.Advance(TimeSpan.FromDays(63));
        var ada = await management.SignInAsync();
        mari = management.OpenBrowser();
        await mari.OpenAsync("/sign-in");
        await mari.SubmitAsync("/sign-in", ("email", "mari.tamm@example.org"), ("password", ManagementFixture.Password));

        Assert.Equal(HttpStatusCode.Forbidden, await SendAsync(mari, HttpMethod.Patch, "WRK-0001", new { minutes = 50, version = 1, reason = "was wrong" }));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, await EnterAsync(mari, "2026-09-01", 60, "iso27001:A.8.15", "new"));
        Assert.Equal(HttpStatusCode.OK, await SendAsync(ada, HttpMethod.Patch, "WRK-0001", new { minutes = 50, version = 1, reason = "was wrong" }));
        await mari.OpenAsync("/work-entries/WRK-0001");
        Assert.Contains("is closed; ask an IMS manager", mari.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Page_WithManyEntries_AsksTheDatabaseAFixedNumberOfTimes()
    {
        await using var management = await StartAsync("2026-11-25");
        StatementCounter.Prepare(management);
        var ada = await management.SignInAsync();
        for (var i = 0; i < 15; i++)
            await EnterAsync(ada, "2026-11-24", 10, i % 2 == 0 ? "iso27001:A.8.15" : "PER-0001", "new");
        await ada.OpenAsync("/work-entries");

        using var counter = new StatementCounter();
        await ada.OpenAsync("/work-entries");

        // Sums, rows, saved views, and the two numbers in the header; what one page holds needs no count.
        Assert.Equal(5, counter.Count);
    }

    private Task<ManagementFixture> StartAsync(string day, string engine = DatabaseEngine.Sqlite) =>
        ManagementFixture.StartAsync(engine, postgres, options => options with { TimeProvider = TaskSteps.At(day) });

    private static async Task<HttpStatusCode> EnterAsync(Browser browser, string day, int minutes, string about, string kind)
    {
        using var answer = await browser.CallAsync(HttpMethod.Post, "/api/work-entries", new { day, minutes, about, kind });
        return answer.StatusCode;
    }

    private static async Task<HttpStatusCode> SendAsync(Browser browser, HttpMethod method, string path, object body)
    {
        using var answer = await browser.CallAsync(method, "/api/work-entries/" + path, body);
        return answer.StatusCode;
    }
}
