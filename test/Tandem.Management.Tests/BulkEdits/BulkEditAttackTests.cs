using System.Net;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Tandem.Management.Access;
using Tandem.Management.AiSystems;
using Tandem.Management.BulkEdits;
using Tandem.Management.Tests.AiSystems;

namespace Tandem.Management.Tests.BulkEdits;

/// <summary>Rights row by row, forged and hostile input, a program that ends midway, and how often the database is asked.</summary>
public sealed class BulkEditAttackTests
{
    private static readonly JsonSerializerOptions Readable = new() { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private static readonly object[] First = [new { key = "AIS-0001", version = 1 }];

    [Fact]
    public async Task Rights_HoldForEachRowAsForASingleEdit()
    {
        await using var management = await ManagementFixture.StartAsync();
        var ada = await management.SignInAsync();
        var carl = await management.SignInAsAsync("Carl", Roles.Contributor);
        await ada.RegisterAsync("Hers");
        await ada.RegisterAsync("His", ("owner", "Carl"));
        await ada.RegisterAsync("Old", ("owner", "Carl"));
        await ada.OpenAsync("/ai-systems/AIS-0003");
        await ada.SubmitAsync("/ai-systems/AIS-0003/archive", ("reason", "replaced"));

        await carl.OpenAsync("/ai-systems?show=all");
        Assert.Equal(["AIS-0002"], carl.Page.QuerySelectorAll(".row-choice").Select(tick => tick.GetAttribute("value")));
        await carl.OpenAsync("/ai-systems/bulk?all=yes&show=all");
        await carl.SubmitAsync("/ai-systems/bulk/preview", ("bulk-change", "unit"), ("unit", "Claims"));
        Assert.Equal(["1 will change", "0 have it already", "2 refused"], carl.Page.QuerySelectorAll(".bulk-counts .pill").Select(pill => pill.TextContent));
        await carl.SubmitAsync("/ai-systems/bulk", ("reason", "mine"));
        Assert.Contains("1 of 3 done", carl.Text, StringComparison.Ordinal);
        Assert.Equal(["", "Claims", ""], await management.WithDatabaseAsync(db => db.AiSystems.OrderBy(s => s.Number).Select(s => s.Unit).ToListAsync()));

        using var adas = await ada.CallAsync(HttpMethod.Post, "/api/ai-systems/bulk", new { rows = First, fields = new { unit = "Sales" }, reason = "hers" });
        Assert.Equal(HttpStatusCode.Created, adas.StatusCode);
        using var carls = await carl.CallAsync(HttpMethod.Post, "/api/bulk-edits/BLK-0002/undo", new { reason = "not his" });
        Assert.Equal(HttpStatusCode.Conflict, carls.StatusCode);
        Assert.Contains("is owned by", await carls.Content.ReadAsStringAsync(TestContext.Current.CancellationToken), StringComparison.Ordinal);
    }

    [Fact]
    public async Task WhoMayNotEdit_NeitherLooksNorChanges()
    {
        await using var management = await ManagementFixture.StartAsync();
        var ada = await management.SignInAsync();
        await ada.RegisterAsync("A");
        using var made = await ada.CallAsync(HttpMethod.Post, "/api/ai-systems/bulk", new { rows = First, fields = new { unit = "Sales" }, reason = "moved" });
        var reader = await management.SignInAsAsync("Rita", Roles.Reader);
        var auditor = await management.SignInAsAsync("Olga", Roles.ExternalAuditor);

        foreach (var browser in new[] { reader, auditor })
        {
            await browser.OpenAsync("/ai-systems");
            Assert.Empty(browser.Page.QuerySelectorAll(".row-choice, .table-choice-bar"));
            foreach (var (method, path, body) in new (HttpMethod, string, object?)[]
            {
                (HttpMethod.Get, "/ai-systems/bulk?row=AIS-0001", null), (HttpMethod.Post, "/ai-systems/bulk/preview/file?format=csv", null), (HttpMethod.Post, "/api/ai-systems/bulk/preview", new { keys = new[] { "AIS-0001" }, fields = new { unit = "x" } }),
                (HttpMethod.Post, "/api/ai-systems/bulk", new { rows = First, fields = new { unit = "x" }, reason = "r" }), (HttpMethod.Post, "/api/bulk-edits/BLK-0001/undo", new { reason = "r" }),
            })
            {
                using var answer = await browser.CallAsync(method, path, body);
                Assert.True(answer.StatusCode == HttpStatusCode.Forbidden, $"{method} {path} answered {answer.StatusCode}");
            }
        }
        using var forGuest = await auditor.CallAsync(HttpMethod.Get, "/api/bulk-edits/BLK-0001");
        Assert.Equal(HttpStatusCode.Forbidden, forGuest.StatusCode);
        foreach (var path in new[] { "/ai-systems/bulk", "/ai-systems/bulk/preview", "/ai-systems/bulk/preview/file?format=csv", "/bulk-edits/BLK-0001/undo" })
        {
            using var ridden = await ada.CallWithoutTokenAsync(HttpMethod.Post, path, ("bulk-rows", "AIS-0001:2"), ("bulk-entered", """{"fields":{"unit":"x"}}"""), ("reason", "r"));
            Assert.Equal(HttpStatusCode.BadRequest, ridden.StatusCode);
        }
        Assert.Equal(("Sales", 1), await management.WithDatabaseAsync(async db => ((await db.AiSystems.SingleAsync()).Unit, await db.BulkEdits.CountAsync())));
    }

    [Theory]
    [InlineData("""{"rows":[],"fields":{"unit":"x"},"reason":"r"}""", 422, "choose at least one row")]
    [InlineData("""{"rows":[{"key":"AIS-0001","version":1}],"reason":"r"}""", 422, "choose at least one field")]
    [InlineData("""{"rows":[{"key":"AIS-0001","version":1}],"fields":{"unit":"x"}}""", 422, "say why")]
    [InlineData("""{"rows":[{"key":"AIS-0001","version":1}],"fields":{"unit":"x"},"reason":"LONG"}""", 422, "shorten it to 980")]
    [InlineData("""{"rows":[{"key":"AIS-0001","version":1}],"fields":{"name":"x"},"reason":"r"}""", 422, "record by record")]
    [InlineData("""{"rows":[{"key":"AIS-0001","version":1}],"fields":{"version":7},"reason":"r"}""", 422, "there is no field")]
    [InlineData("""{"rows":[{"key":"AIS-0001","version":1}],"fields":{"purpose":" "},"reason":"r"}""", 422, "enter the purpose")]
    [InlineData("""{"rows":[{"key":"AIS-0001","version":1}],"fields":{"unit":{"a":1}},"reason":"r"}""", 422, "takes a text")]
    [InlineData("""{"rows":[{"key":"AIS-0001","version":1}],"fields":{"owner":"PER-9999"},"reason":"r"}""", 422, "nobody in the register")]
    [InlineData("""{"rows":[{"key":"AIS-0001\u0000","version":1}],"fields":{"unit":"x"},"reason":"r"}""", 400, "\"status\":400")]
    [InlineData("""{"rows":[{"key":"<b>","version":1}],"fields":{"unit":"x"},"reason":"r"}""", 422, "is no key")]
    [InlineData("""{"rows":[{"key":"AIS-0001","version":1}],"tags":{"add":["a,b"]},"reason":"r"}""", 422, "is no tag")]
    [InlineData("""{"rows":[{"key":"TSK-0001","version":1}],"fields":{"unit":"x"},"reason":"r"}""", 409, "there is no AI system `TSK-0001`")]
    [InlineData("""{"rows":[{"key":"AIS-0001","version":7}],"fields":{"unit":"x"},"reason":"r"}""", 409, "there is no version 7")]
    [InlineData("""{"rows":[{"key":"AIS-0001","version":-1}],"fields":{"unit":"x"},"reason":"r"}""", 409, "there is no version -1")]
    [InlineData("""{"rows":[null,{"key":null}],"fields":{"unit":"x"},"reason":"r"}""", 422, "choose at least one row")]
    public async Task Change_WithNonsense_IsRefusedAndSaysWhy(string body, int status, string words)
    {
        await using var management = await ManagementFixture.StartAsync();
        var browser = await management.SignInAsync();
        await browser.RegisterAsync("A");
        (await browser.CallAsync(HttpMethod.Post, "/api/tasks", new { fields = new { title = "Task" } })).Dispose();

        using var content = new StringContent(body.Replace("LONG", new string('x', 981), StringComparison.Ordinal), System.Text.Encoding.UTF8, "application/json");
        using var answer = await browser.SendAsync(HttpMethod.Post, "/api/ai-systems/bulk", content);

        Assert.Equal(status, (int)answer.StatusCode);
        Assert.Contains(words, JsonSerializer.Serialize(await answer.Content.ReadFromJsonAsync<JsonElement>(TestContext.Current.CancellationToken), Readable), StringComparison.OrdinalIgnoreCase);
        Assert.Equal((1, 0), await management.WithDatabaseAsync(async db => ((await db.AiSystems.SingleAsync()).Version, await db.BulkEdits.CountAsync())));
    }

    [Fact]
    public async Task ScriptsAndFormulas_StayText()
    {
        const string Script = "<script>alert(1)</script>";
        await using var management = await ManagementFixture.StartAsync();
        var browser = await management.SignInAsync();
        await browser.RegisterAsync(Script);

        await browser.OpenAsync("/ai-systems/bulk?row=AIS-0001");
        await browser.SubmitAsync("/ai-systems/bulk/preview", ("bulk-change", "unit"), ("unit", Script));
        Assert.Contains(Script, browser.Text, StringComparison.Ordinal);
        Assert.DoesNotContain(Script, await browser.Response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken), StringComparison.Ordinal);
        await browser.SubmitAsync("/ai-systems/bulk", ("reason", "=1+1"));
        Assert.Equal("/bulk-edits/BLK-0001", browser.Path);
        Assert.DoesNotContain(Script, await browser.Response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken), StringComparison.Ordinal);
        using var csv = await browser.CallAsync(HttpMethod.Get, "/bulk-edits?format=csv");
        Assert.Contains("'=1+1", await csv.Content.ReadAsStringAsync(TestContext.Current.CancellationToken), StringComparison.Ordinal);
        using var rows = await browser.CallAsync(HttpMethod.Get, "/bulk-edits/BLK-0001?format=json");
        Assert.Equal(HttpStatusCode.OK, rows.StatusCode);

        await browser.PostAsync("/ai-systems/bulk", [KeyValuePair.Create("__RequestVerificationToken", Token(browser)), KeyValuePair.Create("bulk-rows", "AIS-0001:2"), KeyValuePair.Create("bulk-entered", "{]"), KeyValuePair.Create("reason", "r")]);
        Assert.Equal(HttpStatusCode.BadRequest, browser.Status);
        await browser.OpenAsync($"/ai-systems/bulk?row={Uri.EscapeDataString(Script)}");
        Assert.Equal(HttpStatusCode.UnprocessableEntity, browser.Status);
    }

    [Fact]
    public async Task MoreThanAThousandRows_AreRefusedWhicheverWayTheyAreNamed()
    {
        await using var management = await ManagementFixture.StartAsync();
        var browser = await management.SignInAsync();
        await FillAsync(management, 1001);

        await browser.OpenAsync("/ai-systems/bulk?all=yes");
        Assert.Equal(HttpStatusCode.UnprocessableEntity, browser.Status);
        Assert.Contains("More than 1,000 rows", browser.Text, StringComparison.Ordinal);
        var rows = Enumerable.Range(1, 1001).Select(i => new { key = $"AIS-{i:0000}", version = 1 }).ToList();
        using var many = await browser.CallAsync(HttpMethod.Post, "/api/ai-systems/bulk", new { rows, fields = new { unit = "x" }, reason = "r" });
        Assert.Equal(HttpStatusCode.UnprocessableEntity, many.StatusCode);
        using var thousand = await browser.CallAsync(HttpMethod.Post, "/api/ai-systems/bulk", new { rows = rows.Take(1000), fields = new { unit = "x" }, reason = "r" });
        Assert.Equal(HttpStatusCode.Created, thousand.StatusCode);
        Assert.Equal(1000, await management.WithDatabaseAsync(db => db.AiSystems.CountAsync(s => s.Unit == "x" && s.Version == 2)));
    }

    [Fact]
    public async Task ProgramThatEndsMidway_LeavesEveryRowAsItWas()
    {
        await using var management = await ManagementFixture.StartAsync();
        await management.SignInAsync();
        await FillAsync(management, 5);
        var rows = Enumerable.Range(1, 5).ToDictionary(i => $"AIS-{i:0000}", _ => 1, StringComparer.Ordinal);
        var events = await management.WithDatabaseAsync(db => db.ChangeEvents.CountAsync());
        var checkedRows = 0;
        var failing = AiSystemRegister.Definition with { Check = (_, _) => ++checkedRows == 4 ? throw new IOException("the disk is gone") : Task.CompletedTask };

        await using (var scope = management.App.Services.CreateAsyncScope())
        {
            var asked = new BulkChange(new Dictionary<string, System.Text.Json.Nodes.JsonNode?> { ["unit"] = "x" }, [], []);
            await Assert.ThrowsAsync<IOException>(() => scope.ServiceProvider.GetRequiredService<ApplyBulkEdit>().ExecuteAsync(failing, rows, asked, "r", null, TestContext.Current.CancellationToken));
        }

        Assert.Equal(4, checkedRows);
        Assert.Equal((0, 0, events), await management.WithDatabaseAsync(async db => (await db.AiSystems.CountAsync(s => s.Unit == "x"), await db.BulkEdits.CountAsync(), await db.ChangeEvents.CountAsync())));
    }

    [Fact]
    public async Task Preview_OfManyRows_AsksTheDatabaseAsOftenAsOfFew()
    {
        await using var management = await ManagementFixture.StartAsync();
        StatementCounter.Prepare(management);
        var browser = await management.SignInAsync();
        await FillAsync(management, 200);

        async Task<int> CountAsync(int rows)
        {
            using var counter = new StatementCounter();
            using var answer = await browser.CallAsync(HttpMethod.Post, "/api/ai-systems/bulk/preview", new { keys = Enumerable.Range(1, rows).Select(i => $"AIS-{i:0000}"), fields = new { unit = "x", owner = "Ada Lovelace", state = "inDevelopment" }, tags = new { add = new[] { "y" } } });
            Assert.Equal(rows, (await answer.Content.ReadFromJsonAsync<JsonElement>(TestContext.Current.CancellationToken)).GetProperty("changed").GetInt32());
            return counter.Count;
        }
        await CountAsync(1);
        Assert.Equal(await CountAsync(2), await CountAsync(200));
    }

    private static string Token(Browser browser) => browser.Page.QuerySelector("input[name=__RequestVerificationToken]")!.GetAttribute("value")!;

    private static Task<int> FillAsync(ManagementFixture management, int count) => management.WithDatabaseAsync(db =>
    {
        var now = management.Options.TimeProvider.GetUtcNow();
        for (var i = 1; i <= count; i++)
        {
            var system = AiSystemRegister.Definition.Create(new(Guid.CreateVersion7(now), $"AIS-{i:0000}", i, now, "Ada"));
            (system.Name, system.Purpose) = ($"System {i}", "Test");
            db.Add(system);
        }
        return db.SaveChangesAsync(TestContext.Current.CancellationToken);
    });
}
