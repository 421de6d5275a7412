using System.Net;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Tandem.Management.Access;
using Tandem.Management.Database;
using Tandem.Testing.Postgres;

namespace Tandem.Management.Tests.Frameworks;

/// <summary>The wording of the standards out of the organisation's own copy: kept in their database alone, in nothing that does not ask for it, and gone when removed.</summary>
public sealed class LicensedTextTests(PostgresServer postgres)
{
    private const string Page = "/licensed-text/iso27001/A.5.1";
    private const string Words = "The quick brown fox\nsigns it <b>twice</b>.";

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(DatabaseEngine.Sqlite)]
    [InlineData(DatabaseEngine.Postgres)]
    public async Task Text_EnteredShownAndRemoved_LeavesNoWordBehind(string engine)
    {
        await using var management = await ManagementFixture.StartAsync(engine, postgres);
        var browser = await management.SignInAsync();

        using (var saved = await PutAsync(browser, new { text = Words, licence = "Copy no. 7", version = 0 }))
            Assert.Equal(HttpStatusCode.OK, saved.StatusCode);
        await browser.OpenAsync("/catalogue/iso27001/A.5.1");
        Assert.Equal(Words, browser.Page.QuerySelector(".licensed-wording")!.TextContent);
        Assert.Contains("Copy no. 7", browser.Page.QuerySelector("#licensed-text")!.TextContent, StringComparison.Ordinal);

        await browser.SubmitAsync(Page + "/remove", ("reason", "the licence has ended"));
        Assert.Equal(HttpStatusCode.OK, browser.Status);
        Assert.Empty(browser.Page.QuerySelectorAll(".licensed-wording"));
        var answer = await GetAsync(browser);
        Assert.Equal(("", "", "", 2), (answer.GetProperty("text").GetString(), answer.GetProperty("licence").GetString(), answer.GetProperty("sha256").GetString(), answer.GetProperty("version").GetInt32()));

        var changes = await management.WithDatabaseAsync(db => db.ChangeEvents.AsNoTracking().Where(c => c.RecordType == "licensed-text").OrderBy(c => c.Number).ToListAsync(Cancellation));
        Assert.Equal(2, changes.Count);
        Assert.All(changes, change => Assert.DoesNotContain("quick brown", change.Fields, StringComparison.Ordinal));
        Assert.Contains(Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(Words))), changes[0].Fields, StringComparison.Ordinal);
        Assert.Equal("the licence has ended", changes[1].Reason);
        await management.WaitForLedgerAsync();
        await browser.OpenAsync("/history?type=licensed-text&key=iso27001%3AA.5.1");
        Assert.DoesNotContain("quick brown", browser.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task BadInput_IsToldByField_AndStoresNothing()
    {
        await using var management = await ManagementFixture.StartAsync();
        var browser = await management.SignInAsync();

        Assert.Equal(["text", "licence"], await RefusedAsync(browser, new { text = " \n ", licence = "", version = 0 }));
        Assert.Equal(["licence"], await RefusedAsync(browser, new { text = "x", version = 0 }));
        Assert.Equal(["licence"], await RefusedAsync(browser, new { text = "x", licence = new string('l', 301), version = 0 }));
        Assert.Equal(["text"], await RefusedAsync(browser, new { text = new string('x', 20_001), licence = "l", version = 0 }));
        using var unknown = await browser.CallAsync(HttpMethod.Put, "/api/licensed-text/iso27001/A.99.1", new { text = "x", licence = "l", version = 0 });
        Assert.Equal(HttpStatusCode.NotFound, unknown.StatusCode);
        Assert.Equal(0, await management.WithDatabaseAsync(db => db.LicensedTexts.CountAsync(Cancellation)));
    }

    [Fact]
    public async Task Page_StaleVersion_ShowsBothTexts_AndNothingIsLost()
    {
        await using var management = await ManagementFixture.StartAsync();
        var browser = await management.SignInAsync();
        await browser.OpenAsync(Page);
        (await PutAsync(browser, new { text = "of the other", licence = "l", version = 0 })).Dispose();

        await browser.SubmitAsync(Page, ("text", "of mine"), ("licence", "m"));

        Assert.Equal(HttpStatusCode.Conflict, browser.Status);
        Assert.Equal("of the other", browser.Page.QuerySelector(".licensed-wording")!.TextContent);
        Assert.Equal("of mine", browser.Page.QuerySelector("textarea[name=text]")!.TextContent.Trim());
        await browser.SubmitAsync(Page);
        Assert.Equal("of mine", (await GetAsync(browser)).GetProperty("text").GetString());
    }

    [Fact]
    public async Task Words_AreInNoExport_UnlessTheirColumnIsAskedFor()
    {
        await using var management = await ManagementFixture.StartAsync();
        var browser = await management.SignInAsync();
        (await PutAsync(browser, new { text = Words, licence = "l", version = 0 })).Dispose();

        foreach (var path in new[]
        {
            "/licensed-text?format=json", "/api/licensed-text", "/catalogue?format=json", "/api/catalogue/iso27001/A.5.1", "/statement-of-applicability?format=json", "/api/statement-of-applicability", "/control-coverage?format=json", "/integration?format=json",
        })
        {
            using var answer = await browser.CallAsync(HttpMethod.Get, path);
            Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
            Assert.DoesNotContain("quick brown", await answer.Content.ReadAsStringAsync(Cancellation), StringComparison.Ordinal);
        }
        using var asked = await browser.CallAsync(HttpMethod.Get, "/licensed-text?entered=yes&columns=requirement,text&format=json");
        var row = Assert.Single((await JsonAsync(asked)).GetProperty("rows").EnumerateArray());
        Assert.Equal(Words, row.GetProperty("text").GetString());
    }

    [Theory]
    [InlineData(DatabaseEngine.Sqlite)]
    [InlineData(DatabaseEngine.Postgres)]
    public async Task File_StoresAllRowsOrNone_AndAStandardIsRemovedWhole(string engine)
    {
        await using var management = await ManagementFixture.StartAsync(engine, postgres);
        var browser = await management.SignInAsync();

        var wrong = await TakeAsync(browser, "requirement;text\niso27001:A.5.1;fox\n5.1;bare\niso27001:A.5.1;again\niso42001:A.5.2;\n");
        Assert.Equal(HttpStatusCode.UnprocessableEntity, wrong.Status);
        Assert.Equal(3, wrong.Body.GetProperty("problems").GetArrayLength());
        Assert.StartsWith("line 3: ", wrong.Body.GetProperty("problems")[0].GetString(), StringComparison.Ordinal);
        Assert.Contains("in line 2", wrong.Body.GetProperty("problems")[1].GetString(), StringComparison.Ordinal);
        Assert.Equal(0, await management.WithDatabaseAsync(db => db.LicensedTexts.CountAsync(Cancellation)));

        var taken = await TakeAsync(browser, "\uFEFFText,Note,Requirement\r\n\"two\r\nlines, \"\"quoted\"\"\",x,iso27001:A.5.1\r\nfox,,iso42001:A.5.2\r\n,,\r\n");
        Assert.Equal((HttpStatusCode.OK, 2, 0), (taken.Status, taken.Body.GetProperty("entered").GetInt32(), taken.Body.GetProperty("replaced").GetInt32()));
        Assert.Equal("two\nlines, \"quoted\"", (await GetAsync(browser)).GetProperty("text").GetString());
        var again = await TakeAsync(browser, "requirement,text\niso27001:A.5.1,other\niso42001:A.5.2,fox\n");
        Assert.Equal((0, 1), (again.Body.GetProperty("entered").GetInt32(), again.Body.GetProperty("replaced").GetInt32()));

        using var unreasoned = await browser.CallAsync(HttpMethod.Post, "/api/licensed-text/remove", new { standard = "iso27001" });
        Assert.Equal(HttpStatusCode.UnprocessableEntity, unreasoned.StatusCode);
        using var removed = await browser.CallAsync(HttpMethod.Post, "/api/licensed-text/remove", new { standard = "iso27001", reason = "sold" });
        Assert.Equal(1, (await JsonAsync(removed)).GetProperty("removed").GetInt32());
        using var left = await browser.CallAsync(HttpMethod.Get, "/api/licensed-text");
        Assert.Equal("iso42001:A.5.2", Assert.Single((await JsonAsync(left)).EnumerateArray()).GetProperty("requirement").GetString());
    }

    [Fact]
    public async Task Page_AfterAFile_ShowsTheListWithItsOwnAddresses()
    {
        await using var management = await ManagementFixture.StartAsync();
        var browser = await management.SignInAsync();
        await browser.OpenAsync("/licensed-text");

        using var form = new MultipartFormDataContent { { new ByteArrayContent("requirement,text\niso27001:A.5.1,fox\n"u8.ToArray()), "file", "a.csv" }, { new StringContent("Copy no. 7"), "licence" }, { new StringContent(browser.Page.QuerySelector("#upload input[name=__RequestVerificationToken]")!.GetAttribute("value")!), "__RequestVerificationToken" } };
        await browser.SendPageAsync("/licensed-text/import", form);

        Assert.Contains("1 text was entered, 0 texts were replaced", browser.Page.QuerySelector(".alert-success")!.TextContent, StringComparison.Ordinal);
        Assert.Empty(browser.Page.QuerySelectorAll("main a[href*='/licensed-text/import']"));
        using var empty = new MultipartFormDataContent { { new StringContent(""), "licence" }, { new StringContent(browser.Page.QuerySelector("#upload input[name=__RequestVerificationToken]")!.GetAttribute("value")!), "__RequestVerificationToken" } };
        await browser.SendPageAsync("/licensed-text/import", empty);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, browser.Status);
        Assert.Contains("Say under which licence", browser.Page.QuerySelector(".alert-danger")!.TextContent, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("requirement,words\na,b\n", "must name the columns")]
    [InlineData("requirement,text\n", "no rows")]
    [InlineData("requirement,text\niso27001:A.5.1,\"open\n", "no CSV")]
    [InlineData("requirement,text\niso27001:A.5.1,a\0b\n", "null character")]
    [InlineData("", "empty")]
    public async Task File_ThatIsNoTable_IsToldSo(string content, string expected)
    {
        await using var management = await ManagementFixture.StartAsync();
        var browser = await management.SignInAsync();

        var (status, body) = await TakeAsync(browser, content);

        Assert.Equal(HttpStatusCode.UnprocessableEntity, status);
        Assert.Contains(expected, body.GetProperty("detail").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task File_InAnotherEncoding_IsRefused()
    {
        await using var management = await ManagementFixture.StartAsync();
        var browser = await management.SignInAsync();

        var (status, body) = await TakeAsync(browser, Encoding.Latin1.GetBytes("requirement,text\niso27001:A.5.1,Z\u00FCge\n"));

        Assert.Equal(HttpStatusCode.UnprocessableEntity, status);
        Assert.Contains("UTF-8", body.GetProperty("detail").GetString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(Roles.Reader)]
    [InlineData(Roles.Contributor)]
    public async Task Others_ReadAndEnterNothing(string role)
    {
        await using var management = await ManagementFixture.StartAsync();
        (await PutAsync(await management.SignInAsync(), new { text = Words, licence = "l", version = 0 })).Dispose();
        var browser = await management.SignInAsAsync("Mari Tamm", role);

        await browser.OpenAsync("/catalogue/iso27001/A.5.1");
        Assert.Equal(Words, browser.Page.QuerySelector(".licensed-wording")!.TextContent);
        Assert.Empty(browser.Page.QuerySelectorAll("#licensed-text form"));
        await browser.OpenAsync("/licensed-text");
        Assert.Empty(browser.Page.QuerySelectorAll("main form[action^='/licensed-text/']"));
        using var put = await PutAsync(browser, new { text = "x", licence = "l", version = 1 });
        using var remove = await browser.CallAsync(HttpMethod.Post, "/api/licensed-text/remove", new { standard = "iso27001", reason = "x" });
        Assert.Equal((HttpStatusCode.Forbidden, HttpStatusCode.Forbidden), (put.StatusCode, remove.StatusCode));
    }

    private static async Task<(HttpStatusCode Status, JsonElement Body)> TakeAsync(Browser browser, string content) => await TakeAsync(browser, Encoding.UTF8.GetBytes(content));

    private static async Task<(HttpStatusCode Status, JsonElement Body)> TakeAsync(Browser browser, byte[] content)
    {
        using var form = new MultipartFormDataContent { { new ByteArrayContent(content), "file", "texts.csv" }, { new StringContent("Copy no. 7"), "licence" } };
        using var answer = await browser.SendAsync(HttpMethod.Post, "/api/licensed-text/import", form);
        return (answer.StatusCode, await JsonAsync(answer));
    }

    private static Task<HttpResponseMessage> PutAsync(Browser browser, object body) => browser.CallAsync(HttpMethod.Put, "/api" + Page, body);

    private static async Task<JsonElement> GetAsync(Browser browser)
    {
        using var answer = await browser.CallAsync(HttpMethod.Get, "/api" + Page);
        return await JsonAsync(answer);
    }

    private static async Task<IEnumerable<string>> RefusedAsync(Browser browser, object body)
    {
        using var answer = await PutAsync(browser, body);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, answer.StatusCode);
        return (await JsonAsync(answer)).GetProperty("errors").EnumerateObject().Select(error => error.Name);
    }

    private static async Task<JsonElement> JsonAsync(HttpResponseMessage answer) => await answer.Content.ReadFromJsonAsync<JsonElement>(Cancellation);
}
