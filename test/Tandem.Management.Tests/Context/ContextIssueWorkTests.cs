using Tandem.Management.Database;
using Tandem.Management.Tests.Tasks;
using Tandem.Testing.Postgres;

namespace Tandem.Management.Tests.Context;

public sealed class ContextIssueWorkTests(PostgresServer postgres)
{
    [Theory]
    [InlineData(DatabaseEngine.Sqlite)]
    [InlineData(DatabaseEngine.Postgres)]
    public async Task Work_AndTile_TellOfReviewsDue(string engine)
    {
        await using var management = await ManagementFixture.StartAsync(engine, postgres, options => options with { TimeProvider = TaskSteps.At("2026-11-25") });
        var browser = await management.SignInAsync();
        await browser.EnterIssueAsync("due today", ("nextReview", "2026-11-25"), ("owner", "PER-0001"));
        await browser.EnterIssueAsync("due before", [.. ContextIssueSteps.Current, ("nextReview", "2026-11-20")]);
        await browser.EnterIssueAsync("later", ("nextReview", "2026-11-26"), ("owner", "PER-0001"));
        await browser.EnterIssueAsync("of nobody", ("nextReview", "2026-11-01"));
        await browser.EnterIssueAsync("of somebody else", ("nextReview", "2026-11-01"), ("owner", "Mari Tamm"));
        var over = await browser.EnterIssueAsync("over", [.. ContextIssueSteps.Current, ("nextReview", "2026-11-01")]);
        await browser.MoveIssueAsync(over, "retire", 1, "over");

        await browser.OpenAsync("/my-work");

        var rows = browser.Page.QuerySelectorAll("main tbody tr").Select(row => row.TextContent).Where(text => text.Contains("CIS-", StringComparison.Ordinal)).ToList();
        Assert.Equal(2, rows.Count);
        Assert.Single(rows, row => row.Contains("due today", StringComparison.Ordinal));
        Assert.Single(rows, row => row.Contains("due before", StringComparison.Ordinal));
        await browser.OpenAsync("/");
        Assert.Contains("3 of 5 draft or current", browser.Page.QuerySelector("a.tile[href='/context-issues?review=overdue']")!.TextContent, StringComparison.Ordinal);
    }
}
