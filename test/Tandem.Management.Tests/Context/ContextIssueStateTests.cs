using System.Net;
using Microsoft.EntityFrameworkCore;
using Tandem.Management.Context;
using Tandem.Management.Tests.Obligations;

namespace Tandem.Management.Tests.Context;

public sealed class ContextIssueStateTests
{
    [Theory]
    [InlineData("owner", "", "needs an owner")]
    [InlineData("effect", "", "needs its effect")]
    [InlineData("climateRelevance", "notAssessed", "needs an assessed climate relevance")]
    public async Task Current_WithoutWhatItNeeds_IsRefusedWhicheverWay(string field, string nothing, string because)
    {
        await using var management = await ManagementFixture.StartAsync();
        var browser = await management.SignInAsync();
        var lacking = ContextIssueSteps.Current.Where(f => f.Name != field).ToArray();
        var key = await browser.EnterIssueAsync("Lacking", [.. lacking, ("state", "draft")]);

        Assert.Equal(HttpStatusCode.UnprocessableEntity, await browser.MoveIssueAsync(key, "confirm", 1));
        using var patched = await browser.ChangeIssueAsync(key, 1, ("state", "current"));
        Assert.Contains(because, await patched.ErrorAsync("state"), StringComparison.Ordinal);
        using var entered = await browser.PostIssueAsync("Lacking from the start", lacking);
        Assert.Contains(because, await entered.ErrorAsync(field), StringComparison.Ordinal);
        await browser.OpenAsync($"/context-issues/{key}");
        Assert.NotNull(browser.Page.QuerySelector($"a[href='/context-issues/{key}/edit#{field}']"));
        var whole = await browser.EnterIssueAsync("Whole", ContextIssueSteps.Current);
        using var emptied = await browser.ChangeIssueAsync(whole, 1, (field, nothing));
        Assert.Contains(because, await emptied.ErrorAsync(field), StringComparison.Ordinal);
    }

    [Fact]
    public async Task NoLongerCurrent_TakesAReason_WhicheverWay()
    {
        await using var management = await ManagementFixture.StartAsync();
        var browser = await management.SignInAsync();
        var key = await browser.EnterIssueAsync("Passing", ContextIssueSteps.Current);

        Assert.Equal(HttpStatusCode.UnprocessableEntity, await browser.MoveIssueAsync(key, "retire", 1, " "));
        using var patched = await browser.ChangeIssueAsync(key, 1, ("state", "noLongerCurrent"));
        Assert.Contains("say why", await patched.ErrorAsync("reason"), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.OK, await browser.MoveIssueAsync(key, "retire", 1, "The law was repealed"));
        Assert.Equal(HttpStatusCode.OK, await browser.MoveIssueAsync(key, "reopen", 2));
        Assert.Equal(ContextIssueState.Draft, await management.WithDatabaseAsync(db => db.ContextIssues.Select(i => i.State).SingleAsync()));
    }

    [Fact]
    public async Task Draft_IsCurrentBeforeItIsNoLonger()
    {
        await using var management = await ManagementFixture.StartAsync();
        var browser = await management.SignInAsync();
        var key = await browser.EnterIssueAsync("Noted");

        Assert.Equal(HttpStatusCode.Conflict, await browser.MoveIssueAsync(key, "retire", 1, "never was"));
        using var answer = await browser.PostIssueAsync("Over", ("state", "noLongerCurrent"));
        Assert.Contains("a new context issue begins as", await answer.ErrorAsync("state"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task BulkEdit_OfTheState_PassesTheSameGuards()
    {
        await using var management = await ManagementFixture.StartAsync();
        var browser = await management.SignInAsync();
        var rows = new[]
        {
            new { key = await browser.EnterIssueAsync("Whole", [.. ContextIssueSteps.Current, ("state", "draft")]), version = 1 },
            new { key = await browser.EnterIssueAsync("Lacking"), version = 1 },
        };

        using var done = await browser.CallAsync(HttpMethod.Post, "/api/context-issues/bulk", new { rows, fields = new { state = "current" }, reason = "looked at together" });

        Assert.Equal(HttpStatusCode.Created, done.StatusCode);
        Assert.Equal([ContextIssueState.Current, ContextIssueState.Draft], await management.WithDatabaseAsync(db => db.ContextIssues.OrderBy(i => i.Number).Select(i => i.State).ToListAsync()));
    }
}
