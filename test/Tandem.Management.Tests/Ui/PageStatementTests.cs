using System.Net;
using Tandem.Management.Tests.AiSystems;

namespace Tandem.Management.Tests.Ui;

/// <summary>No page asks the database once per row: with twelve times the records it sends as many statements as before, and never many.</summary>
public sealed class PageStatementTests
{
    private const int Most = 16;

    // What these show is read from files and from the gateway, which is not there; other tests count for them.
    private static readonly string[] Elsewhere = ["/gateway", "/decisions/{index:long}", "/history/{number:long}"];

    [Fact]
    public async Task EveryPage_WithManyRecords_AsksAsOftenAsWithFew()
    {
        await using var management = await ManagementFixture.StartAsync();
        StatementCounter.Prepare(management);
        var browser = await management.SignInAsync();
        await RegisterAsync(browser, 2);
        var few = await CountAsync(management, browser);
        await RegisterAsync(browser, 22);
        var many = await CountAsync(management, browser);

        Assert.True(few.Count > 20, $"only {few.Count} pages were counted");
        Assert.All(many, page => Assert.True(page.Value <= Most, $"{page.Key} sends {page.Value} statements"));
        // Fewer is no fault: a table of one page needs no count of all rows.
        Assert.All(many, page => Assert.True(page.Value <= few[page.Key] + 1, $"{page.Key} sends {page.Value} statements with many records, {few[page.Key]} with few"));
    }

    private static async Task RegisterAsync(Browser browser, int count)
    {
        for (var i = 0; i < count; i++)
        {
            await browser.RegisterAsync($"System {i}", ("owner", $"Person {i}"));
            (await browser.CallAsync(HttpMethod.Post, "/api/tasks", new { fields = new { title = $"Task {i}", about = "AIS-0001", assignee = $"Person {i}" } })).Dispose();
        }
    }

    private static async Task<Dictionary<string, int>> CountAsync(ManagementFixture management, Browser browser)
    {
        var counts = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var (_, endpoint) in EndpointList.Of(management).Where(e => e.Method == "GET"))
        {
            var pattern = "/" + endpoint.RoutePattern.RawText!.TrimStart('/');
            if (pattern.StartsWith("/api", StringComparison.Ordinal) || Elsewhere.Contains(pattern, StringComparer.Ordinal))
                continue;
            var path = pattern.StartsWith("/people/{", StringComparison.Ordinal) ? pattern.Replace("{key}", "PER-0001", StringComparison.Ordinal)
                : pattern.StartsWith("/tasks/{", StringComparison.Ordinal) ? pattern.Replace("{key}", "TSK-0001", StringComparison.Ordinal)
                : pattern.Replace("{key}", "AIS-0001", StringComparison.Ordinal);
            if (path.Contains('{', StringComparison.Ordinal))
                continue;
            // The first time something may be read once and kept.
            using (await browser.CallAsync(HttpMethod.Get, path))
            {
            }
            using var counter = new StatementCounter();
            using var answer = await browser.CallAsync(HttpMethod.Get, path);
            if (answer.StatusCode == HttpStatusCode.OK)
                counts[path] = counter.Count;
        }
        return counts;
    }
}
