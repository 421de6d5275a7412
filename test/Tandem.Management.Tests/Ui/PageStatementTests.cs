using System.Net;
using Tandem.Management.Tests.AiSystems;
using Tandem.Management.Tests.Controls;
using Tandem.Management.Tests.Evidence;

namespace Tandem.Management.Tests.Ui;

/// <summary>No page asks the database once per row: with twelve times the records it sends as many statements as before, and never many.</summary>
public sealed class PageStatementTests
{
    private const int Most = 16;

    private static readonly Dictionary<string, string> Keys = new(StringComparer.Ordinal)
    {
        ["people"] = "PER-0001",
        ["tasks"] = "TSK-0001",
        ["controls"] = "CTL-0001",
        ["claims"] = "CLM-0001",
        ["control-instances"] = "CIN-0001",
        ["control-tests"] = "CTT-0001",
        ["context-issues"] = "CIS-0001",
        ["obligations"] = "OBL-0001",
        ["evidence"] = "EVD-0001",
        ["evidence-requests"] = "EVQ-0001",
    };

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
            var control = await browser.EnterControlAsync($"Control{i}", "iso27001:A.5.18");
            await browser.EnterAsync("/claims", new { control = "CTL-0001", claim = $"Claim {i}" });
            await browser.EnterAsync("/control-instances", new { control });
            await browser.EnterAsync("/control-tests", new { control = "CTL-0001", procedure = $"Look {i}" });
            var item = await browser.EnterEvidenceAsync();
            (await browser.SendTextAsync(1, key: item)).Dispose();
            (await browser.LinkAsync(item, "CLM-0001")).Dispose();
            await browser.EnterAsync("/evidence-requests", new { title = $"Request {i}", about = "CLM-0001", assignee = $"Person {i}", answer = item });
            (await browser.CallAsync(HttpMethod.Post, "/api/context-issues", new { fields = new { title = $"Issue {i}", owner = $"Person {i}", nextReview = "2026-01-31" } })).Dispose();
            (await browser.CallAsync(HttpMethod.Post, "/api/obligations", new { fields = new { title = $"Obligation {i}", source = "GDPR Art. 32", owner = $"Person {i}", reviewDue = "2026-01-31" } })).Dispose();
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
            var path = pattern.Replace("{key}", Keys.GetValueOrDefault(pattern.Split('/')[1], "AIS-0001"), StringComparison.Ordinal);
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
