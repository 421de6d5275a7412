using Microsoft.Playwright;
using Tandem.EndToEnd.Tests.Hosting;

namespace Tandem.EndToEnd.Tests.Browsing;

/// <summary>Every page, at desktop and phone width: answers 200, no axe violation, no sideways scrolling, nothing on the console; a screenshot stays for a person to look at.</summary>
[Collection(DemoCollection.Name)]
public sealed class PageTour(DemoFixture fixture)
{
    public static TheoryData<string> Widths => new(Screen.Desktop.Name, Screen.Phone.Name);

    [Theory]
    [MemberData(nameof(Widths))]
    public async Task EveryPage_IsAccessibleAndFits(string width)
    {
        var screen = width == Screen.Phone.Name ? Screen.Phone : Screen.Desktop;
        await using var browser = await Chromium.StartAsync();
        var page = await browser.OpenAsync(fixture.Demo.Pages, screen);
        var found = new List<string>();
        page.Console += (_, message) => found.AddRange(message.Type is "error" or "warning" ? [$"{page.Url}: console: {message.Text}"] : []);
        page.PageError += (_, error) => found.Add($"{page.Url}: script error: {error}");

        await VisitAsync(page, "/sign-in", screen, found);
        await SignIn.AsAsync(page, fixture.Demo.Access);
        foreach (var path in await PathsAsync(page))
            await VisitAsync(page, path, screen, found);

        Assert.True(found.Count is 0, string.Join('\n', found));
    }

    /// <summary>The pages of the rail, and one page behind each kind of row.</summary>
    private static async Task<IReadOnlyList<string>> PathsAsync(IPage page)
    {
        var rail = await page.EvaluateAsync<string[]>("() => [...document.querySelectorAll('nav a[href]')].map(a => new URL(a.href).pathname)");
        var paths = new List<string>(rail.Distinct(StringComparer.Ordinal));
        foreach (var list in rail.Distinct(StringComparer.Ordinal))
        {
            await page.GotoAsync(list);
            var deeper = await page.EvaluateAsync<string[]>("() => [...document.querySelectorAll('main a[href]')].map(a => new URL(a.href).pathname)");
            // One of each depth below the list is enough: the rows of a table lead to the same page.
            paths.AddRange(deeper.Where(path => path.StartsWith(list.TrimEnd('/') + "/", StringComparison.Ordinal)).DistinctBy(path => path.Count(letter => letter is '/') + (path.EndsWith("/new", StringComparison.Ordinal) ? 100 : 0)));
        }

        paths.AddRange(["/statement-of-applicability/iso27001/A.8.15", "/statement-of-applicability/iso42001/A.6.2.8", "/catalogue/iso27001/A.8.15", "/ai-systems/AIS-0001", "/ai-systems/AIS-0001/edit"]);
        return [.. paths.Distinct(StringComparer.Ordinal).Where(path => !path.StartsWith("/api/", StringComparison.Ordinal) && !path.Contains("/export", StringComparison.Ordinal))];
    }

    private static async Task VisitAsync(IPage page, string path, Screen screen, List<string> found)
    {
        var response = await page.GotoAsync(path);
        if (response is null || response.Status is not 200)
        {
            found.Add($"{path}: answered {response?.Status}");
            return;
        }

        found.AddRange(await Accessibility.ViolationsAsync(page));
        if (await Accessibility.OverflowAsync(page) is var overflow and > 0)
            found.Add($"{path}: {overflow} pixels wider than a {screen.Name}");
        var name = path.Trim('/').Replace('/', '_');
        await page.ScreenshotAsync(new PageScreenshotOptions { Path = Path.Combine(BuildPaths.Artifacts("screenshots"), $"{(name.Length is 0 ? "home" : name)}.{screen.Name}.png"), FullPage = true });
    }
}
