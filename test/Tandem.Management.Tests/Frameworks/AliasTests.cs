using System.Net;
using System.Text.Json;

namespace Tandem.Management.Tests.Frameworks;

/// <summary>Wrong but common ways to name a requirement lead to the right one with the reason, and never take its place in silence.</summary>
public sealed class AliasTests
{
    [Theory]
    [InlineData("iso42001:A.8.3 responsible use logging", "iso42001:A.6.2.8", "iso42001:A.6.2.6")]
    [InlineData("iso42001:A.8.4 decision logging", "iso42001:A.6.2.8", "iso42001:A.6.2.6")]
    [InlineData("iso42001:A.6.2.4 AI system impact assessment", "iso42001:6.1.4", "iso42001:8.4", "iso42001:A.5.2", "iso42001:A.5.3", "iso42001:A.5.4", "iso42001:A.5.5")]
    [InlineData("iso42001:A.9 AI system requirements", "iso42001:A.6.2.2")]
    [InlineData("iso42001:A.8.2 access", "iso42001:A.9.2", "iso42001:A.9.4", "iso27001:A.5.15")]
    [InlineData("iso42001:A.8.4 information for interested parties", "iso42001:A.8.5", "iso42001:A.8.2")]
    [InlineData("iso42001:A.10.2 third-party", "iso42001:A.10.3", "iso42001:A.10.4")]
    [InlineData("iso42001:A.6 decommissioning", "iso42001:A.6.2.6", "iso42001:A.4.2")]
    [InlineData("decommissioning of AI systems", "iso42001:A.6.2.6", "iso42001:A.4.2")]
    [InlineData("ISO42001:a.10.2 (Third party)", "iso42001:A.10.3", "iso42001:A.10.4")]
    public void Resolve_CommonMistake_AsksWithTheReasonAndTheRightOnesFirst(string text, params string[] meant)
    {
        var resolution = Content.Catalogue.Resolve(text);

        Assert.Null(resolution.Requirement);
        Assert.Equal(meant, resolution.Candidates.Take(meant.Length).Select(candidate => candidate.Id.ToString()));
        Assert.NotEmpty(resolution.Aliases);
        Assert.All(resolution.Aliases, alias => Assert.Contains(alias.Reason.TrimEnd('.'), resolution.Question, StringComparison.Ordinal));
    }

    [Fact]
    public void Resolve_ThirtyNineControls_SaysThatThereAreThirtyEight()
    {
        var resolution = Content.Catalogue.Resolve("39 controls");
        Assert.Empty(resolution.Candidates);
        Assert.Contains("38 controls", resolution.Question, StringComparison.Ordinal);
        Assert.Equal("/catalogue?standard=iso42001&kind=control", Assert.Single(resolution.Aliases).Page);
    }

    [Fact]
    public void Resolve_EveryIdentifierOfAnAlias_AloneStillResolvesToItself()
    {
        var existing = Content.Catalogue.Aliases.SelectMany(alias => alias.Identifiers).Distinct().Where(id => Content.Catalogue.Find(id) is not null).ToList();
        Assert.Equal(5, existing.Count);
        foreach (var id in existing)
        {
            var resolution = Content.Catalogue.Resolve(id.ToString());
            Assert.Equal(id, resolution.Requirement?.Id);
            Assert.Empty(resolution.Aliases);
        }
    }

    [Theory]
    [InlineData("A.8.15 logging", "iso27001:A.8.15")]
    [InlineData("a.8.3 external reporting", "iso27001:A.8.3", "iso42001:A.8.3")]
    [InlineData("A.8.3 logging", "iso42001:A.6.2.8", "iso42001:A.6.2.6", "iso27001:A.8.3", "iso42001:A.8.3")]
    [InlineData("A.10.2 third party", "iso42001:A.10.3", "iso42001:A.10.4", "iso42001:A.10.2")]
    [InlineData("6.1.4 impact", "iso42001:6.1.4")]
    public void Resolve_BareNumberWithWords_StaysAQuestion(string text, params string[] candidates)
    {
        var resolution = Content.Catalogue.Resolve(text);
        Assert.Null(resolution.Requirement);
        Assert.Null(resolution.Named);
        Assert.NotNull(resolution.Question);
        Assert.Equal(candidates, resolution.Candidates.Select(candidate => candidate.Id.ToString()));
    }

    [Theory]
    [InlineData("iso27001:A.8.3 logging")] // the mistake is about the other standard
    [InlineData("iso42001:A.8.3 reporting")]
    [InlineData("4 eyes")]
    [InlineData("39 steps")]
    [InlineData("catalogue")] // begins with no wording, though it holds the letters of `log`
    [InlineData("")]
    [InlineData(null)]
    public void Resolve_OtherWords_AreNoMistakeAndNoRequirement(string? text)
    {
        var resolution = Content.Catalogue.Resolve(text);
        Assert.Null(resolution.Requirement);
        Assert.Empty(resolution.Aliases);
        Assert.Empty(resolution.Candidates);
    }

    [Fact]
    public async Task PageAndApi_IdentifierSaidForSomethingElse_AreItselfWithANoteBeside()
    {
        await using var management = await ManagementFixture.StartAsync();
        var browser = await management.SignInAsync();

        await browser.OpenAsync("/catalogue/iso42001:A.8.3%20logging");

        Assert.StartsWith("/catalogue/iso42001/A.8.3?said=", browser.Path, StringComparison.Ordinal);
        var note = browser.Page.QuerySelector("main .alert-warning")!;
        Assert.Contains("A.8.3 lets people outside report", note.TextContent, StringComparison.Ordinal);
        Assert.Equal("/catalogue/iso42001/A.6.2.8", note.QuerySelector("a")!.GetAttribute("href"));
        await browser.OpenAsync("/catalogue/iso42001/A.8.3");
        Assert.Null(browser.Page.QuerySelector("main .alert-warning"));
        await browser.OpenAsync("/catalogue/iso27001/A.8.3?said=iso42001:A.8.3+logging");
        Assert.Null(browser.Page.QuerySelector("main .alert-warning"));

        using var answer = await browser.CallAsync(HttpMethod.Get, "/api/catalogue/iso42001:A.8.3%20logging");
        var body = await answer.Content.ReadFromJsonAsync<JsonElement>(TestContext.Current.CancellationToken);
        Assert.Equal("iso42001:A.8.3", body.GetProperty("requirement").GetString());
        Assert.Equal(["iso42001:A.6.2.8", "iso42001:A.6.2.6"], body.GetProperty("oftenMeant")[0].GetProperty("requirements").EnumerateArray().Select(id => id.GetString()));
    }

    [Fact]
    public async Task PageApiAndStatement_NumberThatIsNone_AskAndLink()
    {
        await using var management = await ManagementFixture.StartAsync();
        var browser = await management.SignInAsync();

        await browser.OpenAsync("/catalogue/iso42001:A.6%20decommissioning");
        Assert.Equal(HttpStatusCode.BadRequest, browser.Status);
        Assert.Equal(["/catalogue/iso42001/A.6.2.6", "/catalogue/iso42001/A.4.2"], browser.Page.QuerySelectorAll("main .requirement-link").Select(link => link.GetAttribute("href")));

        using var answer = await browser.CallAsync(HttpMethod.Get, "/api/catalogue/iso42001:A.9%20requirements");
        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.Contains("iso42001:A.6.2.2", await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken), StringComparison.Ordinal);
        await browser.OpenAsync("/statement-of-applicability/iso42001:A.8.3%20logging");
        Assert.Equal(HttpStatusCode.BadRequest, browser.Status);
        Assert.Equal("/catalogue/iso42001/A.6.2.8", browser.Page.QuerySelector("main .requirement-link")!.GetAttribute("href"));
    }

    [Theory]
    [InlineData("iso42001:A.10.2 third-party", "/catalogue/iso42001/A.10.3", "/catalogue/iso42001/A.10.4", "/catalogue/iso42001/A.10.2")]
    [InlineData("39 controls", "/catalogue?standard=iso42001&kind=control")]
    [InlineData("A.8.15 logging", "/catalogue/iso27001/A.8.15")]
    public async Task Search_CommonMistake_FindsWhatIsMeantAndSaysWhy(string text, params string[] paths)
    {
        await using var management = await ManagementFixture.StartAsync();
        var browser = await management.SignInAsync();

        await browser.OpenAsync("/search?q=" + Uri.EscapeDataString(text));

        Assert.Equal(paths, browser.Page.QuerySelectorAll(".search-hits a").Select(link => link.GetAttribute("href")));
        var alias = Content.Catalogue.Resolve(text).Aliases;
        Assert.All(alias, known => Assert.Contains(known.Reason, browser.Text, StringComparison.Ordinal));
    }
}
