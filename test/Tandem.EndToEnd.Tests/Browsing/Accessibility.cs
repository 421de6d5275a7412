using System.Text.Json;
using Microsoft.Playwright;
using Tandem.EndToEnd.Tests.Hosting;

namespace Tandem.EndToEnd.Tests.Browsing;

/// <summary>What axe-core finds on a page, and whether it must be scrolled sideways.</summary>
internal static class Accessibility
{
    private static readonly Lazy<string> Axe = new(() => File.ReadAllText(Path.Combine(BuildPaths.Clients, "node_modules", "axe-core", "axe.min.js")));

    /// <summary>Violations of WCAG 2.2 A and AA and of axe's best practices, one line each; empty when there is none.</summary>
    public static async Task<IReadOnlyList<string>> ViolationsAsync(IPage page)
    {
        await page.EvaluateAsync(Axe.Value);
        var report = await page.EvaluateAsync<JsonElement>("async () => (await axe.run(document)).violations.map(v => ({ id: v.id, help: v.help, nodes: v.nodes.map(n => n.html + ' — ' + n.failureSummary) }))");
        return [.. report.EnumerateArray().Select(violation => $"{page.Url}: {violation.GetProperty("id").GetString()}: {violation.GetProperty("help").GetString()}\n    {string.Join("\n    ", violation.GetProperty("nodes").EnumerateArray().Take(3).Select(node => node.GetString()))}")];
    }

    /// <summary>Width of the content that does not fit, in CSS pixels; 0 when everything fits.</summary>
    public static Task<int> OverflowAsync(IPage page) => page.EvaluateAsync<int>("() => Math.max(0, document.documentElement.scrollWidth - document.documentElement.clientWidth)");
}
