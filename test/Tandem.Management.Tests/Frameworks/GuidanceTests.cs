using System.Net;
using System.Text.Json;
using Tandem.Management.Frameworks.Guidance;

namespace Tandem.Management.Tests.Frameworks;

/// <summary>Guidance stands on the requirement's page and in its answer, marked as ours, and never in the statement of applicability.</summary>
public sealed class GuidanceTests
{
    [Fact]
    public async Task RequirementPage_ShowsItMarkedAsOurs()
    {
        await using var management = await ManagementFixture.StartAsync();
        var browser = await management.SignInAsync();

        await browser.OpenAsync("/catalogue/iso42001/A.10.3");
        var panel = browser.Page.QuerySelector("section[aria-labelledby=guidance]")!;
        Assert.Contains("no text of the standard", panel.TextContent, StringComparison.Ordinal);
        foreach (var words in new[] { "Extend supplier assessment with AI questions.", "A security certificate is taken as proof of responsible AI.", "One supplier assessment with AI questions on origin", "First step", "Effort" })
            Assert.Contains(words, panel.TextContent, StringComparison.Ordinal);
        Assert.Equal("/catalogue/iso27001/A.5.19", panel.QuerySelector(".requirement-link")!.GetAttribute("href"));

        await browser.OpenAsync("/catalogue/iso27001/A.8.15");
        Assert.Contains("Log model, version, rule and outcome for each call", browser.Page.QuerySelector("section[aria-labelledby=guidance]")!.TextContent, StringComparison.Ordinal);
        await browser.OpenAsync("/catalogue/iso27001/4");
        Assert.Null(browser.Page.QuerySelector("section[aria-labelledby=guidance]"));
    }

    [Fact]
    public async Task Api_OfARequirement_HoldsIt()
    {
        await using var management = await ManagementFixture.StartAsync();
        var browser = await management.SignInAsync();

        using var answer = await browser.CallAsync(HttpMethod.Get, "/api/catalogue/iso42001/A.10.3");

        var guidance = (await answer.Content.ReadFromJsonAsync<JsonElement>(TestContext.Current.CancellationToken)).GetProperty("guidance");
        Assert.Equal(Content.Catalogue.GuidanceOf(Management.Frameworks.RequirementId.Parse("iso42001:A.10.3"))!.How, guidance.GetProperty("how").EnumerateArray().Select(line => line.GetString()));
        Assert.Equal("iso27001:A.5.19", guidance.GetProperty("extends27001")[0].GetProperty("requirement").GetString());
        Assert.Contains(guidance.GetProperty("effort").GetString(), new[] { "days", "weeks", "months" });
    }

    [Fact]
    public async Task Statement_PagesExportsAndApi_NeverCarryIt()
    {
        await using var management = await ManagementFixture.StartAsync();
        var browser = await management.SignInAsync();
        var controls = Content.Catalogue.Controls;
        var carried = new List<string>();

        foreach (var path in new[] { "", "?format=csv", "?format=json" }.Select(query => "/statement-of-applicability" + query).Append("/api/statement-of-applicability"))
            Look(path, await TextAsync(browser, path), controls.SelectMany(control => Sentences(Content.Catalogue.GuidanceOf(control.Id)!)));
        foreach (var control in controls)
        {
            var row = $"/statement-of-applicability/{control.Id.ToString().Replace(':', '/')}";
            foreach (var path in new[] { row, row + "?tab=history", "/api" + row })
                Look(path, await TextAsync(browser, path), Sentences(Content.Catalogue.GuidanceOf(control.Id)!));
        }

        Assert.True(carried.Count == 0, string.Join(Environment.NewLine, carried));
        // The look would find it where it is.
        Look("/catalogue", await TextAsync(browser, controls[0].Url), Sentences(Content.Catalogue.GuidanceOf(controls[0].Id)!));
        Assert.NotEmpty(carried);

        void Look(string path, string text, IEnumerable<string> sentences) => carried.AddRange(sentences.Where(sentence => text.Contains(sentence, StringComparison.Ordinal)).Select(sentence => $"{path}: {sentence}"));
    }

    private static IEnumerable<string> Sentences(RequirementGuidance guidance) =>
        guidance.How.Concat(guidance.CommonMistakes).Concat(guidance.Extends.Select(work => work.Note)).Append(guidance.FirstStep).Append(guidance.AiAngle).Where(sentence => sentence.Length > 0);

    private static async Task<string> TextAsync(Browser browser, string path)
    {
        using var answer = await browser.CallAsync(HttpMethod.Get, path);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        return WebUtility.HtmlDecode(await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
    }
}
