using Tandem.Management.Database;
using Tandem.Management.Tests.Tasks;
using Tandem.Testing.Postgres;

namespace Tandem.Management.Tests.Obligations;

public sealed class ObligationWorkTests(PostgresServer postgres)
{
    [Theory]
    [InlineData(DatabaseEngine.Sqlite)]
    [InlineData(DatabaseEngine.Postgres)]
    public async Task Work_AndTiles_TellOfReviewsDueAndOfLastDaysPast(string engine)
    {
        await using var management = await ManagementFixture.StartAsync(engine, postgres, options => options with { TimeProvider = TaskSteps.At("2026-11-25") });
        var browser = await management.SignInAsync();
        await browser.EnterObligationAsync("due today", ("reviewDue", "2026-11-25"));
        await browser.EnterObligationAsync("due before", ("reviewDue", "2026-11-20"), ("state", "inForce"), ("asks", "Something"), ("compliance", "met"));
        await browser.EnterObligationAsync("to be ended", ("reviewDue", "2027-11-20"), ("state", "inForce"), ("asks", "Something"), ("appliesUntil", "2026-11-24"));
        await browser.EnterObligationAsync("later", ("reviewDue", "2026-11-26"), ("appliesUntil", "2026-11-24"));
        await browser.EnterObligationAsync("of somebody else", ("reviewDue", "2026-11-01"), ("owner", "Mari Tamm"));

        await browser.OpenAsync("/my-work");

        var rows = browser.Page.QuerySelectorAll("main tbody tr").Select(row => row.TextContent).Where(text => text.Contains("OBL-", StringComparison.Ordinal)).ToList();
        Assert.Equal(3, rows.Count);
        Assert.Single(rows, row => row.Contains("its last day is past", StringComparison.Ordinal) && row.Contains("to be ended", StringComparison.Ordinal));
        Assert.Equal(2, rows.Count(row => row.Contains("review it", StringComparison.Ordinal)));
        await browser.OpenAsync("/");
        Assert.Contains("1 of 2 in force", browser.Page.QuerySelector("a.tile[href^='/obligations?state=inForce']")!.TextContent, StringComparison.Ordinal);
        Assert.Contains("2 of 5 not ended", browser.Page.QuerySelector("a.tile[href='/obligations?review=overdue']")!.TextContent, StringComparison.Ordinal);
    }
}
