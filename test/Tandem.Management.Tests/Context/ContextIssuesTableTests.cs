using Tandem.Management.Database;
using Tandem.Management.Tests.Tasks;
using Tandem.Testing.Postgres;

namespace Tandem.Management.Tests.Context;

public sealed class ContextIssuesTableTests(PostgresServer postgres)
{
    [Theory]
    [InlineData(DatabaseEngine.Sqlite)]
    [InlineData(DatabaseEngine.Postgres)]
    public async Task Filters_AndStandard_GiveTheirRows(string engine)
    {
        await using var management = await ManagementFixture.StartAsync(engine, postgres, options => options with { TimeProvider = TaskSteps.At("2026-11-25") });
        var browser = await management.SignInAsync();
        await browser.EnterIssueAsync("act", ("category", "legal"), ("standards", "iso42001"), ("nextReview", "2026-11-24"));
        await browser.EnterIssueAsync("floods", [.. ContextIssueSteps.Current, ("category", "environmental"), ("standards", "iso27001"), ("nextReview", "2026-12-25")]);
        await browser.EnterIssueAsync("skills", ("kind", "internal"), ("category", "people"), ("climateRelevance", "no"), ("climateReason", "None"));
        var over = await browser.EnterIssueAsync("over", [.. ContextIssueSteps.Current, ("nextReview", "2026-01-01")]);
        await browser.MoveIssueAsync(over, "retire", 1, "over");

        foreach (var (query, titles) in new[]
        {
            ("", "act, floods, over, skills"), ("state=current", "floods"), ("kind=internal", "skills"), ("category=legal,people", "act, skills"), ("standards=both", "over, skills"),
            ("climateRelevance=yes", "floods, over"), ("climateRelevance=notAssessed", "act"), ("review=overdue", "act"), ("review=soon", "floods"), ("review=none", "skills"), ("q=heat", "floods, over"),
            ("standard=iso27001", "floods, over, skills"), ("standard=iso42001", "act, over, skills"), ("sort=nextReview&group=category", "act, floods, over, skills"),
        })
        {
            await browser.OpenAsync("/context-issues?" + query);
            Assert.Equal((query, titles), (query, string.Join(", ", browser.Page.QuerySelectorAll("a.row-link").Select(link => link.TextContent).Order(StringComparer.Ordinal))));
        }
    }

    [Fact]
    public async Task NextReview_PastAndStillCounting_IsShownAsOverdue()
    {
        await using var management = await ManagementFixture.StartAsync(change: options => options with { TimeProvider = TaskSteps.At("2026-11-25") });
        var browser = await management.SignInAsync();
        await browser.EnterIssueAsync("today", ("nextReview", "2026-11-25"));
        await browser.EnterIssueAsync("past", ("nextReview", "2026-11-24"));
        var over = await browser.EnterIssueAsync("over", [.. ContextIssueSteps.Current, ("nextReview", "2026-01-01")]);
        await browser.MoveIssueAsync(over, "retire", 1, "over");

        await browser.OpenAsync("/context-issues");

        var overdue = browser.Page.QuerySelectorAll("main tbody tr").Select(row => row.TextContent).Where(text => text.Contains("Overdue", StringComparison.Ordinal));
        Assert.Contains("past", Assert.Single(overdue), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Export_WithAllColumns_GivesDaysAndNames()
    {
        await using var management = await ManagementFixture.StartAsync(change: options => options with { TimeProvider = TaskSteps.At("2026-11-25") });
        var browser = await management.SignInAsync();
        await browser.EnterIssueAsync("Floods", [.. ContextIssueSteps.Current, ("category", "environmental"), ("reviewedOn", "2026-11-20"), ("nextReview", "2027-11-20")]);

        using var answer = await browser.CallAsync(HttpMethod.Get, "/context-issues?format=csv&columns=all");

        var text = await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        foreach (var part in new[] { "climateReason", "reviewedOn", "2026-11-20", "2027-11-20", "environmental", "Heat in the data centre", "Services fail", "current" })
            Assert.Contains(part, text, StringComparison.Ordinal);
    }
}
