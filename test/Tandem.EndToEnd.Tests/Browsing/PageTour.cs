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
        // A page that says no is meant to; the browser's remark about its status is no fault of the page.
        page.Console += (_, message) => found.AddRange(message.Type is "error" or "warning" && !message.Text.Contains("the server responded with a status of 4", StringComparison.Ordinal) ? [$"{page.Url}: console: {message.Text}"] : []);
        page.PageError += (_, error) => found.Add($"{page.Url}: script error: {error}");

        await VisitAsync(page, "/sign-in", screen, found);
        await SignIn.AsAsync(page, fixture.Demo.Access);
        foreach (var path in await PathsAsync(page))
            await VisitAsync(page, path, screen, found);
        await VisitAsync(page, "/no-such-page", screen, found, status: 404);
        await ConflictAsync(page);
        await InspectAsync(page, "ai-systems_conflict", screen, found);

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

        await page.GotoAsync("/decisions");
        paths.Add(await page.Locator("main table a[href^='/decisions/']").First.GetAttributeAsync("href") ?? throw new InvalidOperationException("no decision is listed"));
        paths.AddRange(["/statement-of-applicability/iso27001/A.8.15?tab=history", "/mapping?q=nothing-matches-this", "/statement-of-applicability/iso27001/A.8.15", "/statement-of-applicability/iso42001/A.6.2.8", "/catalogue/iso27001/A.8.15", "/ai-systems/AIS-0001", "/ai-systems/AIS-0001/edit"]);
        return [.. paths.Distinct(StringComparer.Ordinal).Where(path => !path.StartsWith("/api/", StringComparison.Ordinal) && !path.Contains("/export", StringComparison.Ordinal))];
    }

    /// <summary>Two tabs change the same field of the same system; the later one is left on the page that asks which of the two to keep.</summary>
    private static async Task ConflictAsync(IPage page)
    {
        const string Form = "/ai-systems/AIS-0002/edit";
        await page.GotoAsync(Form);
        var other = await page.Context.NewPageAsync();
        await other.GotoAsync(Form);
        await SaveAsync(other, $"Chat with customers, {page.ViewportSize!.Width} wide.");
        await other.WaitForURLAsync(url => !url.EndsWith("/edit", StringComparison.Ordinal));
        await other.CloseAsync();
        await SaveAsync(page, "Chat with customers, as the later tab says.");
        await page.GetByRole(AriaRole.Button, new PageGetByRoleOptions { Name = "Save what is chosen" }).WaitForAsync();
    }

    private static async Task SaveAsync(IPage tab, string purpose)
    {
        await tab.Locator("main [name='purpose']").FillAsync(purpose);
        await tab.Locator("main [name='reason']").FillAsync("two tabs");
        await tab.Locator("main form.record-form button[type='submit']").ClickAsync();
    }

    private static async Task VisitAsync(IPage page, string path, Screen screen, List<string> found, int status = 200)
    {
        var response = await page.GotoAsync(path);
        if (response is null || response.Status != status)
        {
            found.Add($"{path}: answered {response?.Status}");
            return;
        }

        var name = path.Trim('/').Replace('/', '_').Replace('?', '_');
        await InspectAsync(page, name.Length is 0 ? "home" : name, screen, found);
    }

    private static async Task InspectAsync(IPage page, string name, Screen screen, List<string> found)
    {
        found.AddRange(await Accessibility.ViolationsAsync(page));
        if (await Accessibility.OverflowAsync(page) is var overflow and > 0)
            found.Add($"{page.Url}: {overflow} pixels wider than a {screen.Name}");
        await page.ScreenshotAsync(new PageScreenshotOptions { Path = Path.Combine(BuildPaths.Artifacts("screenshots"), $"{name}.{screen.Name}.png"), FullPage = true });
    }
}
