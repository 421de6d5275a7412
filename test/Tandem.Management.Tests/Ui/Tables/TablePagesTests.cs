using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Tandem.Management.AiSystems;
using Tandem.Management.Database;
using Tandem.Management.Tests.AiSystems;
using Tandem.Testing.Postgres;

namespace Tandem.Management.Tests.Ui.Tables;

/// <summary>The table as a person without JavaScript uses it.</summary>
public sealed class TablePagesTests(PostgresServer postgres)
{
    [Theory]
    [InlineData(DatabaseEngine.Sqlite)]
    [InlineData(DatabaseEngine.Postgres)]
    public async Task Facets_Asked_CountWhatSearchAndTheOtherFiltersLeave(string engine)
    {
        await using var management = await ManagementFixture.StartAsync(engine, postgres);
        var browser = await management.SignInAsync();
        await FillAsync(management, 60);

        await browser.OpenAsync("/ai-systems?state=proposed,operating&owner=Mari&show=all&facet=state");
        var all = await management.WithDatabaseAsync(db => db.AiSystems.Where(s => s.OwnerName == "Mari").Select(s => s.State).ToListAsync());
        var expected = Enum.GetValues<LifecycleState>().Select(state => (Words: AiSystemWords.Of(state), Count: all.Count(s => s == state)));
        Assert.Equal(expected.Select(e => $"{e.Words} {e.Count}"), Counts(browser, "state"));
        Assert.Equal(["proposed", "operating"], browser.Page.QuerySelectorAll("[name=state]:checked").Select(box => box.GetAttribute("value")));
        Assert.NotNull(browser.Page.QuerySelector("#table-ai-systems-state[open]"));

        await browser.OpenAsync("/ai-systems?owner=~empty&show=all&facet=owner");
        var owners = await management.WithDatabaseAsync(db => db.AiSystems.Select(s => s.OwnerName).ToListAsync());
        Assert.Equal(
            owners.GroupBy(owner => owner).Select(group => $"{(group.Key.Length > 0 ? group.Key : "not stated")} {group.Count()}").Order(),
            Counts(browser, "owner").Order());
        Assert.Equal(owners.Count(owner => owner.Length == 0), browser.Page.QuerySelectorAll("tbody tr").Length);

        await browser.OpenAsync("/ai-systems?show=all&facet=humanOversight");
        Assert.Equal(["stated 40", "not stated 20"], Counts(browser, "humanOversight"));
    }

    [Fact]
    public async Task Facet_WithMoreValuesThanAnybodyReads_ListsTheMostFrequentAndTheChosen()
    {
        await using var management = await ManagementFixture.StartAsync();
        var browser = await management.SignInAsync();
        await management.WithDatabaseAsync(async db =>
        {
            for (var i = 1; i <= 120; i++)
            {
                var system = SampleTable.System(i);
                system.OwnerName = i <= 60 ? "Mari" : $"Owner {i}";
                system.ArchivedAt = null;
                db.Add(system);
            }
            return await db.SaveChangesAsync(TestContext.Current.CancellationToken);
        });

        await browser.OpenAsync("/ai-systems?facet=owner&owner=Owner+99&owner=nobody");

        var counts = Counts(browser, "owner").ToList();
        Assert.Equal((52, "Mari 60"), (counts.Count, counts[0]));
        Assert.Contains("Owner 99 1", counts);
        Assert.Contains("nobody 0", counts);
        Assert.Contains("the search finds the others", browser.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Filters_InForce_AreNamedAndCanBeTakenAwayOneByOne()
    {
        await using var management = await ManagementFixture.StartAsync();
        var browser = await management.SignInAsync();
        await FillAsync(management, 30);

        await browser.OpenAsync("/ai-systems?q=ais&state=proposed,operating&updatedAt=2026-01-01..&show=all");
        Assert.Equal(
            ["“ais”", "State: Proposed", "State: Operating", "Changed: from 2026-01-01", "Show: Both", "Remove all"],
            browser.Page.QuerySelectorAll(".table-chips a").Select(chip => chip.TextContent.Replace(", remove", "", StringComparison.Ordinal).Trim()));

        await browser.OpenAsync(Chip(browser, "State: Proposed"));
        Assert.Equal("/ai-systems?q=ais&state=operating&updatedAt=2026-01-01..&show=all&sort=key", browser.Path);
        await browser.OpenAsync(Chip(browser, "State: Operating"));
        await browser.OpenAsync(Chip(browser, "Show: Both"));
        Assert.Equal("/ai-systems?q=ais&updatedAt=2026-01-01..&show=active&sort=key", browser.Path);
        await browser.OpenAsync(Chip(browser, "Remove all"));
        Assert.Empty(browser.Page.QuerySelectorAll(".table-chips"));
    }

    [Fact]
    public async Task Form_SentByABrowserWithoutScript_GivesTheViewItShows()
    {
        await using var management = await ManagementFixture.StartAsync();
        var browser = await management.SignInAsync();
        await FillAsync(management, 30);
        await browser.OpenAsync("/ai-systems?state=operating&group=state&folded=operating&sort=-name&columns=key,purpose,state");

        var form = browser.Page.QuerySelector(".table-tools")!;
        var fields = form.QuerySelectorAll("input[name]:not([type=checkbox]), input[type=checkbox]:checked:not([disabled])").Select(input => (input.GetAttribute("name")!, input.GetAttribute("value") ?? ""))
            .Concat(form.QuerySelectorAll("select[name]").Select(select => (select.GetAttribute("name")!, select.QuerySelector("option[selected]")!.GetAttribute("value")!)));
        await browser.OpenAsync("/ai-systems?" + string.Join('&', fields.Select(field => $"{field.Item1}={Uri.EscapeDataString(field.Item2)}")));

        Assert.Equal(["Key", "Purpose", "State"], browser.Page.QuerySelectorAll("thead th").Select(cell => cell.TextContent.Trim()));
        Assert.Equal("Operating", browser.Page.QuerySelector(".group-link[aria-expanded=false] bdi")!.TextContent);
        Assert.Empty(browser.Page.QuerySelectorAll("tbody th[scope=row]"));
    }

    [Fact]
    public async Task Pages_ByTheirLinks_LeadThroughAllRowsAndBack()
    {
        await using var management = await ManagementFixture.StartAsync();
        var browser = await management.SignInAsync();
        await FillAsync(management, 60);
        await browser.OpenAsync("/ai-systems?show=all&sort=owner");
        var keys = new List<string>();
        void Collect() => keys.AddRange(browser.Page.QuerySelectorAll("tbody th[scope=row]").Select(cell => cell.TextContent.Trim()));

        Collect();
        while (browser.Page.QuerySelector("a[rel=next]") is { } next)
        {
            await browser.OpenAsync(next.GetAttribute("href")!);
            Collect();
        }
        Assert.Equal(60, keys.Distinct().Count());
        Assert.Contains("Page 3 of 3", browser.Text, StringComparison.Ordinal);
        Assert.Contains("51–60 of 60", browser.Text, StringComparison.Ordinal);
        await browser.OpenAsync(browser.Page.QuerySelector("a[rel=prev]")!.GetAttribute("href")!);
        Assert.Equal(keys.Skip(25).Take(25), browser.Page.QuerySelectorAll("tbody th[scope=row]").Select(cell => cell.TextContent.Trim()));
        await browser.OpenAsync(browser.Page.QuerySelector("a[aria-label='Last page']")!.GetAttribute("href")!);
        Assert.Equal(keys.Skip(50), browser.Page.QuerySelectorAll("tbody th[scope=row]").Select(cell => cell.TextContent.Trim()));
    }

    [Fact]
    public async Task Exports_HoldExactlyTheColumnsAndRowsShown_AndEverythingWhenAsked()
    {
        await using var management = await ManagementFixture.StartAsync();
        var browser = await management.SignInAsync();
        await browser.RegisterAsync("Claims assistant", ("unit", "Claims"));
        await browser.RegisterAsync("Customer chat", ("unit", "Service"));

        async Task<JsonElement> JsonAsync(string address)
        {
            using var answer = await browser.CallAsync(HttpMethod.Get, address);
            return await answer.Content.ReadFromJsonAsync<JsonElement>(TestContext.Current.CancellationToken);
        }
        await browser.OpenAsync("/ai-systems?columns=name,unit,key&unit=Service&group=unit");
        var links = browser.Page.QuerySelectorAll("a[href*='format=json']").Select(link => link.GetAttribute("href")!).ToList();
        var shown = await JsonAsync(links[0]);
        var all = await JsonAsync(links[1]);

        Assert.Equal(["Name", "Unit", "Key"], browser.Page.QuerySelectorAll("thead th").Select(cell => cell.TextContent.Trim()));
        var row = Assert.Single(shown.GetProperty("rows").EnumerateArray());
        Assert.Equal(["name", "unit", "key"], row.EnumerateObject().Select(member => member.Name));
        Assert.Equal("Customer chat", row.GetProperty("name").GetString());
        Assert.Empty(shown.GetProperty("legend").EnumerateObject());
        Assert.Equal(AiSystemsTable.Definition.Columns.Select(column => column.Name), all.GetProperty("rows")[0].EnumerateObject().Select(member => member.Name));
        Assert.Equal("Service", shown.GetProperty("filter").GetProperty("unit").GetString());
    }

    [Fact]
    public async Task Fragment_OfOneFacet_IsNoWholePageAndCostsOneStatement()
    {
        await using var management = await ManagementFixture.StartAsync();
        StatementCounter.Prepare(management);
        var browser = await management.SignInAsync();
        await FillAsync(management, 30);
        using var request = new HttpRequestMessage(HttpMethod.Get, "/ai-systems?facet=state&state=proposed");
        request.Headers.Add("HX-Request", "true");
        using var counter = new StatementCounter();

        using var answer = await browser.SendAsync(request);

        var html = await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        Assert.StartsWith("<div class=\"facet\">", html.Trim(), StringComparison.Ordinal);
        Assert.Equal(8, html.Split("type=\"checkbox\"").Length - 1);
        Assert.Equal(1, counter.Count);
    }

    [Theory]
    [InlineData("/ai-systems?size=25", 4)] // rows, stamp, matching, all
    [InlineData("/ai-systems?show=all", 3)] // rows, stamp, all
    [InlineData("/ai-systems?q=ais-0003", 4)] // rows that one page holds need no count; whether the word is rare is asked first
    [InlineData("/ai-systems?group=state", 4)] // the counts of the groups are the count
    [InlineData("/ai-systems?page=2&show=all", 3)]
    [InlineData("/ai-systems?facet=state", 5)]
    public async Task Page_OfManyRows_AsksTheDatabaseAFewTimesAndTheSecondTimeLess(string address, int most)
    {
        await using var management = await ManagementFixture.StartAsync();
        StatementCounter.Prepare(management);
        var browser = await management.SignInAsync();
        await FillAsync(management, 120);
        await management.WaitForLedgerAsync();

        async Task<int> CountAsync(string path)
        {
            using var counter = new StatementCounter();
            await browser.OpenAsync(path);
            return counter.Count;
        }
        // A table in memory asks for nothing but what frame and views ask for on every page.
        await browser.OpenAsync("/clauses");
        var frame = await CountAsync("/clauses");
        var first = await CountAsync(address) - frame;
        var second = await CountAsync(address) - frame;

        Assert.InRange(first, 1, most);
        Assert.InRange(second, 1, first - 1);
    }

    [Theory]
    [InlineData(DatabaseEngine.Sqlite)]
    [InlineData(DatabaseEngine.Postgres)]
    public async Task Counts_Kept_AreNeverOlderThanAChange(string engine)
    {
        await using var management = await ManagementFixture.StartAsync(engine, postgres);
        var browser = await management.SignInAsync();
        await FillAsync(management, 40);
        for (var i = 0; i < 5; i++)
        {
            await browser.OpenAsync("/ai-systems?show=all");
            Assert.Contains($"of {40 + i} ", browser.Page.QuerySelector(".table-foot")!.TextContent, StringComparison.Ordinal);
            await browser.RegisterAsync($"System {i}");
        }
    }

    [Fact]
    public async Task Address_OfNonsense_ShowsTheTable()
    {
        await using var management = await ManagementFixture.StartAsync();
        var browser = await management.SignInAsync();
        await FillAsync(management, 30);
        var many = string.Concat(Enumerable.Range(0, 10_000).Select(i => $"&f{i}=1"));

        await browser.OpenAsync($"/ai-systems?columns=%3Cscript%3E,;drop&group=password&folded=x&facet=owner';--&sort=owner;drop&after={new string('A', 5000)}&page=9999999&state=%22%3E{many}");

        Assert.Equal(System.Net.HttpStatusCode.OK, browser.Status);
        Assert.Empty(browser.Page.QuerySelectorAll("script:not([src])"));
        Assert.NotEmpty(browser.Page.QuerySelectorAll("tbody tr"));
    }

    private static async Task FillAsync(ManagementFixture management, int rows) =>
        await management.WithDatabaseAsync(async db =>
        {
            db.AddRange(Enumerable.Range(1, rows).Select(SampleTable.System));
            await db.SaveChangesAsync(TestContext.Current.CancellationToken);
            await db.KeyCounters.AddAsync(new KeyCounter { RecordType = AiSystem.Type, Last = 1000 }, TestContext.Current.CancellationToken);
            return await db.SaveChangesAsync(TestContext.Current.CancellationToken);
        });

    private static IEnumerable<string> Counts(Browser browser, string filter) =>
        browser.Page.QuerySelectorAll($"#table-ai-systems-{filter} .form-check").Select(value => $"{value.QuerySelector("bdi")!.TextContent} {value.QuerySelector(".facet-count")!.TextContent}");

    private static string Chip(Browser browser, string words) =>
        browser.Page.QuerySelectorAll(".table-chips a").First(chip => chip.TextContent.Replace(", remove", "", StringComparison.Ordinal).Trim() == words).GetAttribute("href")!;
}
