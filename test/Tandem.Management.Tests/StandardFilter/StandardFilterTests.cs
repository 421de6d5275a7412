using System.Net;
using System.Text.Json;

namespace Tandem.Management.Tests.StandardFilter;

/// <summary>One standard, the other, or both: chosen once for the whole site, overruled by an address.</summary>
public sealed class StandardFilterTests
{
    private const string Pages = "/catalogue /clauses /statement-of-applicability";

    [Theory]
    [InlineData("iso27001", 41, 93)]
    [InlineData("iso42001", 43, 38)]
    public async Task Choice_InTheHeader_NarrowsEveryPageThatStandardsHaveAPartIn(string standard, int clauses, int rows)
    {
        await using var management = await ManagementFixture.StartAsync();
        var browser = await management.SignInAsync();

        await ChooseAsync(browser, "/clauses", standard);

        Assert.Equal("/clauses", browser.Path);
        Assert.Contains($"of {clauses}", browser.Page.QuerySelector(".table-foot")!.TextContent, StringComparison.Ordinal);
        await browser.OpenAsync("/statement-of-applicability");
        Assert.Equal(rows, browser.Page.QuerySelectorAll(".statement-table tbody tr").Length);
        await browser.OpenAsync("/catalogue");
        Assert.InRange(browser.Page.QuerySelectorAll(".tree-list li").Length, 1, 214);
        Assert.All(browser.Page.QuerySelectorAll(".tree-list a"), link => Assert.StartsWith("/catalogue/" + standard, link.GetAttribute("href"), StringComparison.Ordinal));
        foreach (var page in Pages.Split(' '))
        {
            await browser.OpenAsync(page);
            Assert.Contains(standard == "iso27001" ? "Only ISO/IEC 27001:2022 is shown" : "Only ISO/IEC 42001:2023 is shown", browser.Page.QuerySelector(".standard-notice")!.TextContent, StringComparison.Ordinal);
            Assert.Equal("true", browser.Page.QuerySelector($".standard-choice button[value='{standard}']")!.GetAttribute("aria-pressed"));
            Assert.Empty(browser.Page.QuerySelectorAll("main select[name=standard]"));
            using var json = await browser.CallAsync(HttpMethod.Get, browser.Page.QuerySelector(".table-exports a[href*='format=json']")!.GetAttribute("href")!);
            using var export = JsonDocument.Parse(await json.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
            Assert.Equal(standard, export.RootElement.GetProperty("filter").GetProperty("standard").GetString());
        }
    }

    [Fact]
    public async Task Address_WinsOverTheChoice_AndStaysInTheLinksOfTheView()
    {
        await using var management = await ManagementFixture.StartAsync();
        var browser = await management.SignInAsync();
        await ChooseAsync(browser, "/", "iso42001");

        await browser.OpenAsync("/clauses?standard=iso27001");
        Assert.Contains("of 41", browser.Page.QuerySelector(".table-foot")!.TextContent, StringComparison.Ordinal);
        Assert.Equal("iso27001", browser.Page.QuerySelector("#table-clauses form input[name=standard]")!.GetAttribute("value"));
        await browser.OpenAsync(browser.Page.QuerySelector("#table-clauses .sort-link")!.GetAttribute("href")!);
        Assert.Contains("of 41", browser.Page.QuerySelector(".table-foot")!.TextContent, StringComparison.Ordinal);
        await browser.OpenAsync(browser.Page.QuerySelector(".standard-notice a")!.GetAttribute("href")!);
        Assert.Contains("of 43", browser.Page.QuerySelector(".table-foot")!.TextContent, StringComparison.Ordinal);
        Assert.Empty(browser.Page.QuerySelectorAll(".standard-notice"));
        await browser.OpenAsync("/clauses");
        Assert.Contains("Only ISO/IEC 42001:2023", browser.Text, StringComparison.Ordinal);
        await ChooseAsync(browser, "/clauses?standard=iso27001&q=scope", "both");
        Assert.Equal("/clauses?q=scope", browser.Path);
        Assert.Empty(browser.Page.QuerySelectorAll(".standard-notice"));
    }

    [Fact]
    public async Task Mapping_WhosePairsAreOfBoth_SaysThatNoneIsLeftOut()
    {
        await using var management = await ManagementFixture.StartAsync();
        var browser = await management.SignInAsync();

        await ChooseAsync(browser, "/mapping", "iso42001");

        Assert.Contains("leaves none of them out", browser.Text, StringComparison.Ordinal);
        Assert.Contains("of 98", browser.Page.QuerySelector(".table-foot")!.TextContent, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("iso9001")]
    [InlineData("<script>alert(1)</script>")]
    [InlineData("iso27001; Path=/x")]
    [InlineData("iso27001,iso42001")]
    [InlineData("")]
    public async Task Nonsense_InCookieAddressOrForm_IsNotTaken(string value)
    {
        await using var management = await ManagementFixture.StartAsync();
        var browser = await management.SignInAsync();

        await browser.OpenAsync("/clauses?standard=" + Uri.EscapeDataString(value));
        Assert.Contains("of 43", browser.Page.QuerySelector(".table-foot")!.TextContent, StringComparison.Ordinal);
        Assert.Empty(browser.Page.QuerySelectorAll(".standard-notice, main script"));
        browser.SetCookie("tandem-standard", Uri.EscapeDataString(value));
        await browser.OpenAsync("/clauses");
        Assert.Contains("of 43", browser.Page.QuerySelector(".table-foot")!.TextContent, StringComparison.Ordinal);
        await browser.SubmitAsync("/standard", ("standard", value));
        Assert.Equal(HttpStatusCode.BadRequest, browser.Status);
    }

    [Theory]
    [InlineData("//evil.example")]
    [InlineData("https://evil.example/")]
    [InlineData("/\\evil.example")]
    public async Task Choice_ThatWouldLeadAway_LeadsHome(string back)
    {
        await using var management = await ManagementFixture.StartAsync();
        var browser = await management.SignInAsync();
        await browser.OpenAsync("/clauses");

        await browser.SubmitAsync("/standard", ("standard", "iso42001"), ("back", back));

        Assert.Equal("/", browser.Path);
    }

    [Fact]
    public async Task Api_TakesTheAddressAndNeverTheCookie()
    {
        await using var management = await ManagementFixture.StartAsync();
        var browser = await management.SignInAsync();
        await ChooseAsync(browser, "/", "iso27001");

        Assert.Equal(43, (await ReadAsync(browser, "/api/clauses")).GetArrayLength());
        Assert.Equal(41, (await ReadAsync(browser, "/api/clauses?standard=iso27001")).GetArrayLength());
        Assert.Equal(131, (await ReadAsync(browser, "/api/statement-of-applicability")).GetProperty("rows").GetArrayLength());
        Assert.Equal(38, (await ReadAsync(browser, "/api/statement-of-applicability?standard=iso42001")).GetProperty("rows").GetArrayLength());
    }

    private static async Task ChooseAsync(Browser browser, string page, string standard)
    {
        await browser.OpenAsync(page);
        await browser.SubmitAsync("/standard", ("standard", standard));
    }

    private static async Task<JsonElement> ReadAsync(Browser browser, string path)
    {
        using var answer = await browser.CallAsync(HttpMethod.Get, path);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        return await answer.Content.ReadFromJsonAsync<JsonElement>(TestContext.Current.CancellationToken);
    }
}
