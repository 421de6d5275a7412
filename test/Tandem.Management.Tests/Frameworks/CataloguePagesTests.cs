using System.Net;
using System.Text.Json;
using Tandem.Management.Frameworks;

namespace Tandem.Management.Tests.Frameworks;

public sealed class CataloguePagesTests
{
    [Fact]
    public async Task Start_DamagedContent_Stops()
    {
        var content = Directory.CreateTempSubdirectory("tandem-damaged-").FullName;
        Directory.Move(Content.Copy(), Path.Combine(content, "frameworks"));
        File.WriteAllText(Path.Combine(content, "frameworks", "mapping-clauses.json"), "{");
        var error = await Assert.ThrowsAsync<FrameworkContentException>(() => ManagementFixture.StartAsync(change: options => options with { ContentFolder = content }));
        Assert.Contains("mapping-clauses.json: line 1", error.Message, StringComparison.Ordinal);
        Directory.Delete(content, recursive: true);
    }

    [Theory]
    [InlineData("/catalogue", 215)]
    [InlineData("/catalogue?standard=iso42001&kind=control", 38)]
    [InlineData("/catalogue?records=yes", 49)]
    [InlineData("/catalogue?q=event+logs", 1)]
    public async Task Catalogue_Narrowed_ShowsAndExportsTheSame(string path, int expected)
    {
        await using var management = await ManagementFixture.StartAsync();
        var browser = await management.SignInAsync();
        await browser.OpenAsync(path);
        Assert.Equal(expected, browser.Page.QuerySelectorAll(".tree-list li").Length);
        var export = browser.Page.QuerySelector(".table-exports a[href*='format=json']")!.GetAttribute("href")!;
        using var json = await browser.CallAsync(HttpMethod.Get, export);
        using var document = JsonDocument.Parse(await json.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
        Assert.Equal(expected, document.RootElement.GetProperty("rows").GetArrayLength());
    }

    [Fact]
    public async Task EveryRequirement_HasItsPage()
    {
        await using var management = await ManagementFixture.StartAsync();
        var browser = await management.SignInAsync();
        foreach (var requirement in Content.Catalogue.Requirements)
        {
            await browser.OpenAsync(requirement.Url);
            Assert.Equal(HttpStatusCode.OK, browser.Status);
            Assert.Contains(requirement.Id.ToString(), browser.Text, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task BareNumber_IsAskedBackByPageAndApi()
    {
        await using var management = await ManagementFixture.StartAsync();
        var browser = await management.SignInAsync();
        await browser.OpenAsync("/catalogue/A.8.3");
        Assert.Equal(HttpStatusCode.BadRequest, browser.Status);
        Assert.Equal(2, browser.Page.QuerySelectorAll(".requirement-link").Length);
        using var answer = await browser.CallAsync(HttpMethod.Get, "/api/catalogue/A.8.3");
        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.Contains("iso42001:A.8.3", await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken), StringComparison.Ordinal);
        await browser.OpenAsync("/catalogue/iso42001:A.6.2.8");
        Assert.Equal("/catalogue/iso42001/A.6.2.8", browser.Path);
    }

    [Theory]
    [InlineData("/mapping", 98)]
    [InlineData("/mapping?area=A.6&extends=yes", 13)]
    [InlineData("/clauses", 43)]
    [InlineData("/clauses?integration=onlyIso42001", 2)]
    public async Task Tables_Filtered_ExportExactlyTheirRows(string path, int expected)
    {
        await using var management = await ManagementFixture.StartAsync();
        var browser = await management.SignInAsync();
        await browser.OpenAsync(path);
        Assert.Contains($"of {expected}", browser.Page.QuerySelector(".table-foot")!.TextContent, StringComparison.Ordinal);
        using var json = await browser.CallAsync(HttpMethod.Get, browser.Page.QuerySelector(".table-exports a[href*='format=json']")!.GetAttribute("href")!);
        using var document = JsonDocument.Parse(await json.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
        Assert.Equal(expected, document.RootElement.GetProperty("rows").GetArrayLength());
    }
}
