using Microsoft.Playwright;
using Tandem.EndToEnd.Tests.Hosting;

namespace Tandem.EndToEnd.Tests.Browsing;

/// <summary>A bulk edit up to its preview, which changes nothing: all rows that a filter finds, with JavaScript and without, at every width.</summary>
[Collection(DemoCollection.Name)]
public sealed class BulkEditing(DemoFixture fixture)
{
    [Theory]
    [InlineData(1280, false, true)]
    [InlineData(390, true, true)]
    [InlineData(320, false, false)]
    public async Task AllThatMatch_AreLookedAtAndExported(int width, bool isDark, bool hasScript)
    {
        await using var browser = await Chromium.StartAsync();
        var page = await browser.OpenAsync(fixture.Demo.Pages, new Screen("bulk", width, 844), isDark, javaScript: hasScript);
        await SignIn.AsAsync(page, fixture.Demo.Access);
        await page.GotoAsync("/ai-systems?q=claims");
        var listed = await page.Locator(".row-choice").CountAsync();

        await page.Locator("#table-ai-systems-choice a").ClickAsync();
        Assert.Contains($"What is to change in {listed} row", await page.Locator("main").InnerTextAsync(), StringComparison.Ordinal);
        await page.Locator("input[name=bulk-change][value=unit]").CheckAsync();
        await page.Locator("#field-unit").FillAsync("A unit that nobody has");
        await page.Locator("form[action='/ai-systems/bulk/preview'] button[type=submit]").ClickAsync();

        await page.Locator(".bulk-counts").WaitForAsync();
        // What inspects a page waits by the page's own clock, which stands still without scripts.
        if (hasScript)
            Assert.Empty(await Accessibility.ViolationsAsync(page));
        Assert.Equal(0, await Accessibility.OverflowAsync(page));
        await page.ScreenshotAsync(new PageScreenshotOptions { Path = Path.Combine(BuildPaths.Artifacts("screenshots"), $"ai-systems_bulk_preview.{width}.png"), FullPage = true });
        var file = await page.RunAndWaitForDownloadAsync(() => page.GetByRole(AriaRole.Button, new PageGetByRoleOptions { Name = "CSV", Exact = true }).ClickAsync());
        Assert.Equal("bulk-preview.csv", file.SuggestedFilename);
        var lines = await File.ReadAllLinesAsync(await file.PathAsync(), TestContext.Current.CancellationToken);
        Assert.Equal(listed, lines.Skip(1).Count(line => line.Contains("A unit that nobody has", StringComparison.Ordinal)));
    }
}
