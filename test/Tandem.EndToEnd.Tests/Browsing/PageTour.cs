using Microsoft.Playwright;
using Tandem.EndToEnd.Tests.Hosting;

namespace Tandem.EndToEnd.Tests.Browsing;

/// <summary>
/// Every page, at desktop and phone width, light and dark: answers 200, one heading of the first rank, no axe violation, no sideways scrolling, nothing on the console;
/// and the same pages without JavaScript. A screenshot of each stays for a person to look at.
/// </summary>
[Collection(DemoCollection.Name)]
public sealed class PageTour(DemoFixture fixture)
{
    private static readonly Screen[] Screens = [Screen.Desktop, Screen.Phone, Screen.Narrow];

    public static TheoryData<string, bool> Looks => new() { { Screen.Desktop.Name, false }, { Screen.Desktop.Name, true }, { Screen.Phone.Name, false }, { Screen.Narrow.Name, true } };

    [Theory]
    [MemberData(nameof(Looks))]
    public async Task EveryPage_IsAccessibleAndFits(string width, bool isDark)
    {
        var screen = Screens.Single(candidate => candidate.Name == width);
        await using var browser = await Chromium.StartAsync();
        var page = await browser.OpenAsync(fixture.Demo.Pages, screen, isDark);
        var found = new List<string>();
        // A page that says no is meant to; the browser's remark about its status is no fault of the page.
        page.Console += (_, message) => found.AddRange(message.Type is "error" or "warning" && !message.Text.Contains("the server responded with a status of 4", StringComparison.Ordinal) ? [$"{page.Url}: console: {message.Text}"] : []);
        page.PageError += (_, error) => found.Add($"{page.Url}: script error: {error}");

        await VisitAsync(page, "/sign-in", screen, found);
        await SignIn.AsAsync(page, fixture.Demo.Access);
        foreach (var path in await PathsAsync(page))
            await VisitAsync(page, path, screen, found);
        await VisitAsync(page, "/no-such-page", screen, found, status: 404);
        await ConflictAsync(page, $"{width}, {(isDark ? "dark" : "light")}");
        await InspectAsync(page, "ai-systems_conflict", screen, found);

        Assert.True(found.Count is 0, string.Join('\n', found));
    }

    [Fact]
    public async Task EveryPage_WithoutJavaScript_FitsAndItsLinksWork()
    {
        await using var browser = await Chromium.StartAsync();
        var withScript = await browser.OpenAsync(fixture.Demo.Pages, Screen.Desktop);
        await SignIn.AsAsync(withScript, fixture.Demo.Access);
        var paths = await PathsAsync(withScript);
        var page = await browser.OpenAsync(fixture.Demo.Pages, Screen.Narrow, javaScript: false);
        await SignIn.AsAsync(page, fixture.Demo.Access);
        var found = new List<string>();
        var linked = new HashSet<string>(StringComparer.Ordinal);
        foreach (var path in paths)
        {
            await page.GotoAsync(path);
            // The driver evaluates although the page's own scripts do not run.
            if (await Accessibility.OverflowAsync(page) is var overflow and > 0)
                found.Add($"{path}: {overflow} pixels too wide");
            linked.UnionWith(await page.EvaluateAsync<string[]>("() => [...document.querySelectorAll('a[href]:not([download])')].map(a => new URL(a.getAttribute('href'), document.baseURI)).filter(url => url.origin === location.origin).map(url => url.pathname + url.search)"));
            await page.ScreenshotAsync(new PageScreenshotOptions { Path = Path.Combine(BuildPaths.Artifacts("screenshots"), $"{FileName(path)}.without-script.png"), FullPage = true });
        }

        // Rows of a table lead to the same kind of page: three of each depth are enough.
        foreach (var link in linked.GroupBy(link => (link.Split('?')[0].Split('/')[1], link.Count(letter => letter is '/'), link.Contains('?', StringComparison.Ordinal))).SelectMany(kind => kind.Take(3)))
        {
            var answer = await page.Context.APIRequest.GetAsync(new Uri(fixture.Demo.Pages, link).ToString());
            if (answer.Status is not 200)
                found.Add($"{link}: answered {answer.Status}");
        }

        Assert.True(linked.Count > paths.Count, $"only {linked.Count} links on {paths.Count} pages");
        Assert.True(found.Count is 0, string.Join('\n', found));
    }

    [Fact]
    public async Task Statement_OnAPhone_IsFoldedAndShortAndWholeOnPaper()
    {
        await using var browser = await Chromium.StartAsync();
        var page = await browser.OpenAsync(fixture.Demo.Pages, Screen.Phone, isDark: true);
        await SignIn.AsAsync(page, fixture.Demo.Access);
        await page.GotoAsync("/statement-of-applicability");
        var rows = page.Locator("#statement tbody tr");

        Assert.Equal(131, await rows.CountAsync());
        Assert.Equal(0, await page.Locator("#statement details[open]").CountAsync());
        await page.Locator("a.jump-link[href$='#iso42001-A.6']").ClickAsync();
        await page.Locator("#statement a[href='/statement-of-applicability/iso42001/A.6.2.8']").WaitForAsync();
        Assert.Equal(1, await page.Locator("#statement details[open]").CountAsync());

        await page.EvaluateAsync("() => window.dispatchEvent(new Event('beforeprint'))");
        Assert.Equal(13, await page.Locator("#statement details[open]").CountAsync());
        Assert.Equal("light", await page.EvaluateAsync<string>("() => document.documentElement.dataset.bsTheme"));
        await page.EvaluateAsync("() => window.dispatchEvent(new Event('afterprint'))");
        Assert.Equal(1, await page.Locator("#statement details[open]").CountAsync());
        Assert.Equal("dark", await page.EvaluateAsync<string>("() => document.documentElement.dataset.bsTheme"));

        await page.GotoAsync("/statement-of-applicability?q=logging");
        Assert.True(await page.Locator("#statement details[open]").CountAsync() > 0, "rows that were searched for are folded away");
    }

    [Fact]
    public async Task Keyboard_Alone_ReachesTheContentAndLeavesTheMenu()
    {
        await using var browser = await Chromium.StartAsync();
        var page = await browser.OpenAsync(fixture.Demo.Pages, Screen.Desktop);
        await SignIn.AsAsync(page, fixture.Demo.Access);
        await page.GotoAsync("/decisions");

        await page.Keyboard.PressAsync("Tab");
        Assert.Equal("Skip to content", await page.EvaluateAsync<string>("() => document.activeElement.textContent"));
        await page.Keyboard.PressAsync("Enter");
        Assert.Equal("main", await page.EvaluateAsync<string>("() => document.activeElement.id"));

        await page.Locator(".person-menu summary").FocusAsync();
        await page.Keyboard.PressAsync("Enter");
        await page.Keyboard.PressAsync("Tab");
        Assert.Equal("Your account", (await page.EvaluateAsync<string>("() => document.activeElement.textContent")).Trim());
        await page.Keyboard.PressAsync("Tab");
        Assert.Equal("Sign out", (await page.EvaluateAsync<string>("() => document.activeElement.textContent")).Trim());
        await page.Keyboard.PressAsync("Escape");
        Assert.Equal("SUMMARY", await page.EvaluateAsync<string>("() => document.activeElement.tagName"));

        // A filter keeps the focus although the table around it is replaced, and the new count is said.
        await page.Locator("#decisions-outcome").FocusAsync();
        await page.Locator("#decisions-outcome").SelectOptionAsync("block");
        await page.WaitForFunctionAsync("() => location.search.includes('outcome=block') && document.getElementById('said').textContent.includes('decisions')");
        Assert.Equal("decisions-outcome", await page.EvaluateAsync<string>("() => document.activeElement.id"));
    }

    /// <summary>The pages of the rail, and one page behind each kind of row.</summary>
    private static async Task<IReadOnlyList<string>> PathsAsync(IPage page)
    {
        var rail = await page.EvaluateAsync<string[]>("() => [...document.querySelectorAll('nav a[href]')].map(a => new URL(a.getAttribute('href'), document.baseURI).pathname)");
        var paths = new List<string>(rail.Distinct(StringComparer.Ordinal));
        foreach (var list in rail.Distinct(StringComparer.Ordinal))
        {
            await page.GotoAsync(list);
            var deeper = await page.EvaluateAsync<string[]>("() => [...document.querySelectorAll('main a[href]')].map(a => new URL(a.getAttribute('href'), document.baseURI).pathname)");
            // One of each depth below the list is enough: the rows of a table lead to the same page. A bulk edit without rows says no; one with rows is named below.
            paths.AddRange(deeper.Where(path => path.StartsWith(list.TrimEnd('/') + "/", StringComparison.Ordinal) && !path.EndsWith("/bulk", StringComparison.Ordinal)).DistinctBy(path => path.Count(letter => letter is '/') + (path.EndsWith("/new", StringComparison.Ordinal) ? 100 : 0)));
        }

        await page.GotoAsync("/decisions");
        paths.Add(await page.Locator("main table a[href^='/decisions/']").First.GetAttributeAsync("href") ?? throw new InvalidOperationException("no decision is listed"));
        paths.AddRange(["/account", "/account/second-factor", "/account/passkeys", "/account/sessions", "/account/tokens", "/account/notifications", "/my-work", "/notifications", "/ai-systems/bulk?row=AIS-0001&row=AIS-0002", "/bulk-edits", "/views", "/search?q=claims", "/trace/AIS-0001", "/ai-systems/AIS-0001?tab=links", "/ai-systems/AIS-0001?tab=comments", "/ai-systems/AIS-0001?tab=tasks", "/ai-systems/AIS-0001?tab=approvals", "/ai-systems?group=state", "/people/PER-0001/edit", "/documents/new", "/statement-of-applicability/iso27001/A.8.15?tab=history", "/mapping?q=nothing-matches-this", "/statement-of-applicability/iso27001/A.8.15", "/statement-of-applicability/iso42001/A.6.2.8", "/catalogue/iso27001/A.8.15", "/ai-systems/AIS-0001", "/ai-systems/AIS-0001/edit"]);
        return [.. paths.Distinct(StringComparer.Ordinal).Where(path => !path.StartsWith("/api/", StringComparison.Ordinal) && !path.Contains("/export", StringComparison.Ordinal))];
    }

    /// <summary>Two tabs change the same field of the same system; the later one is left on the page that asks which of the two to keep.</summary>
    private static async Task ConflictAsync(IPage page, string who)
    {
        const string Form = "/ai-systems/AIS-0002/edit";
        await page.GotoAsync(Form);
        var other = await page.Context.NewPageAsync();
        await other.GotoAsync(Form);
        await SaveAsync(other, $"Chat with customers, {who}.");
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

        if (await page.Locator("h1").CountAsync() is var headings and not 1)
            found.Add($"{path}: {headings} headings of the first rank");
        await InspectAsync(page, FileName(path), screen, found);
    }

    private static string FileName(string path) => path.Trim('/').Replace('/', '_').Replace('?', '_') is { Length: > 0 } name ? name : "home";

    private static async Task InspectAsync(IPage page, string name, Screen screen, List<string> found)
    {
        found.AddRange(await Accessibility.ViolationsAsync(page));
        if (await Accessibility.OverflowAsync(page) is var overflow and > 0)
            found.Add($"{page.Url}: {overflow} pixels wider than a {screen.Name}");
        await page.ScreenshotAsync(new PageScreenshotOptions { Path = Path.Combine(BuildPaths.Artifacts("screenshots"), $"{name}.{screen.Name}{(await page.EvaluateAsync<string>("() => document.documentElement.dataset.bsTheme") is "dark" ? ".dark" : "")}.png"), FullPage = true });
    }
}
