using System.Net;
using Microsoft.EntityFrameworkCore;
using Tandem.Management.Obligations;
using Tandem.Management.Tests.Tasks;

namespace Tandem.Management.Tests.Obligations;

public sealed class ObligationJudgementTests
{
    private static readonly DateOnly Today = new(2026, 11, 25);

    [Fact]
    public async Task Judgement_WithoutADay_IsOfToday()
    {
        await using var management = await StartAsync();
        var browser = await management.SignInAsync();
        var key = await browser.EnterObligationAsync("Judged");

        Assert.Equal(HttpStatusCode.OK, await browser.PatchObligationAsync(key, 1, ("compliance", "met")));

        Assert.Equal((Compliance.Met, Today), await JudgementAsync(management));
    }

    [Fact]
    public async Task Judgement_WithItsDay_KeepsItUntilItIsJudgedAnew()
    {
        await using var management = await StartAsync();
        var browser = await management.SignInAsync();
        var key = await browser.EnterObligationAsync("Judged", ("compliance", "notMet"), ("judgedOn", "2026-01-31"));

        await browser.PatchObligationAsync(key, 1, ("title", "Judged before"));
        Assert.Equal((Compliance.NotMet, new DateOnly(2026, 1, 31)), await JudgementAsync(management));
        await browser.PatchObligationAsync(key, 2, ("compliance", "partlyMet"));
        Assert.Equal((Compliance.PartlyMet, Today), await JudgementAsync(management));
        await browser.PatchObligationAsync(key, 3, ("compliance", "notJudged"));
        Assert.Equal((Compliance.NotJudged, null), await JudgementAsync(management));
    }

    [Theory]
    [InlineData("met", "2026-11-26", "judgedOn", "still to come")]
    [InlineData("notJudged", "2026-11-01", "compliance", "choose how it was judged")]
    public async Task Judgement_ThatCannotBe_IsRefused(string compliance, string day, string field, string because)
    {
        await using var management = await StartAsync();
        var browser = await management.SignInAsync();

        using var answer = await browser.PostObligationAsync("Judged", ("compliance", compliance), ("judgedOn", day));

        Assert.Contains(because, await answer.ErrorAsync(field), StringComparison.Ordinal);
    }

    private static Task<ManagementFixture> StartAsync() => ManagementFixture.StartAsync(change: options => options with { TimeProvider = TaskSteps.At("2026-11-25") });

    private static async Task<(Compliance, DateOnly?)> JudgementAsync(ManagementFixture management)
    {
        var obligation = await management.WithDatabaseAsync(db => db.Obligations.SingleAsync());
        return (obligation.Compliance, obligation.JudgedOn);
    }
}
