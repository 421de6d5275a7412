using System.Net;
using System.Text.Json;
using Tandem.Management.Access;
using Tandem.Management.Database;
using Tandem.Management.Records;
using Tandem.Management.Search;
using Tandem.Management.Tests.AiSystems;
using Tandem.Management.Tests.Decisions;
using Tandem.Testing.Postgres;

namespace Tandem.Management.Tests.Search;

/// <summary>What the search of the header finds, and what it does with what no one means well.</summary>
public sealed class SearchTests(PostgresServer postgres)
{
    [Theory]
    [InlineData(DatabaseEngine.Sqlite)]
    [InlineData(DatabaseEngine.Postgres)]
    public async Task Records_ByWordsAndByKey_AreFound(string engine)
    {
        await using var management = await ManagementFixture.StartAsync(engine, postgres);
        var browser = await management.SignInAsync();
        await browser.RegisterAsync("Claims assistant", ("owner", "PER-0001"));
        await browser.RegisterAsync("Letter writer", ("owner", "Mari Tamm"));

        Assert.Equal(["AIS-0001"], await KeysAsync(browser, "CLAIMS assist"));
        Assert.Equal(["AIS-0002", "PER-0002"], await KeysAsync(browser, "mari tamm"));
        Assert.Equal(["AIS-0002"], await KeysAsync(browser, "ais-2"));
        Assert.Equal(["AIS-0002"], await KeysAsync(browser, "AIS-0002"));
        Assert.Empty(await KeysAsync(browser, "AIS-0099"));
        Assert.Empty(await KeysAsync(browser, "claims writer"));
    }

    [Fact]
    public async Task Archived_ByWords_IsLeftOut_ByExactKey_IsFoundAndMarked()
    {
        await using var management = await ManagementFixture.StartAsync();
        var browser = await management.SignInAsync();
        await browser.RegisterAsync("Claims assistant");
        await browser.CallAsync(HttpMethod.Post, "/api/ai-systems/AIS-0001/archive", new { version = 1, reason = "replaced" });

        Assert.Empty(await KeysAsync(browser, "claims"));
        await browser.OpenAsync("/search?q=AIS-0001");
        Assert.Contains("Archived", browser.Page.QuerySelector(".search-hits li")!.TextContent, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("A.8.3", "iso27001:A.8.3", "iso42001:A.8.3")]
    [InlineData("a.8.3", "iso27001:A.8.3", "iso42001:A.8.3")]
    [InlineData("iso42001:A.6.2.8", "iso42001:A.6.2.8")]
    [InlineData("event logs", "iso42001:A.6.2.8")]
    public async Task Requirements_ByIdentifierOrWords_AreFound_ABareOneInBothStandards(string text, params string[] keys)
    {
        await using var management = await ManagementFixture.StartAsync();
        Assert.Equal(keys, await KeysAsync(await management.SignInAsync(), text));
    }

    [Fact]
    public async Task Decision_ByTheIdOfTheCaller_IsFoundFirst()
    {
        await using var management = await ManagementFixture.StartAsync();
        await using var log = await GatewayLogFixture.CreateAsync(management.Options);
        await log.AppendRequestAsync("req-1");
        await log.AppendRequestAsync("req-12");
        await DecisionPagesTests.FollowAsync(management, log);
        var browser = await management.SignInAsync();

        await browser.OpenAsync("/search?q=req-1");

        var hit = browser.Page.QuerySelector(".search-hits a")!;
        await browser.OpenAsync(hit.GetAttribute("href")!);
        Assert.Equal(HttpStatusCode.OK, browser.Status);
        Assert.Contains("req-1", browser.Text, StringComparison.Ordinal);
        Assert.Equal(["req-1"], await KeysAsync(browser, "req-1"));
    }

    [Theory]
    [InlineData(Roles.ImsManager, true, true)]
    [InlineData(Roles.Contributor, true, false)]
    [InlineData(Roles.Reader, false, false)]
    public async Task Actions_OnlyThoseThePersonMayDo_AreOffered(string role, bool mayEnter, bool mayManage)
    {
        await using var management = await ManagementFixture.StartAsync();
        await management.SignInAsync();
        var browser = await management.SignInAsAsync("Mari Tamm", role);

        var offered = (await AnswerAsync(browser, "")).Where(hit => hit.Type == "action").ToList();

        Assert.Equal(mayEnter, offered.Exists(hit => hit.Title == "New AI system"));
        Assert.Equal(mayManage, offered.Exists(hit => hit.Title == "New key for an application of the gateway"));
        Assert.Contains(offered, hit => hit.Title == "Export AI systems (XLSX)");
    }

    [Fact]
    public async Task PagesAndActions_OfTheEmptySearch_LeadSomewhere()
    {
        await using var management = await ManagementFixture.StartAsync();
        var browser = await management.SignInAsync();

        var hits = await AnswerAsync(browser, "");

        Assert.True(hits.Count > 15);
        foreach (var hit in hits)
        {
            using var answer = await browser.CallAsync(HttpMethod.Get, hit.Path);
            Assert.True(answer.StatusCode == HttpStatusCode.OK, $"{hit.Title}: {hit.Path} answered {answer.StatusCode}");
        }
        Assert.Contains(hits, hit => hit.Title == "Decisions" && hit.Type == "page");
        Assert.Contains(await AnswerAsync(browser, "mapping"), hit => hit.Path == "/mapping");
    }

    [Fact]
    public async Task Icons_OfWhatIsOffered_AreInTheSprite()
    {
        await using var management = await ManagementFixture.StartAsync();
        var sprite = await File.ReadAllTextAsync(Path.Combine(AppContext.BaseDirectory, "..", "..", "..", "..", "..", "src", "Tandem.Management", "icons.txt"), TestContext.Current.CancellationToken);
        var names = sprite.Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries).ToHashSet(StringComparer.Ordinal);

        Assert.All(await AnswerAsync(await management.SignInAsync(), ""), hit => Assert.Contains(hit.Icon, names));
    }

    [Theory]
    [InlineData(DatabaseEngine.Sqlite)]
    [InlineData(DatabaseEngine.Postgres)]
    public async Task Signs_ThatADatabaseReadsAsPatterns_AreJustSigns(string engine)
    {
        await using var management = await ManagementFixture.StartAsync(engine, postgres);
        var browser = await management.SignInAsync();
        await browser.RegisterAsync("100% sure_thing");
        await browser.RegisterAsync("1000 sureXthing");

        Assert.Equal(["AIS-0001"], await KeysAsync(browser, "100%"));
        Assert.Equal(["AIS-0001"], await KeysAsync(browser, "sure_thing"));
        foreach (var text in new[] { "%%", "[a-z]*", @"\\", "' or 1=1 --", "\"; drop table people; --", "😀", "\ud800" })
            Assert.Empty(await KeysAsync(browser, text));
    }

    [Fact]
    public async Task Script_InANameOrTheSearch_StaysText()
    {
        await using var management = await ManagementFixture.StartAsync();
        var browser = await management.SignInAsync();
        const string name = "<img src=x onerror=alert(1)> \"quoted\"";
        await browser.RegisterAsync(name);

        await browser.OpenAsync("/search?q=" + Uri.EscapeDataString("onerror=alert(1)"));

        Assert.Equal(name, browser.Page.QuerySelector(".search-hits bdi")!.TextContent);
        Assert.Empty(browser.Page.QuerySelectorAll("main img"));
        Assert.Equal(name, Assert.Single(await AnswerAsync(browser, "onerror")).Title);
        await browser.OpenAsync("/search?q=" + Uri.EscapeDataString("\"><script>alert(1)</script>"));
        Assert.Equal("\"><script>alert(1)</script>", browser.Page.QuerySelector("#search-q")!.GetAttribute("value"));
        Assert.Empty(browser.Page.QuerySelectorAll("main script"));
    }

    [Theory]
    [InlineData(10_000, "10,000 characters")]
    [InlineData(201, "201 characters")]
    public async Task Search_TooLong_IsRefusedAndSaysHowLongItMayBe(int length, string words)
    {
        await using var management = await ManagementFixture.StartAsync();
        var browser = await management.SignInAsync();
        var address = "search?q=" + new string('x', length);

        await browser.OpenAsync("/" + address);
        using var answer = await browser.CallAsync(HttpMethod.Get, "/api/" + address);

        Assert.Equal((HttpStatusCode.UnprocessableEntity, HttpStatusCode.UnprocessableEntity), (browser.Status, answer.StatusCode));
        Assert.Contains(words, browser.Text, StringComparison.Ordinal);
        Assert.Equal("application/problem+json", answer.Content.Headers.ContentType!.MediaType);
        using var many = await browser.CallAsync(HttpMethod.Get, "/api/search?q=" + string.Join('+', Enumerable.Range(1, 11)));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, many.StatusCode);
    }

    [Fact]
    public async Task Matches_MoreThanAreShown_AreBoundedAndTheListIsNamed()
    {
        await using var management = await ManagementFixture.StartAsync();
        var browser = await management.SignInAsync();
        for (var number = 1; number <= SearchGroup.Most + 2; number++)
            await browser.RegisterAsync($"Assistant {number}");

        Assert.Equal(SearchGroup.Most, (await KeysAsync(browser, "assistant")).Count(key => key.StartsWith("AIS", StringComparison.Ordinal)));
        await browser.OpenAsync("/search?q=assistant");
        Assert.Contains("the lists hold more", browser.Page.QuerySelector(".search-count")!.TextContent, StringComparison.Ordinal);
        await browser.OpenAsync(browser.Page.QuerySelector(".search-group .card-footer a")!.GetAttribute("href")!);
        Assert.Equal(SearchGroup.Most + 2, browser.Page.QuerySelectorAll("#table-ai-systems tbody tr").Length);
    }

    [Fact]
    public async Task Search_WhateverIsThere_AsksTwiceForEachRegister()
    {
        await using var management = await ManagementFixture.StartAsync();
        StatementCounter.Prepare(management);
        var browser = await management.SignInAsync();
        for (var number = 1; number <= 12; number++)
            await browser.RegisterAsync($"Assistant {number}");
        var registers = management.App.Services.GetRequiredService<Registers>().All.Count();
        await browser.CallAsync(HttpMethod.Get, "/api/search?q=warm");

        using var counter = new StatementCounter();
        await browser.CallAsync(HttpMethod.Get, "/api/search?q=assistant");

        // In SQLite each is asked first whether the word is rare in it; one more asks for parts of uploaded frameworks.
        Assert.InRange(counter.Count, 2 * registers, (2 * registers) + 2);
    }

    [Fact]
    public async Task EveryPage_CarriesTheFormAndTheDialogForTheScript()
    {
        await using var management = await ManagementFixture.StartAsync();
        var browser = await management.SignInAsync();

        await browser.OpenAsync("/history");

        Assert.Equal("/search", browser.Page.QuerySelector("form.global-search")!.GetAttribute("action"));
        var input = browser.Page.QuerySelector("dialog#palette input[role=combobox]")!;
        Assert.Equal("listbox", browser.Page.GetElementById(input.GetAttribute("aria-controls")!)!.GetAttribute("role"));
        Assert.Single(browser.Page.QuerySelectorAll("script[src*='js/palette']"));
    }

    private static async Task<List<string>> KeysAsync(Browser browser, string text) =>
        (await AnswerAsync(browser, text)).Where(hit => hit.Key.Length > 0).Select(hit => hit.Key).ToList();

    private static async Task<List<SearchHit>> AnswerAsync(Browser browser, string text)
    {
        using var answer = await browser.CallAsync(HttpMethod.Get, "/api/search?q=" + Uri.EscapeDataString(text));
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        var body = await answer.Content.ReadFromJsonAsync<JsonElement>(TestContext.Current.CancellationToken);
        var hits = body.GetProperty("groups").EnumerateArray().SelectMany(group => group.GetProperty("hits").EnumerateArray()).ToList();
        Assert.Equal(hits.Count, body.GetProperty("count").GetInt32());
        return hits.ConvertAll(hit => new SearchHit(
            hit.GetProperty("type").GetString()!, hit.GetProperty("key").GetString()!, hit.GetProperty("title").GetString()!, hit.GetProperty("icon").GetString()!, hit.GetProperty("path").GetString()!));
    }
}
