using System.Net;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Tandem.Management.Access;
using Tandem.Management.Database;
using Tandem.Management.Tests.AiSystems;
using Tandem.Management.Views;
using Tandem.Testing.Postgres;

namespace Tandem.Management.Tests.Views;

/// <summary>What people keep of tables, as they do it; the same on both engines.</summary>
public sealed class ViewTests(PostgresServer postgres)
{
    private const string Operating = "/ai-systems?state=operating&sort=-name&columns=key,unit&group=state";

    [Theory]
    [InlineData(DatabaseEngine.Sqlite)]
    [InlineData(DatabaseEngine.Postgres)]
    public async Task View_Kept_ShowsTheSameAgainAndSaysWhenItIsChanged(string engine)
    {
        await using var management = await ManagementFixture.StartAsync(engine, postgres);
        var browser = await management.SignInAsync();
        await browser.RegisterAsync("Claims assistant", ("state", "operating"));
        await browser.RegisterAsync("Customer chat");

        await browser.OpenAsync(Operating + "&page=3&after=abc");
        await browser.SubmitAsync("/views", ("name", " In use "));
        Assert.Equal("/ai-systems?view=VIW-0001", browser.Path);
        Assert.Equal("In use", Current(browser));
        Assert.Equal(["AIS-0001"], Keys(browser));
        Assert.Equal(["Key", "Unit"], browser.Page.QuerySelectorAll("thead th").Select(cell => cell.TextContent.Trim()));
        Assert.DoesNotContain("Changed since", browser.Text, StringComparison.Ordinal);

        await browser.OpenAsync(browser.Page.QuerySelector(".sort-link")!.GetAttribute("href")!);
        Assert.Contains("view=VIW-0001", browser.Path, StringComparison.Ordinal);
        Assert.Equal("In use", Current(browser));
        Assert.Contains("Changed since it was saved", browser.Text, StringComparison.Ordinal);
        await browser.SubmitAsync("/views/VIW-0001/query");
        Assert.Equal("/ai-systems?view=VIW-0001", browser.Path);
        Assert.Equal("ascending", browser.Page.QuerySelector("th[aria-sort]:not([aria-sort=none])")!.GetAttribute("aria-sort"));
        Assert.DoesNotContain("Changed since", browser.Text, StringComparison.Ordinal);
        Assert.Equal("?state=operating&show=active&sort=key&group=state&columns=key,unit", await management.WithDatabaseAsync(async db => (await db.SavedViews.SingleAsync()).Query));
    }

    [Theory]
    [InlineData(DatabaseEngine.Sqlite)]
    [InlineData(DatabaseEngine.Postgres)]
    public async Task DefaultView_IsSeenFirstByItsPersonAlone_AndGoesWithTheView(string engine)
    {
        await using var management = await ManagementFixture.StartAsync(engine, postgres);
        var ada = await management.SignInAsync();
        await ada.RegisterAsync("Claims assistant", ("state", "operating"));
        await ada.RegisterAsync("Customer chat");
        await ada.OpenAsync(Operating);
        await ada.SubmitAsync("/views", ("name", "In use"), ("shared", "yes"));
        var eve = await management.SignInAsAsync("Eve", Roles.Contributor);

        await eve.OpenAsync("/views/VIW-0001");
        await eve.SubmitAsync("/views/VIW-0001/default");
        await eve.OpenAsync("/ai-systems");
        Assert.Equal("/ai-systems?view=VIW-0001", eve.Path);
        await eve.OpenAsync("/ai-systems?view=none");
        Assert.Equal(["AIS-0001", "AIS-0002"], Keys(eve));
        await eve.OpenAsync("/ai-systems?state=proposed");
        Assert.Equal(["AIS-0002"], Keys(eve));
        await ada.OpenAsync("/ai-systems");
        Assert.Equal(("/ai-systems", 2), (ada.Path, Keys(ada).Count()));
        using var csv = await eve.CallAsync(HttpMethod.Get, "/ai-systems?format=csv");
        Assert.Equal(HttpStatusCode.OK, csv.StatusCode);

        await ada.OpenAsync("/views/VIW-0001");
        await ada.SubmitAsync("/views/VIW-0001/delete");
        await eve.OpenAsync("/ai-systems");
        Assert.Equal("/ai-systems", eve.Path);
        await eve.OpenAsync("/ai-systems?view=VIW-0001");
        Assert.Contains("This view is not there", eve.Text, StringComparison.Ordinal);
        var history = await management.WithDatabaseAsync(db => db.ChangeEvents.Where(e => e.RecordType == "saved-view" || e.RecordType == "default-view").OrderBy(e => e.Number)
            .Select(e => e.RecordType + " " + e.Action + " " + e.ActorName).ToListAsync());
        Assert.Equal(["default-view created Eve", "default-view removed Ada Lovelace", "saved-view created Ada Lovelace", "saved-view removed Ada Lovelace"], history.Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task PrivateView_IsSeenAndChangedByItsAuthorAlone()
    {
        await using var management = await ManagementFixture.StartAsync();
        var ada = await management.SignInAsync(); // manages
        await ada.RegisterAsync("Claims assistant");
        var carl = await management.SignInAsAsync("Carl", Roles.Contributor);
        using var created = await carl.CallAsync(HttpMethod.Post, "/api/views", new { table = "ai-systems", path = "/ai-systems", name = "Mine", query = "?state=operating" });
        Assert.Equal(HttpStatusCode.Created, created.StatusCode);

        await ada.OpenAsync("/ai-systems?view=VIW-0001");
        Assert.Contains("This view is not there", ada.Text, StringComparison.Ordinal);
        await ada.OpenAsync("/views/VIW-0001");
        Assert.Equal(HttpStatusCode.NotFound, ada.Status);
        await ada.OpenAsync("/views");
        Assert.DoesNotContain("Mine", ada.Page.QuerySelector("main")!.TextContent, StringComparison.Ordinal);
        foreach (var (method, path, body) in new (HttpMethod, string, object?)[]
        {
            (HttpMethod.Get, "/api/views/VIW-0001", null), (HttpMethod.Patch, "/api/views/VIW-0001", new { name = "Hers", version = 1 }),
            (HttpMethod.Delete, "/api/views/VIW-0001?version=1", null), (HttpMethod.Put, "/api/views/VIW-0001/default", null),
        })
        {
            using var answer = await ada.CallAsync(method, path, body);
            Assert.True(answer.StatusCode == HttpStatusCode.NotFound, $"{method} {path} answered {answer.StatusCode}");
        }
        Assert.Equal(["Mine"], await management.WithDatabaseAsync(db => db.SavedViews.Select(v => v.Name).ToListAsync()));
    }

    [Fact]
    public async Task SharedView_IsChangedByAuthorAndManagers_ByNobodyElse()
    {
        await using var management = await ManagementFixture.StartAsync();
        var ada = await management.SignInAsync();
        var carl = await management.SignInAsAsync("Carl", Roles.Contributor);
        using var created = await carl.CallAsync(HttpMethod.Post, "/api/views", new { table = "ai-systems", path = "/ai-systems", name = "Ours", query = "?state=operating", isShared = true });
        var rita = await management.SignInAsAsync("Rita", Roles.Reader);

        await rita.OpenAsync("/ai-systems?view=VIW-0001&state=proposed");
        Assert.Empty(rita.Page.QuerySelectorAll("form[action='/views/VIW-0001/query']"));
        await rita.OpenAsync("/views/VIW-0001");
        Assert.Empty(rita.Page.QuerySelectorAll("form[action='/views/VIW-0001'], form[action='/views/VIW-0001/delete']"));
        using var byReader = await rita.CallAsync(HttpMethod.Patch, "/api/views/VIW-0001", new { name = "Theirs", version = 1 });
        using var deleted = await rita.CallAsync(HttpMethod.Delete, "/api/views/VIW-0001?version=1");
        using var byManager = await ada.CallAsync(HttpMethod.Patch, "/api/views/VIW-0001", new { name = "All in use", version = 1 });
        using var late = await carl.CallAsync(HttpMethod.Patch, "/api/views/VIW-0001", new { isShared = false, version = 1 });
        using var again = await carl.CallAsync(HttpMethod.Patch, "/api/views/VIW-0001", new { isShared = false, version = 2 });

        Assert.Equal(
            [HttpStatusCode.Forbidden, HttpStatusCode.Forbidden, HttpStatusCode.OK, HttpStatusCode.Conflict, HttpStatusCode.OK],
            new[] { byReader, deleted, byManager, late, again }.Select(answer => answer.StatusCode));
        await ada.OpenAsync("/views/VIW-0001");
        Assert.Equal(HttpStatusCode.NotFound, ada.Status);
    }

    [Fact]
    public async Task Unsharing_LeavesNobodyElseWithItAsFirst()
    {
        await using var management = await ManagementFixture.StartAsync();
        var carl = await management.SignInAsAsync("Carl", Roles.Contributor);
        using var created = await carl.CallAsync(HttpMethod.Post, "/api/views", new { table = "ai-systems", path = "/ai-systems", name = "Ours", query = "?state=operating", isShared = true });
        var rita = await management.SignInAsAsync("Rita", Roles.Reader);
        foreach (var browser in new[] { carl, rita })
            Assert.Equal(HttpStatusCode.OK, (await browser.CallAsync(HttpMethod.Put, "/api/views/VIW-0001/default")).StatusCode);

        using var answer = await carl.CallAsync(HttpMethod.Patch, "/api/views/VIW-0001", new { isShared = false, version = 1 });

        await rita.OpenAsync("/ai-systems");
        await carl.OpenAsync("/ai-systems");
        Assert.Equal(("/ai-systems", "/ai-systems?view=VIW-0001"), (rita.Path, carl.Path));
        using var cleared = await carl.CallAsync(HttpMethod.Delete, "/api/views/default/ai-systems");
        await carl.OpenAsync("/ai-systems");
        Assert.Equal((HttpStatusCode.NoContent, "/ai-systems"), (cleared.StatusCode, carl.Path));
    }

    [Fact]
    public async Task ViewOfATableThatChanged_LeavesOutWhatIsNoLongerKnown()
    {
        await using var management = await ManagementFixture.StartAsync();
        var browser = await management.SignInAsync();
        await browser.RegisterAsync("Claims assistant", ("state", "operating"));
        using var created = await browser.CallAsync(HttpMethod.Post, "/api/views", new
        {
            table = "ai-systems",
            path = "/ai-systems",
            name = "Old",
            query = "?state=operating,abolished&columns=gone,unit&group=gone&sort=gone&page=7&after=x&format=csv&view=VIW-0009&facet=state&q=%00&%3Cscript%3E=1",
        });
        Assert.Equal(HttpStatusCode.Created, created.StatusCode);

        await browser.OpenAsync("/ai-systems?view=VIW-0001");

        Assert.Equal((HttpStatusCode.OK, 1), (browser.Status, Keys(browser).Count()));
        Assert.Equal(["Key", "Unit"], browser.Page.QuerySelectorAll("thead th").Select(cell => cell.TextContent.Trim()));
        Assert.DoesNotContain("Changed since", browser.Text, StringComparison.Ordinal);
        Assert.Contains("no longer has: filter `<script>`, column `gone`, order by `gone`, groups by `gone`, state `abolished`", browser.Text, StringComparison.Ordinal);
        Assert.Empty(browser.Page.QuerySelectorAll(".table-views script"));
        await browser.SubmitAsync("/views/VIW-0001/query");
        Assert.DoesNotContain("no longer has", browser.Text, StringComparison.Ordinal);
        Assert.Equal("?state=operating,abolished&columns=gone,unit&group=gone&sort=gone&%3Cscript%3E=1", (await created.Content.ReadFromJsonAsync<JsonElement>(TestContext.Current.CancellationToken)).GetProperty("query").GetString());
    }

    [Theory]
    [InlineData("", "/ai-systems", "n", "?a=1", "table")]
    [InlineData("<script>", "/ai-systems", "n", "?a=1", "table")]
    [InlineData("ai-systems\n", "/ai-systems", "n", "?a=1", "table")]
    [InlineData("ai-systems", "/ai-systems\n", "n", "?a=1", "path")]
    [InlineData("ai-systems", "//evil.example", "n", "?a=1", "path")]
    [InlineData("ai-systems", "https://evil.example/", "n", "?a=1", "path")]
    [InlineData("ai-systems", "/\\evil.example", "n", "?a=1", "path")]
    [InlineData("ai-systems", "/ai-systems?x=1", "n", "?a=1", "path")]
    [InlineData("ai-systems", "/ai-systems", "", "?a=1", "name")]
    [InlineData("ai-systems", "/ai-systems", "long", "?a=1", "name")]
    [InlineData("ai-systems", "/ai-systems", "n", "long", "query")]
    public async Task Create_WithNonsense_IsRefusedWithWhatIsWrong(string table, string path, string name, string query, string field)
    {
        await using var management = await ManagementFixture.StartAsync();
        var browser = await management.SignInAsync();

        using var answer = await browser.CallAsync(HttpMethod.Post, "/api/views", new { table, path, name = name == "long" ? new string('n', 101) : name, query = query == "long" ? "?q=" + new string('x', 4000) : query });

        Assert.Equal(HttpStatusCode.UnprocessableEntity, answer.StatusCode);
        var problem = await answer.Content.ReadFromJsonAsync<JsonElement>(TestContext.Current.CancellationToken);
        Assert.Equal([field], problem.GetProperty("errors").EnumerateObject().Select(error => error.Name));
        Assert.Equal(0, await management.WithDatabaseAsync(db => db.SavedViews.CountAsync()));
    }

    [Fact]
    public async Task Create_OfANameTwiceOrOfTooMany_IsRefused()
    {
        await using var management = await ManagementFixture.StartAsync();
        var browser = await management.SignInAsync();
        await browser.OpenAsync("/ai-systems/new");
        await browser.RegisterAsync("<b>x</b>");
        await browser.OpenAsync("/ai-systems");
        await browser.SubmitAsync("/views", ("name", "<img src=x onerror=alert(1)>"));
        Assert.Empty(browser.Page.QuerySelectorAll("img[src=x]"));
        await browser.OpenAsync("/ai-systems");
        await browser.SubmitAsync("/views", ("name", "<img src=x onerror=alert(1)>"));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, browser.Status);
        await browser.SubmitAsync("/views", ("name", "Another"));
        Assert.Equal("/ai-systems?view=VIW-0002", browser.Path);
        await browser.OpenAsync("/views/VIW-0002");
        await browser.SubmitAsync("/views/VIW-0002", ("name", "<img src=x onerror=alert(1)>"));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, browser.Status);
        Assert.Contains("choose another name", browser.Text, StringComparison.Ordinal);

        var author = await management.WithDatabaseAsync(async db => (await db.SavedViews.OrderBy(v => v.Number).FirstAsync()).AuthorId);
        await management.WithDatabaseAsync(async db =>
        {
            var now = DateTimeOffset.UnixEpoch;
            for (var i = 0; i < ViewLimits.OfAPerson - 2; i++)
                db.Add(new SavedView { Id = Guid.CreateVersion7(now.AddSeconds(i)), Key = $"VIW-{1000 + i}", Number = 1000 + i, TableName = "ai-systems", Path = "/ai-systems", Name = $"v{i}", Query = "", AuthorId = author, AuthorName = "Ada", CreatedAt = now, UpdatedAt = now, UpdatedBy = "Ada" });
            return await db.SaveChangesAsync(TestContext.Current.CancellationToken);
        });
        await browser.OpenAsync("/ai-systems?view=VIW-1150");
        Assert.Equal("v150", Current(browser)); // listed however many there are
        await browser.SubmitAsync("/views", ("name", "One more"));
        Assert.Contains("delete one that you no longer use", browser.Text, StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task Guests_NeitherSeeNorKeepViews()
    {
        await using var management = await ManagementFixture.StartAsync();
        var ada = await management.SignInAsync();
        using var created = await ada.CallAsync(HttpMethod.Post, "/api/views", new { table = "ai-systems", path = "/ai-systems", name = "Ours", query = "?state=operating", isShared = true });
        var guest = await management.SignInAsAsync("Gustav", Roles.ExternalAuditor);

        await guest.OpenAsync("/ai-systems?view=VIW-0001");
        Assert.Empty(guest.Page.QuerySelectorAll(".table-views"));
        foreach (var (method, path, body) in new (HttpMethod, string, object?)[]
        {
            (HttpMethod.Get, "/api/views", null), (HttpMethod.Post, "/api/views", new { table = "ai-systems", path = "/ai-systems", name = "n", query = "" }), (HttpMethod.Put, "/api/views/VIW-0001/default", null),
        })
        {
            using var answer = await guest.CallAsync(method, path, body);
            Assert.Equal(HttpStatusCode.Forbidden, answer.StatusCode);
        }
    }

    private static string Current(Browser browser) => browser.Page.QuerySelector(".table-views summary .menu-chosen")!.TextContent;

    private static IEnumerable<string> Keys(Browser browser) => browser.Page.QuerySelectorAll("tbody th[scope=row]").Select(cell => cell.TextContent.Trim());
}
