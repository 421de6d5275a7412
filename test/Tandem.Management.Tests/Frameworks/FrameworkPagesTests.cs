using System.Net;
using System.Text.Json;
using Tandem.Management.Frameworks;

namespace Tandem.Management.Tests.Frameworks;

/// <summary>Laws and other frameworks, and what in the standards helps with each of their provisions.</summary>
public sealed class FrameworkPagesTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Frameworks_ListsBothStandardsAndTheOthers_AndSaysThatTitlesWereNotChecked()
    {
        await using var management = await ManagementFixture.StartAsync();
        var browser = await management.SignInAsync();

        await browser.OpenAsync("/frameworks");

        Assert.Equal(5, browser.Page.QuerySelectorAll("#table-frameworks tbody tr").Length);
        foreach (var words in new[] { "ISO/IEC 27001:2022", "ISO/IEC 42001:2023", "EU AI Act", "GDPR", "NIST AI RMF", "2026.1", FrameworkCatalogue.TitlesNotice })
            Assert.Contains(words, browser.Text, StringComparison.Ordinal);
        using var answer = await browser.CallAsync(HttpMethod.Get, "/api/frameworks");
        var listed = (await answer.Content.ReadFromJsonAsync<JsonElement>(Cancellation)).GetProperty("frameworks").EnumerateArray().ToDictionary(one => one.GetProperty("id").GetString()!, one => one.GetProperty("provisions").GetInt32());
        Assert.Equal(new() { ["iso27001"] = 134, ["iso42001"] = 81, ["eu-ai-act"] = 30, ["gdpr"] = 17, ["nist-ai-rmf"] = 72 }, listed);
        await browser.OpenAsync("/catalogue");
        Assert.Contains(FrameworkCatalogue.TitlesNotice, browser.Text, StringComparison.Ordinal);
        await browser.OpenAsync("/frameworks/iso42001");
        Assert.Equal("/catalogue?standard=iso42001", browser.Path);
    }

    [Theory]
    [InlineData("eu-ai-act?size=50", 30)]
    [InlineData("eu-ai-act?q=record", 1)]
    [InlineData("eu-ai-act?appliesFrom=2025-02-02", 2)]
    [InlineData("gdpr", 17)]
    [InlineData("nist-ai-rmf?part=GOVERN&size=100", 19)]
    [InlineData("nist-ai-rmf?support=strong", 0)]
    public async Task Framework_Narrowed_ShowsAndExportsTheSame(string address, int expected)
    {
        await using var management = await ManagementFixture.StartAsync();
        var browser = await management.SignInAsync();

        await browser.OpenAsync("/frameworks/" + address);

        Assert.Equal(expected, browser.Page.QuerySelectorAll("main table.grid-table tbody tr").Length);
        Assert.Contains("Meeting a target never proves that a legal provision is met.", browser.Text, StringComparison.Ordinal);
        Assert.Contains(FrameworkCatalogue.TitlesNotice, browser.Text, StringComparison.Ordinal);
        using var json = await browser.CallAsync(HttpMethod.Get, $"/frameworks/{address}{(address.Contains('?', StringComparison.Ordinal) ? '&' : '?')}format=json&columns=all");
        var export = await json.Content.ReadFromJsonAsync<JsonElement>(Cancellation);
        Assert.Equal(expected, export.GetProperty("rows").GetArrayLength());
        Assert.Equal("Meeting a target never proves that a legal provision is met.", export.GetProperty("legend").GetProperty("status").GetString());
    }

    [Fact]
    public async Task EveryProvision_HasItsPageWithAllItsLinks_AndIsFoundByItsIdentifier()
    {
        await using var management = await ManagementFixture.StartAsync();
        var browser = await management.SignInAsync();
        foreach (var provision in Content.Catalogue.Provisions)
        {
            await browser.OpenAsync(provision.Url);
            Assert.Equal(HttpStatusCode.OK, browser.Status);
            Assert.Equal(Content.Catalogue.LinksOf(provision).Select(link => link.Target.Url), browser.Page.QuerySelectorAll("section[aria-labelledby=crosswalk] .requirement-link").Select(link => link.GetAttribute("href")));
        }
        foreach (var id in new[] { "eu-ai-act:Art.12", "EU-AI-ACT:art.12", "nist-ai-rmf:GOVERN 1.1", "gdpr:Art.35" })
        {
            using var answer = await browser.CallAsync(HttpMethod.Get, "/api/search?q=" + Uri.EscapeDataString(id));
            var found = (await answer.Content.ReadFromJsonAsync<JsonElement>(Cancellation)).GetProperty("groups").EnumerateArray().SelectMany(group => group.GetProperty("hits").EnumerateArray()).Select(hit => hit.GetProperty("key").GetString());
            Assert.Equal(id, Assert.Single(found), ignoreCase: true);
        }
    }

    [Fact]
    public async Task Requirement_PageAndApi_NameTheProvisionsThatLeadToIt()
    {
        await using var management = await ManagementFixture.StartAsync();
        var browser = await management.SignInAsync();
        var links = Content.Catalogue.LinksTo(RequirementId.Parse("iso42001:A.6.2.8"));
        Assert.Contains(links, link => link.Source.Id == "eu-ai-act:Art.12");

        await browser.OpenAsync("/catalogue/iso42001/A.6.2.8");

        Assert.Equal(links.Select(link => link.Source.Url), browser.Page.QuerySelectorAll("section[aria-labelledby=provisions] tbody a").Select(link => link.GetAttribute("href")));
        using var answer = await browser.CallAsync(HttpMethod.Get, "/api/catalogue/iso42001/A.6.2.8");
        var provisions = (await answer.Content.ReadFromJsonAsync<JsonElement>(Cancellation)).GetProperty("provisions").EnumerateArray().Select(one => one.GetProperty("id").GetString());
        Assert.Equal(links.Select(link => link.Source.Id), provisions);
    }

    [Fact]
    public async Task Provisions_OfTheApi_AreGivenPageByPageInOrder()
    {
        await using var management = await ManagementFixture.StartAsync();
        var browser = await management.SignInAsync();
        var ids = new List<string>();
        for (int? page = 1; page is not null;)
        {
            using var answer = await browser.CallAsync(HttpMethod.Get, $"/api/frameworks/nist-ai-rmf/provisions?size=25&page={page}");
            var body = await answer.Content.ReadFromJsonAsync<JsonElement>(Cancellation);
            ids.AddRange(body.GetProperty("rows").EnumerateArray().Select(row => row.GetProperty("provision").GetString()!));
            page = body.GetProperty("next").ValueKind == JsonValueKind.Null ? null : body.GetProperty("next").GetInt32();
        }
        Assert.Equal(Content.Catalogue.Provisions.Where(provision => provision.Framework.Id == "nist-ai-rmf").Select(provision => provision.Id), ids);
        using var one = await browser.CallAsync(HttpMethod.Get, "/api/frameworks/nist-ai-rmf/provisions/GOVERN%201.1");
        Assert.Equal("nist-ai-rmf:GOVERN 1.1", (await one.Content.ReadFromJsonAsync<JsonElement>(Cancellation)).GetProperty("provision").GetString());
    }

    [Theory]
    [InlineData("/frameworks/iso9001")]
    [InlineData("/frameworks/eu-ai-act/Art.999")]
    [InlineData("/frameworks/gdpr/Art.12%3Cscript%3E")]
    [InlineData("/api/frameworks/iso9001")]
    [InlineData("/api/frameworks/iso9001/provisions")]
    public async Task Unknown_IsNotFound(string path)
    {
        await using var management = await ManagementFixture.StartAsync();
        var browser = await management.SignInAsync();
        using var answer = await browser.CallAsync(HttpMethod.Get, path);
        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
    }
}
