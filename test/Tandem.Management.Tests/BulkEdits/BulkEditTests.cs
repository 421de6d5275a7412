using System.Net;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Tandem.Management.Database;
using Tandem.Management.Tests.AiSystems;
using Tandem.Testing.Postgres;

namespace Tandem.Management.Tests.BulkEdits;

/// <summary>Several rows changed at once: looked at before, each held against its own rules, told row by row, and undone.</summary>
public sealed class BulkEditTests(PostgresServer postgres)
{
    [Theory]
    [InlineData(DatabaseEngine.Sqlite)]
    [InlineData(DatabaseEngine.Postgres)]
    public async Task Pages_ChooseLookConfirmUndo(string engine)
    {
        await using var management = await ManagementFixture.StartAsync(engine, postgres);
        var browser = await management.SignInAsync();
        foreach (var (name, unit) in new[] { ("Claims assistant", ""), ("Customer chat", "Sales"), ("Fraud check", "Claims") })
            await browser.RegisterAsync(name, ("unit", unit));

        await browser.OpenAsync("/ai-systems");
        Assert.Equal(["AIS-0001", "AIS-0002", "AIS-0003"], browser.Page.QuerySelectorAll("input.row-choice[form=table-ai-systems-choice]").Select(tick => tick.GetAttribute("value")));
        var form = browser.Page.QuerySelector("#table-ai-systems-choice")!;
        Assert.Equal(("get", "/ai-systems/bulk"), (form.GetAttribute("method"), form.GetAttribute("action")));
        await browser.OpenAsync(form.QuerySelector("a")!.GetAttribute("href")!); // all that match
        Assert.Contains("What is to change in 3 rows", browser.Text, StringComparison.Ordinal);

        await browser.SubmitAsync("/ai-systems/bulk/preview", ("bulk-change", "unit"), ("unit", " Claims "), ("purpose", "not chosen"));
        Assert.Equal(HttpStatusCode.OK, browser.Status);
        Assert.Equal(["2 will change", "1 has it already", "0 refused"], browser.Page.QuerySelectorAll(".bulk-counts .pill").Select(pill => pill.TextContent));
        Assert.Equal(["AIS-0001 Organisational unit: (empty) → Claims", "AIS-0002 Organisational unit: Sales → Claims", "AIS-0003 "], Rows(browser));
        Assert.Equal(["", "Claims", "Sales"], await UnitsAsync(management));
        await browser.SubmitAsync("/ai-systems/bulk");
        Assert.Equal(HttpStatusCode.UnprocessableEntity, browser.Status); // no reason
        Assert.Contains("Say why", browser.Text, StringComparison.Ordinal);
        Assert.Equal(["", "Claims", "Sales"], await UnitsAsync(management));

        await browser.SubmitAsync("/ai-systems/bulk", ("reason", "one unit now"));
        Assert.Equal("/bulk-edits/BLK-0001", browser.Path);
        Assert.Equal(["Changed", "Changed", "Had it already"], browser.Page.QuerySelectorAll("tbody .pill").Select(pill => pill.TextContent));
        await browser.OpenAsync("/bulk-edits/BLK-0001?q=sales+CHAT");
        Assert.Equal(["AIS-0002"], browser.Page.QuerySelectorAll("tbody th").Select(cell => cell.TextContent.Trim()));
        Assert.Equal(["Claims", "Claims", "Claims"], await UnitsAsync(management));
        var changes = await management.WithDatabaseAsync(db => db.ChangeEvents.Where(e => e.Reason != null && e.Reason.Contains("one unit")).OrderBy(e => e.Number).Select(e => $"{e.RecordKey} {e.RecordVersion} {e.Reason}").ToListAsync());
        Assert.Equal(["AIS-0001 2 one unit now [BLK-0001]", "AIS-0002 2 one unit now [BLK-0001]", "BLK-0001 1 one unit now"], changes);
        await browser.OpenAsync("/ai-systems/AIS-0002?tab=history");
        Assert.NotNull(browser.Page.QuerySelector(".history-reason a[href='/bulk-edits/BLK-0001']"));

        await browser.OpenAsync("/bulk-edits/BLK-0001");
        await browser.SubmitAsync("/bulk-edits/BLK-0001/undo", ("reason", "wrong list"));
        Assert.Equal("/bulk-edits/BLK-0002", browser.Path);
        Assert.Equal(["", "Claims", "Sales"], await UnitsAsync(management));
        await browser.SubmitAsync("/bulk-edits/BLK-0002/undo", ("reason", "right after all")); // an undo is undone as any other
        Assert.Equal(["Claims", "Claims", "Claims"], await UnitsAsync(management));
        await browser.OpenAsync("/bulk-edits/BLK-0001");
        Assert.NotNull(browser.Page.QuerySelector("dl a[href='/bulk-edits/BLK-0002']"));
        await browser.OpenAsync("/bulk-edits");
        Assert.Equal(["BLK-0003", "BLK-0002", "BLK-0001"], browser.Page.QuerySelectorAll("tbody th").Select(cell => cell.TextContent.Trim()));
    }

    [Theory]
    [InlineData(DatabaseEngine.Sqlite)]
    [InlineData(DatabaseEngine.Postgres)]
    public async Task Api_RowChangedMeanwhile_IsRefusedAlone_AndUndoLeavesWhatOthersChanged(string engine)
    {
        await using var management = await ManagementFixture.StartAsync(engine, postgres);
        var browser = await management.SignInAsync();
        foreach (var name in new[] { "A", "B", "C" })
            await browser.RegisterAsync(name, ("unit", "Sales"));
        var fields = new { unit = "Claims", humanOversight = "Team lead" };

        using var looked = await browser.CallAsync(HttpMethod.Post, "/api/ai-systems/bulk/preview", new { query = "?unit=Sales", fields });
        var preview = await ReadAsync(looked);
        Assert.Equal((3, 0, 0), (preview.GetProperty("changed").GetInt32(), preview.GetProperty("unchanged").GetInt32(), preview.GetProperty("refused").GetInt32()));
        Assert.Equal("""{"before":"Sales","after":"Claims"}""", preview.GetProperty("rows")[1].GetProperty("fields").GetProperty("unit").GetRawText());
        var rows = preview.GetProperty("rows").EnumerateArray().Select(row => new { key = row.GetProperty("key").GetString(), version = row.GetProperty("version").GetInt32() }).ToList();
        await ChangeAsync(browser, "AIS-0002", 1, new { purpose = "Another" }); // another field: a single edit would merge, a bulk edit does not
        using var done = await browser.CallAsync(HttpMethod.Post, "/api/ai-systems/bulk", new { rows, fields, reason = "handed over" });
        var edit = await ReadAsync(done);

        Assert.Equal((HttpStatusCode.Created, "/api/bulk-edits/BLK-0001"), (done.StatusCode, done.Headers.Location!.OriginalString));
        Assert.Equal(["changed", "refused", "changed"], Outcomes(edit));
        Assert.Contains("Ada Lovelace changed it meanwhile", edit.GetProperty("rows")[1].GetProperty("why").GetString(), StringComparison.Ordinal);
        Assert.Equal(["Claims", "Claims", "Sales"], await UnitsAsync(management));

        await ChangeAsync(browser, "AIS-0003", 2, new { unit = "Fraud" });
        using var undone = await browser.CallAsync(HttpMethod.Post, "/api/bulk-edits/BLK-0001/undo", new { reason = "back" });
        var undo = await ReadAsync(undone);

        Assert.Equal("BLK-0001", undo.GetProperty("undoes").GetString());
        Assert.Equal(["changed", "changed"], Outcomes(undo));
        Assert.Equal("organisational unit was changed since by Ada Lovelace; it stays", undo.GetProperty("rows")[1].GetProperty("why").GetString());
        Assert.Equal(["Fraud", "Sales", "Sales"], await UnitsAsync(management));
        Assert.Equal(["", "", ""], await management.WithDatabaseAsync(db => db.AiSystems.Select(s => s.HumanOversight).ToListAsync()));
        using var again = await browser.CallAsync(HttpMethod.Post, "/api/bulk-edits/BLK-0001/undo", new { reason = "back" });
        Assert.Equal(HttpStatusCode.Conflict, again.StatusCode); // all was changed since, by the undo
        using var listed = await browser.CallAsync(HttpMethod.Get, "/api/bulk-edits?size=1");
        var list = await ReadAsync(listed);
        Assert.Equal(("BLK-0001", 1), (list.GetProperty("bulkEdits")[0].GetProperty("key").GetString(), list.GetProperty("next").GetInt32()));
        using var found = await browser.CallAsync(HttpMethod.Get, "/api/bulk-edits/BLK-0001");
        Assert.Equal(["changed", "refused", "changed"], Outcomes(await ReadAsync(found)));
    }

    [Fact]
    public async Task Guard_OfAWorkflow_RefusesTheRow_AndUndoRestoresWhatItCan()
    {
        await using var management = await ManagementFixture.StartAsync();
        var browser = await management.SignInAsync();
        await browser.RegisterAsync("A");
        await browser.RegisterAsync("B", ("state", "inValidation"));

        using var looked = await browser.CallAsync(HttpMethod.Post, "/api/ai-systems/bulk/preview", new { keys = new[] { "AIS-0001", "AIS-0002" }, fields = new { state = "approvedForUse" } });
        var preview = await ReadAsync(looked);
        Assert.Equal(["refused", "refused"], Outcomes(preview));
        Assert.Contains("cannot follow `Proposed`", preview.GetProperty("rows")[0].GetProperty("why").GetString(), StringComparison.Ordinal);
        Assert.Contains("approv", preview.GetProperty("rows")[1].GetProperty("why").GetString(), StringComparison.OrdinalIgnoreCase);

        var rows = new[] { new { key = "AIS-0001", version = 1 }, new { key = "AIS-0002", version = 1 } };
        using var done = await browser.CallAsync(HttpMethod.Post, "/api/ai-systems/bulk", new { rows, fields = new { state = "inDevelopment", unit = "Claims" }, reason = "begin" });
        Assert.Equal(["changed", "changed"], Outcomes(await ReadAsync(done)));
        using var undone = await browser.CallAsync(HttpMethod.Post, "/api/bulk-edits/BLK-0001/undo", new { reason = "back" });
        var undo = await ReadAsync(undone);

        Assert.Equal(["changed", "changed"], Outcomes(undo));
        Assert.Contains("`Proposed` cannot follow `In development`", undo.GetProperty("rows")[0].GetProperty("why").GetString(), StringComparison.Ordinal);
        Assert.Equal("", undo.GetProperty("rows")[1].GetProperty("why").GetString());
        Assert.Equal(["AIS-0001 InDevelopment ", "AIS-0002 InValidation "], await management.WithDatabaseAsync(db => db.AiSystems.OrderBy(s => s.Number).Select(s => $"{s.Key} {s.State} {s.Unit}").ToListAsync()));
    }

    [Fact]
    public async Task Tags_AreAddedTakenAwayAndReplaced()
    {
        await using var management = await ManagementFixture.StartAsync();
        var browser = await management.SignInAsync();
        await browser.RegisterAsync("A", ("tags", "red, blue"));
        await browser.RegisterAsync("B", ("tags", string.Join(",", Enumerable.Range(1, 20).Select(i => $"t{i}"))));

        await browser.OpenAsync("/ai-systems/bulk?row=AIS-0001&row=AIS-0002");
        await browser.SubmitAsync("/ai-systems/bulk/preview", ("bulk-change", "tags"), ("bulk-tags", "add"), ("tags", "#Green, blue"));
        Assert.Equal(["AIS-0002 A record has at most 20 tags; leave some out", "AIS-0001 Tags: red, blue → red, blue, green"], Rows(browser));
        await browser.SubmitAsync("/ai-systems/bulk", ("reason", "sorted"));
        Assert.Contains("1 of 2 done", browser.Text, StringComparison.Ordinal);
        var rows = new[] { new { key = "AIS-0001", version = 2 }, new { key = "AIS-0002", version = 1 } };
        using var taken = await browser.CallAsync(HttpMethod.Post, "/api/ai-systems/bulk", new { rows, tags = new { add = new[] { "new" }, remove = new[] { "red", "t1" } }, reason = "sorted" });
        Assert.Equal(["changed", "changed"], Outcomes(await ReadAsync(taken)));
        using var both = await browser.CallAsync(HttpMethod.Post, "/api/ai-systems/bulk", new { rows, fields = new { tags = new[] { "x" } }, tags = new { add = new[] { "y" } }, reason = "both" });
        Assert.Equal(HttpStatusCode.UnprocessableEntity, both.StatusCode);

        var tags = await management.WithDatabaseAsync(db => db.AiSystems.OrderBy(s => s.Number).Select(s => s.Tags).ToListAsync());
        Assert.Equal("blue green new", string.Join(' ', tags[0]));
        Assert.Equal((20, false, true), (tags[1].Count, tags[1].Contains("t1"), tags[1].Contains("new")));
    }

    [Fact]
    public async Task PersonNewToTheRegister_IsEnteredByTheEditAndNotByThePreview()
    {
        await using var management = await ManagementFixture.StartAsync();
        var browser = await management.SignInAsync();
        await browser.RegisterAsync("A");
        await browser.RegisterAsync("B");
        var people = await management.WithDatabaseAsync(db => db.People.CountAsync());

        using var looked = await browser.CallAsync(HttpMethod.Post, "/api/ai-systems/bulk/preview", new { keys = new[] { "AIS-0001", "AIS-0002" }, fields = new { owner = "Nora New" } });
        Assert.Equal(2, (await ReadAsync(looked)).GetProperty("changed").GetInt32());
        Assert.Equal(people, await management.WithDatabaseAsync(db => db.People.CountAsync()));
        var forged = new[] { new { key = "AIS-0001", version = 9 }, new { key = "AIS-0002", version = 9 } };
        using var refused = await browser.CallAsync(HttpMethod.Post, "/api/ai-systems/bulk", new { rows = forged, fields = new { owner = "Nora New" }, reason = "handed over" });
        Assert.Equal(HttpStatusCode.Conflict, refused.StatusCode);
        Assert.Contains("there is no version 9", await refused.Content.ReadAsStringAsync(TestContext.Current.CancellationToken), StringComparison.Ordinal);
        Assert.Equal(people, await management.WithDatabaseAsync(db => db.People.CountAsync()));

        var rows = new[] { new { key = "AIS-0001", version = 1 }, new { key = "AIS-0002", version = 1 } };
        using var done = await browser.CallAsync(HttpMethod.Post, "/api/ai-systems/bulk", new { rows, fields = new { owner = "Nora New" }, reason = "handed over" });
        Assert.Equal("Owner: Nora New", (await ReadAsync(done)).GetProperty("what").GetString());
        Assert.Equal(people + 1, await management.WithDatabaseAsync(db => db.People.CountAsync()));
        Assert.Equal(["Nora New"], await management.WithDatabaseAsync(db => db.AiSystems.Join(db.People, s => s.Owner, p => p.Key, (_, p) => p.Name).Distinct().ToListAsync()));
    }

    private static Task<List<string>> UnitsAsync(ManagementFixture management) => management.WithDatabaseAsync(async db => (await db.AiSystems.Select(s => s.Unit).ToListAsync()).Order(StringComparer.Ordinal).ToList());

    private static async Task ChangeAsync(Browser browser, string key, int version, object fields)
    {
        using var answer = await browser.CallAsync(HttpMethod.Patch, $"/api/ai-systems/{key}", new { version, fields });
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
    }

    private static IEnumerable<string> Rows(Browser browser) => browser.Page.QuerySelectorAll("table.stacked-table tbody tr").Select(row => $"{row.Children[0].TextContent.Trim()} {row.Children[3].TextContent.Trim()}");

    private static IEnumerable<string> Outcomes(JsonElement answer) => answer.GetProperty("rows").EnumerateArray().Select(row => row.GetProperty("outcome").GetString()!);

    private static async Task<JsonElement> ReadAsync(HttpResponseMessage answer) => await answer.Content.ReadFromJsonAsync<JsonElement>(TestContext.Current.CancellationToken);
}
