using System.Net;
using Microsoft.EntityFrameworkCore;
using Tandem.Management.Obligations;
using Tandem.Management.Tests.Tasks;

namespace Tandem.Management.Tests.Obligations;

public sealed class ObligationStateTests
{
    [Fact]
    public async Task PutIntoForce_WithoutWhatItAsks_IsRefusedWhicheverWay()
    {
        await using var management = await ManagementFixture.StartAsync();
        var browser = await management.SignInAsync();
        var key = await browser.EnterObligationAsync("Silent", ("state", "assessed"));

        Assert.Equal(HttpStatusCode.UnprocessableEntity, await browser.MoveObligationAsync(key, "enforce", 1));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, await browser.PatchObligationAsync(key, 1, ("state", "inForce")));
        using var entered = await browser.PostObligationAsync("Silent from the start", ("state", "inForce"));
        Assert.Contains("needs what it asks", await entered.ErrorAsync("asks"), StringComparison.Ordinal);
        await browser.OpenAsync($"/obligations/{key}");
        Assert.NotNull(browser.Page.QuerySelector($"a[href='/obligations/{key}/edit#asks']"));
        Assert.Equal(HttpStatusCode.OK, await browser.PatchObligationAsync(key, 1, ("state", "inForce"), ("asks", "Something")));
        using var emptied = await browser.ChangeObligationAsync(key, 2, ("asks", ""));
        Assert.Contains("needs what it asks", await emptied.ErrorAsync("asks"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Owner_OfAnObligationInForce_CannotBeTakenAway()
    {
        await using var management = await ManagementFixture.StartAsync();
        var browser = await management.SignInAsync();
        var key = await browser.EnterObligationAsync("Owned", ("state", "inForce"), ("asks", "Something"));

        using var answer = await browser.ChangeObligationAsync(key, 1, ("owner", ""));

        Assert.Contains("enter the owner", await answer.ErrorAsync("owner"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Identified_IsAssessedBeforeItIsInForce()
    {
        await using var management = await ManagementFixture.StartAsync();
        var browser = await management.SignInAsync();
        var key = await browser.EnterObligationAsync("New", ("asks", "Something"));

        Assert.Equal(HttpStatusCode.UnprocessableEntity, await browser.PatchObligationAsync(key, 1, ("state", "inForce")));
        Assert.Equal(HttpStatusCode.Conflict, await browser.MoveObligationAsync(key, "enforce", 1));
    }

    [Theory]
    [InlineData("appliesUntil", "2026-11-25", HttpStatusCode.OK)]
    [InlineData("appliesUntil", "2026-11-26", HttpStatusCode.UnprocessableEntity)]
    [InlineData("endReason", "The contract was given up", HttpStatusCode.OK)]
    [InlineData("endReason", " ", HttpStatusCode.UnprocessableEntity)]
    public async Task End_TakesAReasonOrALastDayThatHasCome(string field, string value, HttpStatusCode expected)
    {
        await using var management = await ManagementFixture.StartAsync(change: options => options with { TimeProvider = TaskSteps.At("2026-11-25") });
        var browser = await management.SignInAsync();
        var key = await browser.EnterObligationAsync("Ends", (field, value));

        Assert.Equal(expected, await browser.MoveObligationAsync(key, "end", 1));
    }

    [Fact]
    public async Task Ended_KeepsItsCause_UntilItIsTakenUpAgain()
    {
        await using var management = await ManagementFixture.StartAsync();
        var browser = await management.SignInAsync();
        var key = await browser.EnterObligationAsync("Ends", ("endReason", "The contract was given up"));
        await browser.MoveObligationAsync(key, "end", 1);

        using var emptied = await browser.ChangeObligationAsync(key, 2, ("endReason", ""));
        Assert.Contains("needs a reason", await emptied.ErrorAsync("endReason"), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.OK, await browser.MoveObligationAsync(key, "resume", 2));

        var obligation = await management.WithDatabaseAsync(db => db.Obligations.SingleAsync());
        Assert.Equal((ObligationState.Identified, ""), (obligation.State, obligation.EndReason));
    }

    [Fact]
    public async Task BulkEdit_OfTheState_PassesTheSameGuards()
    {
        await using var management = await ManagementFixture.StartAsync();
        var browser = await management.SignInAsync();
        var rows = new[]
        {
            new { key = await browser.EnterObligationAsync("Says it", ("state", "assessed"), ("asks", "Something")), version = 1 },
            new { key = await browser.EnterObligationAsync("Silent", ("state", "assessed")), version = 1 },
        };

        using var done = await browser.CallAsync(HttpMethod.Post, "/api/obligations/bulk", new { rows, fields = new { state = "inForce" }, reason = "all assessed" });

        Assert.Equal(HttpStatusCode.Created, done.StatusCode);
        Assert.Equal([ObligationState.InForce, ObligationState.Assessed], await management.WithDatabaseAsync(db => db.Obligations.OrderBy(o => o.Number).Select(o => o.State).ToListAsync()));
    }

    [Fact]
    public async Task NewObligation_ThatHasEnded_IsRefused()
    {
        await using var management = await ManagementFixture.StartAsync();
        var browser = await management.SignInAsync();

        using var answer = await browser.PostObligationAsync("Over", ("state", "ended"), ("endReason", "long ago"));

        Assert.Contains("a new obligation begins as", await answer.ErrorAsync("state"), StringComparison.Ordinal);
    }
}
