using System.IO.Compression;
using System.Net;
using System.Text.Json;
using AngleSharp.Html.Dom;
using Microsoft.EntityFrameworkCore;
using Tandem.Management.Tests.AiSystems;

namespace Tandem.Management.Tests.BulkEdits;

/// <summary>Rows are taken from all pages of the list, no others and no more than somebody saw; and what was seen can be kept as a file.</summary>
public sealed class BulkPreviewTests
{
    [Fact]
    public async Task AllThatMatch_AreThoseOfTheFilterOnEveryPage_AndWhatComesLaterIsNotAmongThem()
    {
        await using var management = await ManagementFixture.StartAsync();
        var browser = await management.SignInAsync();
        var other = await management.SignInAsync();
        for (var i = 1; i <= 26; i++)
            await RegisterAsync(other, $"System {i}", "Sales");
        await RegisterAsync(other, "Elsewhere", "Claims");

        var listed = await AllThatMatchAsync(browser);
        Assert.Equal(25, browser.Page.QuerySelectorAll(".row-choice").Length); // the page alone
        Assert.Contains("matching=26", listed, StringComparison.Ordinal);
        await RegisterAsync(other, "System 27", "Sales");
        await browser.OpenAsync(listed);
        Assert.Contains("The list showed 26 rows that match; now it is 27.", browser.Page.QuerySelector(".alert-warning")!.TextContent, StringComparison.Ordinal);
        await browser.OpenAsync(await AllThatMatchAsync(browser));
        Assert.Null(browser.Page.QuerySelector(".alert-warning"));
        Assert.Contains("What is to change in 27 rows", browser.Text, StringComparison.Ordinal);

        await RegisterAsync(other, "System 28", "Sales");
        await browser.SubmitAsync("/ai-systems/bulk/preview", ("bulk-change", "unit"), ("unit", "Claims"));
        await RegisterAsync(other, "System 29", "Sales");
        Assert.Contains("Change 27 rows", browser.Page.QuerySelector("form[action='/ai-systems/bulk'] button")!.TextContent, StringComparison.Ordinal);
        await browser.SubmitAsync("/ai-systems/bulk", ("reason", "one unit now"));

        Assert.Contains("All 27 done", browser.Text, StringComparison.Ordinal);
        Assert.Equal(["System 28", "System 29"], await management.WithDatabaseAsync(db => db.AiSystems.Where(s => s.Unit == "Sales").OrderBy(s => s.Number).Select(s => s.Name).ToListAsync()));
    }

    [Fact]
    public async Task MoreRowsThanConfirmed_NoneIsChanged()
    {
        await using var management = await ManagementFixture.StartAsync();
        var browser = await management.SignInAsync();
        await browser.RegisterAsync("A");
        await browser.RegisterAsync("B");
        object Change(int changed) => new { rows = new[] { new { key = "AIS-0001", version = 1 }, new { key = "AIS-0002", version = 1 } }, fields = new { unit = "Claims" }, reason = "moved", changed };

        await browser.OpenAsync("/ai-systems/bulk?row=AIS-0001&row=AIS-0002");
        await browser.SubmitAsync("/ai-systems/bulk/preview", ("bulk-change", "unit"), ("unit", "Claims"));
        foreach (var said in new[] { "1", "", "-2", "two" })
        {
            await browser.SubmitAsync("/ai-systems/bulk", ("reason", "moved"), ("bulk-count", said));
            Assert.Equal(HttpStatusCode.Conflict, browser.Status);
            Assert.Contains("More rows would change now (2) than were confirmed", browser.Text, StringComparison.Ordinal);
            Assert.Equal("2", browser.Page.QuerySelector("input[name=bulk-count]")!.GetAttribute("value")); // as it is now, to be confirmed
        }
        using var more = await browser.CallAsync(HttpMethod.Post, "/api/ai-systems/bulk", Change(1));
        Assert.Equal(HttpStatusCode.Conflict, more.StatusCode);
        Assert.Contains("than were confirmed (1)", await more.Content.ReadAsStringAsync(TestContext.Current.CancellationToken), StringComparison.Ordinal);
        Assert.Equal((0, 0), await management.WithDatabaseAsync(async db => (await db.AiSystems.CountAsync(s => s.Unit == "Claims"), await db.BulkEdits.CountAsync())));

        using var done = await browser.CallAsync(HttpMethod.Post, "/api/ai-systems/bulk", Change(2));
        Assert.Equal(HttpStatusCode.Created, done.StatusCode);
    }

    [Fact]
    public async Task Preview_AsAFile_HoldsTheRowsInTheOrderOfThePage_AndChangesNothing()
    {
        await using var management = await ManagementFixture.StartAsync();
        var browser = await management.SignInAsync();
        await browser.RegisterAsync("=1+1", ("unit", "Sales"));
        await browser.RegisterAsync("Claims assistant", ("unit", "Claims"));
        await browser.OpenAsync("/ai-systems/bulk?row=AIS-0002&row=AIS-0001&row=AIS-0009");
        await browser.SubmitAsync("/ai-systems/bulk/preview", ("bulk-change", "unit"), ("unit", "Claims"));
        var form = browser.Page.Forms.Single(f => f.GetAttribute("action") == "/ai-systems/bulk/preview/file");
        var fields = form.QuerySelectorAll("input").OfType<IHtmlInputElement>().Select(input => KeyValuePair.Create(input.Name!, input.Value)).ToList();
        var files = form.QuerySelectorAll("button").ToDictionary(button => button.TextContent, button => button.GetAttribute("formaction")!, StringComparer.Ordinal);
        Assert.Equal(["CSV", "JSON", "XLSX"], files.Keys);

        await browser.PostAsync(files["CSV"], fields);
        Assert.Equal("attachment; filename=\"bulk-preview.csv\"", browser.Response.Content.Headers.ContentDisposition!.ToString());
        Assert.Equal(
            ["key,title,outcome,what,why,version", "AIS-0009,,refused,,there is no AI system `AIS-0009`; take the row out,0", "AIS-0001,'=1+1,changed,Organisational unit: Sales → Claims,,1", "AIS-0002,Claims assistant,unchanged,,,1"],
            (await browser.Response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken)).TrimStart('\uFEFF').Split("\r\n", StringSplitOptions.RemoveEmptyEntries));
        await browser.PostAsync(files["JSON"], fields);
        var json = await browser.Response.Content.ReadFromJsonAsync<JsonElement>(TestContext.Current.CancellationToken);
        Assert.Equal(["AIS-0009", "AIS-0001", "AIS-0002"], json.GetProperty("rows").EnumerateArray().Select(row => row.GetProperty("key").GetString()));
        await browser.PostAsync(files["XLSX"], fields);
        using (var package = new ZipArchive(await browser.Response.Content.ReadAsStreamAsync(TestContext.Current.CancellationToken)))
            Assert.NotNull(package.GetEntry("xl/worksheets/sheet1.xml"));
        Assert.Equal((2, 0), await management.WithDatabaseAsync(async db => (await db.AiSystems.SumAsync(s => s.Version), await db.BulkEdits.CountAsync())));

        await browser.PostAsync("/ai-systems/bulk/preview/file?format=pdf", fields);
        Assert.Equal(HttpStatusCode.NotFound, browser.Status);
        await browser.PostAsync(files["CSV"], fields.Where(field => field.Key != "bulk-keys"));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, browser.Status);
        await browser.PostAsync(files["CSV"], fields.Where(field => field.Key != "bulk-entered").Append(KeyValuePair.Create("bulk-entered", "{]")));
        Assert.Equal(HttpStatusCode.BadRequest, browser.Status);
        await browser.PostAsync(files["CSV"], fields.Where(field => field.Key != "bulk-entered").Append(KeyValuePair.Create("bulk-entered", """{"fields":{"none":1}}""")));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, browser.Status);
    }

    private static async Task<string> AllThatMatchAsync(Browser browser)
    {
        await browser.OpenAsync("/ai-systems?unit=Sales&size=25");
        return browser.Page.QuerySelector("#table-ai-systems-choice a")!.GetAttribute("href")!;
    }

    private static async Task RegisterAsync(Browser browser, string name, string unit)
    {
        using var answer = await browser.CallAsync(HttpMethod.Post, "/api/ai-systems", new { fields = new { name, purpose = "Test", owner = "Ada Lovelace", unit } });
        Assert.True(answer.StatusCode == HttpStatusCode.Created, await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
    }
}
