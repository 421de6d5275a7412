using System.Globalization;
using System.Text.RegularExpressions;
using Microsoft.Playwright;
using Tandem.EndToEnd.Tests.Hosting;

namespace Tandem.EndToEnd.Tests.Browsing;

/// <summary>The way an auditor goes: from a row of the statement to the decisions behind it, to one of them, to its proof; with and without JavaScript.</summary>
[Collection(DemoCollection.Name)]
public sealed partial class FromTheStatementToTheProof(DemoFixture fixture)
{
    public static TheoryData<string, string, bool> Rows => new()
    {
        { "iso27001", "A.8.15", true },
        { "iso42001", "A.6.2.8", true },
        { "iso27001", "A.8.15", false },
    };

    [Theory]
    [MemberData(nameof(Rows))]
    public async Task Row_LeadsToADecisionWithItsProof(string standard, string reference, bool javaScript)
    {
        var call = await GatewayCall.OpenAi(fixture.Demo, "one more for the auditor: card 5500 0055 5555 5559");
        await using var browser = await Chromium.StartAsync();
        var page = await browser.OpenAsync(fixture.Demo.Pages, Screen.Desktop, javaScript: javaScript);
        await SignIn.AsAsync(page, fixture.Demo.Access);

        await page.GotoAsync("/statement-of-applicability?standard=" + standard);
        await page.Locator($"main a[href='/statement-of-applicability/{standard}/{reference}']").First.ClickAsync();
        var (holding, all) = await HoldingAsync(page);
        Assert.True(holding > 0);
        Assert.Equal(all, holding);

        await page.GetByRole(AriaRole.Link, new PageGetByRoleOptions { Name = "All decisions counted here" }).ClickAsync();
        await page.GotoAsync(await RowOfAsync(page, call.Decision!));
        var story = await page.Locator("main").InnerTextAsync();

        Assert.Contains(call.Decision!, story, StringComparison.Ordinal);
        Assert.Contains("fin.credit_card", story, StringComparison.Ordinal);
        Assert.Contains("claims-portal", story, StringComparison.Ordinal);
        Assert.Contains("iso27001:A.8.15", story, StringComparison.Ordinal);
        Assert.Contains("iso42001:A.6.2.8", story, StringComparison.Ordinal);
        Assert.Contains("Every step holds", story, StringComparison.Ordinal);
        Assert.DoesNotContain("A step fails", story, StringComparison.Ordinal);
        Assert.DoesNotContain("5500 0055 5555 5559", await page.ContentAsync(), StringComparison.Ordinal);
    }

    /// <summary>How many decisions hold both minimum field sets, and of how many.</summary>
    private static async Task<(int Holding, int All)> HoldingAsync(IPage page)
    {
        await page.GetByText("Hold both minimum field sets").First.WaitForAsync(); // a click does not wait for the whole page
        var text = await page.Locator("main").InnerTextAsync();
        var match = Figure().Match(text);
        Assert.True(match.Success, text);
        return (Number(match.Groups["holding"].Value), Number(match.Groups["all"].Value));
    }

    /// <summary>The page of the decision; the index follows the log with a little delay, so the list is read again until it shows it.</summary>
    private static async Task<string> RowOfAsync(IPage page, string decision)
    {
        for (var tries = 0; tries < 480; tries++)
        {
            var links = await page.Locator("main table a[href^='/decisions/']").EvaluateAllAsync<string[]>("links => links.map(link => link.getAttribute('href'))");
            foreach (var link in links.Distinct(StringComparer.Ordinal).Take(3))
            {
                var response = await page.Context.APIRequest.GetAsync(new Uri(new Uri(page.Url), link).ToString());
                if ((await response.TextAsync()).Contains(decision, StringComparison.Ordinal))
                    return link;
            }

            await page.WaitForTimeoutAsync(250);
            await page.ReloadAsync();
        }

        throw new InvalidOperationException($"decision {decision} did not appear in the list");
    }

    private static int Number(string text) => int.Parse(text, NumberStyles.AllowThousands, CultureInfo.InvariantCulture);

    [GeneratedRegex(@"Hold both minimum field sets\s+(?<holding>[0-9,]+) of (?<all>[0-9,]+)", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Figure();
}
