using System.Net;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Tandem.Management.Access;
using Tandem.Management.Database;
using Tandem.Management.Links;
using Tandem.Management.Tests.AiSystems;
using Tandem.Testing.Postgres;

namespace Tandem.Management.Tests.Links;

/// <summary>Links between records and requirements: what a person does on pages, and what a program does by the API.</summary>
public sealed class LinkTests(PostgresServer postgres)
{
    [Theory]
    [InlineData(DatabaseEngine.Sqlite)]
    [InlineData(DatabaseEngine.Postgres)]
    public async Task Link_ByPages_IsSearchedAddedShownFromBothEndsAndEnded(string engine)
    {
        await using var management = await ManagementFixture.StartAsync(engine, postgres);
        var browser = await management.SignInAsync();
        await browser.RegisterAsync("Claims assistant", ("owner", "PER-0001"));
        await browser.RegisterAsync("Letter writer", ("owner", "PER-0001"));

        await browser.OpenAsync("/ai-systems/AIS-0001?tab=links");
        Assert.Contains("Nothing is linked yet", browser.Text, StringComparison.Ordinal);
        await browser.OpenAsync(browser.Page.QuerySelector("#links a.btn-primary")!.GetAttribute("href")! + "&q=letter");
        Assert.Equal("AIS-0002", browser.Page.QuerySelector("input[name=to]")!.GetAttribute("value"));
        await browser.SubmitAsync("/links", ("relation", "replaces"), ("to", "AIS-0002"), ("note", "since October"));

        Assert.Equal("/ai-systems/AIS-0001?tab=links", browser.Path);
        var row = Assert.Single(browser.Page.QuerySelectorAll(".links-table tbody tr"));
        Assert.Equal(["replaces", "AIS-0002 Letter writer", "Proposed", "Ada Lovelace", "since October"], row.Children.Take(5).Select(cell => string.Join(' ', cell.TextContent.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries))));
        await browser.OpenAsync("/ai-systems/AIS-0002?tab=links");
        Assert.Equal("is replaced by", browser.Page.QuerySelector(".links-table tbody td")!.TextContent.Trim());

        await browser.SubmitAsync("/links/LNK-0001/end", ("reason", "entered by mistake"));
        Assert.Equal("/links/LNK-0001", browser.Path);
        Assert.Contains("entered by mistake", browser.Text, StringComparison.Ordinal);
        await browser.OpenAsync("/ai-systems/AIS-0002?tab=links");
        Assert.Contains("1 that ended", browser.Text, StringComparison.Ordinal);
        Assert.Empty(browser.Page.QuerySelectorAll(".links-table"));
        await browser.OpenAsync("/links?show=ended");
        Assert.Single(browser.Page.QuerySelectorAll("#table-links tbody tr"));
        var history = await management.WithDatabaseAsync(db => db.ChangeEvents.Where(e => e.RecordType == Link.Type).OrderBy(e => e.Number).ToListAsync());
        Assert.Equal([("created", "since October"), ("changed", "entered by mistake")], history.Select(e => (e.Action, e.Reason!)));
    }

    [Fact]
    public async Task Requirement_LinkedWithARecord_ShowsItOnItsPage()
    {
        await using var management = await ManagementFixture.StartAsync();
        var browser = await management.SignInAsync();
        await browser.RegisterAsync("Claims assistant");

        await browser.OpenAsync("/links/new?for=iso42001:A.6.2.8&q=claims");
        await browser.SubmitAsync("/links", ("relation", "hasAsEvidence"), ("to", "AIS-0001"));

        Assert.Equal("/catalogue/iso42001/A.6.2.8#links", browser.Path);
        await browser.OpenAsync("/catalogue/iso42001/A.6.2.8");
        Assert.Contains("has as evidence", browser.Page.QuerySelector(".links-table")!.TextContent, StringComparison.Ordinal);
        await browser.OpenAsync("/ai-systems/AIS-0001?tab=links");
        Assert.Contains("is evidence for", browser.Page.QuerySelector(".links-table")!.TextContent, StringComparison.Ordinal);
        Assert.Equal("/catalogue/iso42001/A.6.2.8", browser.Page.QuerySelector(".links-table tbody th a")!.GetAttribute("href"));
    }

    [Theory]
    [InlineData("AIS-0001", "supports", "A.8.3", "to", "did you mean `iso27001:A.8.3`")]
    [InlineData("AIS-0001", "supports", "AIS-0001", "to", "not linked to itself")]
    [InlineData("AIS-0001", "supports", "ais-1", "to", "not linked to itself")]
    [InlineData("AIS-0001", "supports", "AIS-0099", "to", "there is no AI system")]
    [InlineData("AIS-0001", "supports", "iso27001:A.99.1", "to", "look in the catalogue")]
    [InlineData("AIS-0001", "supports", "<script>", "to", "neither the key of a record")]
    [InlineData("AIS-0001", "supports", "", "to", "choose a record")]
    [InlineData("AIS-0001", "owns", "iso27001:A.8.15", "relation", "a relation is one of")]
    [InlineData("AIS-0001", null, "iso27001:A.8.15", "relation", "a relation is one of")]
    [InlineData("iso27001:A.8.15", "supports", "iso42001:A.6.2.8", "to", "related by the mapping")]
    [InlineData("A.8.15", "supports", "AIS-0001", "from", "did you mean")]
    public async Task Link_ThatSaysNothingTrue_IsRefusedWithWhatToDo(string from, string? relation, string to, string field, string words)
    {
        await using var management = await ManagementFixture.StartAsync();
        var browser = await management.SignInAsync();
        await browser.RegisterAsync("Claims assistant");

        using var answer = await browser.CallAsync(HttpMethod.Post, "/api/links", new { from, relation, to });

        Assert.Equal(HttpStatusCode.UnprocessableEntity, answer.StatusCode);
        var problem = await answer.Content.ReadFromJsonAsync<JsonElement>(TestContext.Current.CancellationToken);
        Assert.Contains(words, problem.GetProperty("errors").GetProperty(field)[0].GetString(), StringComparison.Ordinal);
        Assert.Equal(0, await management.WithDatabaseAsync(db => db.Links.CountAsync()));
    }

    [Theory]
    [InlineData(DatabaseEngine.Sqlite)]
    [InlineData(DatabaseEngine.Postgres)]
    public async Task SameLink_Again_IsRefused_AlsoFromTheOtherEndAndAtTheSameMoment(string engine)
    {
        await using var management = await ManagementFixture.StartAsync(engine, postgres);
        var browser = await management.SignInAsync();
        await browser.RegisterAsync("Claims assistant");
        await browser.RegisterAsync("Letter writer");
        Task<HttpResponseMessage> AddAsync(string from, string relation, string to) => browser.CallAsync(HttpMethod.Post, "/api/links", new { from, relation, to });

        Assert.Equal(HttpStatusCode.Created, (await AddAsync("AIS-0001", "supports", "AIS-0002")).StatusCode);
        Assert.Equal(HttpStatusCode.Conflict, (await AddAsync("AIS-0001", "supports", "AIS-0002")).StatusCode);
        Assert.Equal(HttpStatusCode.Conflict, (await AddAsync("AIS-0002", "isSupportedBy", "AIS-0001")).StatusCode);
        Assert.Equal(HttpStatusCode.Created, (await AddAsync("AIS-0002", "supports", "AIS-0001")).StatusCode);
        Assert.Equal(HttpStatusCode.Created, (await AddAsync("AIS-0002", "relatesTo", "AIS-0001")).StatusCode);
        Assert.Equal(HttpStatusCode.Conflict, (await AddAsync("AIS-0001", "relatesTo", "AIS-0002")).StatusCode);
        var atOnce = await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => AddAsync("AIS-0001", "causes", "AIS-0002")));
        Assert.Equal(1, atOnce.Count(answer => answer.StatusCode == HttpStatusCode.Created));
        Assert.Equal(5, atOnce.Count(answer => answer.StatusCode == HttpStatusCode.Conflict));

        // What ended may be linked again.
        Assert.Equal(HttpStatusCode.OK, (await browser.CallAsync(HttpMethod.Post, "/api/links/LNK-0001/end", new { reason = "wrong way" })).StatusCode);
        Assert.Equal(HttpStatusCode.Conflict, (await browser.CallAsync(HttpMethod.Post, "/api/links/LNK-0001/end", new { reason = "again" })).StatusCode);
        Assert.Equal(HttpStatusCode.Created, (await AddAsync("AIS-0001", "supports", "AIS-0002")).StatusCode);
    }

    [Fact]
    public async Task Rights_OfOneOfTheTwoEnds_AreNeededToAddAndToEnd()
    {
        await using var management = await ManagementFixture.StartAsync();
        var ada = await management.SignInAsync();
        var mari = await management.SignInAsAsync("Mari Tamm", Roles.AiSystemOwner);
        var reader = await management.SignInAsAsync("Rea Der", Roles.Reader);
        await ada.RegisterAsync("Of Ada", ("owner", "PER-0001"));
        await ada.RegisterAsync("Of Mari", ("owner", "PER-0002"));
        await ada.RegisterAsync("Of Ada too", ("owner", "PER-0001"));
        static object Link(string from, string to) => new { from, relation = "supports", to };

        Assert.Equal(HttpStatusCode.Created, (await ada.CallAsync(HttpMethod.Post, "/api/links", Link("AIS-0001", "AIS-0003"))).StatusCode);
        Assert.Equal(HttpStatusCode.Forbidden, (await mari.CallAsync(HttpMethod.Post, "/api/links", Link("AIS-0003", "AIS-0001"))).StatusCode);
        Assert.Equal(HttpStatusCode.Forbidden, (await mari.CallAsync(HttpMethod.Post, "/api/links", Link("AIS-0003", "iso27001:A.8.15"))).StatusCode);
        Assert.Equal(HttpStatusCode.Forbidden, (await reader.CallAsync(HttpMethod.Post, "/api/links", Link("AIS-0002", "AIS-0001"))).StatusCode);
        Assert.Equal(HttpStatusCode.Created, (await mari.CallAsync(HttpMethod.Post, "/api/links", Link("AIS-0001", "AIS-0002"))).StatusCode);
        Assert.Equal(HttpStatusCode.Forbidden, (await mari.CallAsync(HttpMethod.Post, "/api/links/LNK-0001/end", new { reason = "mine" })).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await mari.CallAsync(HttpMethod.Post, "/api/links/LNK-0002/end", new { reason = "mine" })).StatusCode);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await ada.CallAsync(HttpMethod.Post, "/api/links/LNK-0001/end", new { reason = " " })).StatusCode);
        await mari.OpenAsync("/ai-systems/AIS-0001?tab=links");
        Assert.Empty(mari.Page.QuerySelectorAll("form[action$='/end'], #links a.btn-primary"));
        await mari.OpenAsync("/links/new?for=AIS-0001&q=AIS-0003");
        await mari.SubmitAsync("/links", ("to", "AIS-0003"));
        Assert.Equal(HttpStatusCode.Forbidden, mari.Status);
        Assert.Contains("Ada Lovelace owns", mari.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Archived_AtTheOtherEnd_IsMarked_AndAnArchivedOneIsNotLinkedWithARequirement()
    {
        await using var management = await ManagementFixture.StartAsync();
        var browser = await management.SignInAsync();
        await browser.RegisterAsync("New one");
        await browser.RegisterAsync("Old one");
        await browser.CallAsync(HttpMethod.Post, "/api/links", new { from = "AIS-0001", relation = "replaces", to = "AIS-0002" });
        using var archived = await browser.CallAsync(HttpMethod.Post, "/api/ai-systems/AIS-0002/archive", new { version = 1, reason = "replaced" });
        Assert.Equal(HttpStatusCode.OK, archived.StatusCode);

        await browser.OpenAsync("/ai-systems/AIS-0001?tab=links");
        Assert.Contains("Archived", browser.Page.QuerySelector(".links-table tbody th")!.TextContent, StringComparison.Ordinal);
        using var answer = await browser.CallAsync(HttpMethod.Post, "/api/links", new { from = "AIS-0002", relation = "supports", to = "iso27001:A.8.15" });
        Assert.Equal(HttpStatusCode.Conflict, answer.StatusCode);
    }

    [Fact]
    public async Task Note_WithMarkup_StaysText_AndALongOneIsRefused()
    {
        await using var management = await ManagementFixture.StartAsync();
        var browser = await management.SignInAsync();
        await browser.RegisterAsync("<img src=x onerror=alert(1)>");
        await browser.CallAsync(HttpMethod.Post, "/api/links", new { from = "AIS-0001", relation = "supports", to = "iso27001:A.8.15", note = "<script>alert(1)</script>" });

        foreach (var page in new[] { "/ai-systems/AIS-0001?tab=links", "/catalogue/iso27001/A.8.15", "/links", "/links/LNK-0001", "/trace/iso27001:A.8.15" })
        {
            await browser.OpenAsync(page);
            Assert.Equal(HttpStatusCode.OK, browser.Status);
            Assert.Empty(browser.Page.QuerySelectorAll("main img, main script"));
        }
        using var answer = await browser.CallAsync(HttpMethod.Post, "/api/links", new { from = "AIS-0001", relation = "causes", to = "iso27001:A.8.15", note = new string('x', 1001) });
        Assert.Equal(HttpStatusCode.UnprocessableEntity, answer.StatusCode);
    }

    [Fact]
    public async Task Tab_WithManyLinks_AsksOnceForEachKindOfRecord()
    {
        await using var management = await ManagementFixture.StartAsync();
        StatementCounter.Prepare(management);
        var browser = await management.SignInAsync();
        for (var number = 1; number <= 12; number++)
            await browser.RegisterAsync($"Assistant {number}", ("owner", "PER-0001"));
        async Task<int> CountAsync()
        {
            await browser.OpenAsync("/ai-systems/AIS-0001?tab=links");
            using var counter = new StatementCounter();
            await browser.OpenAsync("/ai-systems/AIS-0001?tab=links");
            return counter.Count;
        }
        await browser.CallAsync(HttpMethod.Post, "/api/links", new { from = "AIS-0001", relation = "supports", to = "AIS-0002" });
        var one = await CountAsync();
        for (var number = 3; number <= 12; number++)
            await browser.CallAsync(HttpMethod.Post, "/api/links", new { from = "AIS-0001", relation = "supports", to = $"AIS-{number:0000}" });

        Assert.Equal(one, await CountAsync());
        Assert.Equal(11, browser.Page.QuerySelectorAll(".links-table tbody tr").Length);
    }

    [Fact]
    public async Task Api_Lists_PageByPage()
    {
        await using var management = await ManagementFixture.StartAsync();
        var browser = await management.SignInAsync();
        await browser.RegisterAsync("Claims assistant");
        foreach (var requirement in new[] { "iso27001:A.8.15", "iso42001:A.6.2.8", "iso42001:6.1.4" })
            await browser.CallAsync(HttpMethod.Post, "/api/links", new { from = "AIS-0001", relation = "supports", to = requirement });

        var first = await ReadAsync(browser, "/api/links?end=AIS-0001&size=2");
        Assert.Equal(["LNK-0001", "LNK-0002"], first.GetProperty("links").EnumerateArray().Select(link => link.GetProperty("key").GetString()));
        var rest = await ReadAsync(browser, $"/api/links?end=AIS-0001&size=2&after={first.GetProperty("next").GetInt64()}");
        Assert.Equal("iso42001:6.1.4", Assert.Single(rest.GetProperty("links").EnumerateArray()).GetProperty("to").GetString());
        Assert.Equal(JsonValueKind.Null, rest.GetProperty("next").ValueKind);
        Assert.Equal("supports", (await ReadAsync(browser, "/api/links/LNK-0001")).GetProperty("relation").GetString());
        using var missing = await browser.CallAsync(HttpMethod.Get, "/api/links/LNK-0099");
        Assert.Equal(HttpStatusCode.NotFound, missing.StatusCode);
    }

    private static async Task<JsonElement> ReadAsync(Browser browser, string path)
    {
        using var answer = await browser.CallAsync(HttpMethod.Get, path);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        return await answer.Content.ReadFromJsonAsync<JsonElement>(TestContext.Current.CancellationToken);
    }
}
