using System.Globalization;
using System.Net;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Tandem.Management.Access;
using Tandem.Management.Context;
using Tandem.Management.Database;
using Tandem.Management.Tests.AiSystems;
using Tandem.Management.Tests.Obligations;
using Tandem.Management.Tests.Tasks;
using Tandem.Testing.Postgres;

namespace Tandem.Management.Tests.Context;

public sealed class ContextIssueTests(PostgresServer postgres)
{
    [Theory]
    [InlineData(DatabaseEngine.Sqlite)]
    [InlineData(DatabaseEngine.Postgres)]
    public async Task Issue_FromTheFormToItsEnd_IsKeptWithAllOfIt(string engine)
    {
        await using var management = await ManagementFixture.StartAsync(engine, postgres, options => options with { TimeProvider = TaskSteps.At("2026-11-25") });
        var browser = await management.SignInAsync();
        await browser.OpenAsync("/context-issues/new");

        await browser.SubmitAsync(
            "/context-issues/new", ("title", "Floods <script>alert(1)</script>"), ("description", "The river rises."), ("kind", "external"), ("category", "environmental"), ("standards", "iso27001"),
            ("effect", "The site may be out of reach."), ("climateRelevance", "yes"), ("climateReason", "Heavier rain"), ("owner", "PER-0001"), ("reviewedOn", "2026-11-25"), ("nextReview", "2027-11-25"), ("tags", "site"));

        Assert.Equal("Floods <script>alert(1)</script>", browser.Page.QuerySelector("h1 bdi")!.TextContent);
        Assert.Contains("The site may be out of reach.", browser.Text, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.OK, await browser.MoveIssueAsync("CIS-0001", "confirm", 1));
        Assert.Equal(HttpStatusCode.OK, await browser.MoveIssueAsync("CIS-0001", "retire", 2, "The site was given up"));
        var issue = await management.WithDatabaseAsync(db => db.ContextIssues.SingleAsync());
        Assert.Equal((ContextKind.External, ContextCategory.Environmental, ConcernedStandards.Iso27001), (issue.Kind, issue.Category, issue.Standards));
        Assert.Equal((ClimateRelevance.Yes, "Heavier rain", ContextIssueState.NoLongerCurrent), (issue.ClimateRelevance, issue.ClimateReason, issue.State));
        Assert.Equal((new DateOnly(2026, 11, 25), new DateOnly(2027, 11, 25)), (issue.ReviewedOn, issue.NextReview));
        await browser.OpenAsync("/context-issues/CIS-0001?tab=history");
        Assert.Contains("The site was given up", browser.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Form_WithoutWhatIsNeeded_SaysEachAndKeepsTheRest()
    {
        await using var management = await ManagementFixture.StartAsync(change: options => options with { TimeProvider = TaskSteps.At("2026-11-25") });
        var browser = await management.SignInAsync();
        await browser.OpenAsync("/context-issues/new");

        await browser.SubmitAsync("/context-issues/new", ("title", ""), ("effect", "It slows us down"));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, browser.Status);
        Assert.Contains("Enter the title", browser.Text, StringComparison.Ordinal);
        Assert.Equal("It slows us down", browser.Page.QuerySelector("textarea[name=effect]")!.TextContent);
        await browser.SubmitAsync("/context-issues/new", ("title", "Skills"), ("kind", "external"), ("category", "people"), ("climateRelevance", "no"), ("reviewedOn", "2026-11-26"));

        Assert.Equal(HttpStatusCode.UnprocessableEntity, browser.Status);
        foreach (var words in new[] { "`People` is no category", "Say why climate change", "A review that is still to come" })
            Assert.Contains(words.Replace("`", "", StringComparison.Ordinal), browser.Text.Replace("`", "", StringComparison.Ordinal), StringComparison.Ordinal);
        Assert.Equal(0, await management.WithDatabaseAsync(db => db.ContextIssues.CountAsync()));
    }

    [Fact]
    public async Task Frame_LinksTasksCommentsApprovalsSearchAndAsOf_ServeIssues()
    {
        await using var management = await ManagementFixture.StartAsync();
        var browser = await management.SignInAsync();
        await management.SignInAsAsync("Mari Tamm", Roles.SecurityLead);
        await browser.RegisterAsync("Claims assistant");
        var obligation = await browser.EnterObligationAsync("Keep processing secure");
        var key = await browser.EnterIssueAsync("Skilled staff is scarce", ("effect", "Alerts stay unread"));

        foreach (var (path, body) in new (string, object)[]
        {
            ("/api/links", new { from = key, relation = "supports", to = "AIS-0001" }),
            ("/api/links", new { from = obligation, relation = "supports", to = key }),
            ("/api/tasks", new { fields = new { title = "Train people", about = key } }),
            ("/api/comments", new { record = key, text = "agreed with @PER-0002" }),
            ("/api/approvals", new { type = ContextIssue.Type, key, version = 1, sentence = "I approve.", approvers = new[] { "PER-0002" }, quorum = 1 }),
        })
        {
            using var answer = await browser.CallAsync(HttpMethod.Post, path, body);
            Assert.True(answer.StatusCode == HttpStatusCode.Created, $"{path}: {await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken)}");
        }
        foreach (var (tab, words) in new[] { ("links", "Claims assistant"), ("tasks", "Train people"), ("comments", "agreed with"), ("approvals", "APR-0001"), ("history", "Skilled staff") })
        {
            await browser.OpenAsync($"/context-issues/{key}?tab={tab}");
            Assert.Equal(HttpStatusCode.OK, browser.Status);
            Assert.Contains(words, browser.Text, StringComparison.Ordinal);
        }
        await browser.OpenAsync("/search?q=unread");
        Assert.NotNull(browser.Page.QuerySelector($"main a[href='/context-issues/{key}']"));
        var now = Uri.EscapeDataString(management.Options.TimeProvider.GetUtcNow().ToString("O", CultureInfo.InvariantCulture));
        using var asOf = await browser.CallAsync(HttpMethod.Get, $"/api/history/{ContextIssue.Type}/{key}/as-of?at={now}");
        Assert.Equal(HttpStatusCode.OK, asOf.StatusCode);
        Assert.Contains("Alerts stay unread", (await asOf.Content.ReadFromJsonAsync<JsonElement>(TestContext.Current.CancellationToken)).GetRawText(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Contributor_ChangesTheOwnIssue_AndNoOther()
    {
        await using var management = await ManagementFixture.StartAsync();
        var ada = await management.SignInAsync();
        var mari = await management.SignInAsAsync("Mari Tamm", Roles.Contributor);
        var hers = await ada.EnterIssueAsync("Hers", ("owner", "PER-0002"));
        var nobodys = await ada.EnterIssueAsync("Nobody's");

        Assert.Equal(HttpStatusCode.OK, await mari.PatchIssueAsync(hers, 1, ("effect", "It delays us")));
        Assert.Equal(HttpStatusCode.Forbidden, await mari.PatchIssueAsync(nobodys, 1, ("effect", "It delays us")));
    }
}
