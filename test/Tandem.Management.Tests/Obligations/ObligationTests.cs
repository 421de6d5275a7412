using System.Globalization;
using System.Net;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Tandem.Management.Access;
using Tandem.Management.Database;
using Tandem.Management.Obligations;
using Tandem.Management.Tests.AiSystems;
using Tandem.Management.Tests.Documents;
using Tandem.Management.Tests.Tasks;
using Tandem.Testing.Postgres;

namespace Tandem.Management.Tests.Obligations;

public sealed class ObligationTests(PostgresServer postgres)
{
    [Theory]
    [InlineData(DatabaseEngine.Sqlite)]
    [InlineData(DatabaseEngine.Postgres)]
    public async Task Obligation_FromTheFormToItsEnd_IsKeptWithAllOfIt(string engine)
    {
        await using var management = await ManagementFixture.StartAsync(engine, postgres, options => options with { TimeProvider = TaskSteps.At("2026-11-25") });
        var browser = await management.SignInAsync();
        await browser.OpenAsync("/obligations/new");

        await browser.SubmitAsync(
            "/obligations/new", ("title", "Keep processing <secure>"), ("source", "GDPR Art. 32"), ("kind", "regulation"), ("party", "European Union"), ("area", "informationSecurity"),
            ("asks", "Measures that fit the risk to people."), ("owner", "PER-0001"), ("appliesSince", "2018-05-25"), ("reviewDue", "2027-05-25"), ("howMet", "See the policy.\nAnd the plan."), ("tags", "privacy"));

        Assert.Equal("Keep processing <secure>", browser.Page.QuerySelector("h1 bdi")!.TextContent);
        Assert.Contains("Measures that fit the risk to people.", browser.Text, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.OK, await browser.MoveObligationAsync("OBL-0001", "assess", 1));
        Assert.Equal(HttpStatusCode.OK, await browser.MoveObligationAsync("OBL-0001", "enforce", 2));
        Assert.Equal(HttpStatusCode.OK, await browser.PatchObligationAsync("OBL-0001", 3, ("compliance", "partlyMet")));
        Assert.Equal(HttpStatusCode.OK, await browser.PatchObligationAsync("OBL-0001", 4, ("state", "ended"), ("endReason", "Replaced by a newer act")));
        var obligation = await management.WithDatabaseAsync(db => db.Obligations.SingleAsync());
        Assert.Equal((ObligationState.Ended, Compliance.PartlyMet, new DateOnly(2026, 11, 25)), (obligation.State, obligation.Compliance, obligation.JudgedOn));
        Assert.Equal((ObligationKind.Regulation, ObligationArea.InformationSecurity, new DateOnly(2018, 5, 25)), (obligation.Kind, obligation.Area, obligation.AppliesSince));
        await browser.OpenAsync("/obligations/OBL-0001?tab=history");
        Assert.Contains("Replaced by a newer act", browser.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Form_WithoutWhatIsNeeded_SaysEachAndKeepsTheRest()
    {
        await using var management = await ManagementFixture.StartAsync();
        var browser = await management.SignInAsync();
        await browser.OpenAsync("/obligations/new");

        await browser.SubmitAsync("/obligations/new", ("title", "Tell the customer"), ("source", ""), ("owner", ""), ("asks", "Within 24 hours"));

        Assert.Equal(HttpStatusCode.UnprocessableEntity, browser.Status);
        foreach (var words in new[] { "Enter the source", "Enter the owner" })
            Assert.Contains(words, browser.Text, StringComparison.Ordinal);
        Assert.Equal("Within 24 hours", browser.Page.QuerySelector("textarea[name=asks]")!.TextContent);
        Assert.Equal(0, await management.WithDatabaseAsync(db => db.Obligations.CountAsync()));
    }

    [Fact]
    public async Task LastDay_BeforeTheFirst_IsRefused()
    {
        await using var management = await ManagementFixture.StartAsync();
        var browser = await management.SignInAsync();

        using var answer = await browser.PostObligationAsync("Backwards", ("appliesSince", "2026-02-01"), ("appliesUntil", "2026-01-31"));

        Assert.Contains("cannot end before it begins", await answer.ErrorAsync("appliesUntil"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Source_LongerThanItsBound_IsRefused()
    {
        await using var management = await ManagementFixture.StartAsync();
        var browser = await management.SignInAsync();

        using var answer = await browser.PostObligationAsync("Long", ("source", new string('x', ObligationLimits.Source + 1)));

        Assert.Contains("shorten it to 300", await answer.ErrorAsync("source"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Frame_LinksTasksCommentsApprovalsSearchAndAsOf_ServeObligations()
    {
        await using var management = await ManagementFixture.StartAsync();
        var browser = await management.SignInAsync();
        await management.SignInAsAsync("Mari Tamm", Roles.SecurityLead);
        await browser.RegisterAsync("Claims assistant");
        await browser.EnterDocumentAsync();
        var key = await browser.EnterObligationAsync("Report incidents within 72 hours", ("asks", "Tell the authority"));

        foreach (var (path, body) in new (string, object)[]
        {
            ("/api/links", new { from = key, relation = "supports", to = "AIS-0001" }),
            ("/api/links", new { from = "DOC-0001", relation = "supports", to = key }),
            ("/api/tasks", new { fields = new { title = "Rehearse it", about = key } }),
            ("/api/comments", new { record = key, text = "agreed with @PER-0002" }),
            ("/api/approvals", new { type = Obligation.Type, key, version = 1, sentence = "I approve.", approvers = new[] { "PER-0002" }, quorum = 1 }),
        })
        {
            using var answer = await browser.CallAsync(HttpMethod.Post, path, body);
            Assert.True(answer.StatusCode == HttpStatusCode.Created, $"{path}: {await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken)}");
        }
        foreach (var (tab, words) in new[] { ("links", "Claims assistant"), ("tasks", "Rehearse it"), ("comments", "agreed with"), ("approvals", "APR-0001"), ("history", "Report incidents") })
        {
            await browser.OpenAsync($"/obligations/{key}?tab={tab}");
            Assert.Equal(HttpStatusCode.OK, browser.Status);
            Assert.Contains(words, browser.Text, StringComparison.Ordinal);
        }
        await browser.OpenAsync("/search?q=authority");
        Assert.NotNull(browser.Page.QuerySelector($"main a[href='/obligations/{key}']"));
        var now = Uri.EscapeDataString(management.Options.TimeProvider.GetUtcNow().ToString("O", CultureInfo.InvariantCulture));
        using var asOf = await browser.CallAsync(HttpMethod.Get, $"/api/history/{Obligation.Type}/{key}/as-of?at={now}");
        Assert.Equal(HttpStatusCode.OK, asOf.StatusCode);
        Assert.Contains("Tell the authority", (await asOf.Content.ReadFromJsonAsync<JsonElement>(TestContext.Current.CancellationToken)).GetRawText(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Contributor_ChangesTheOwnObligation_AndNoOther()
    {
        await using var management = await ManagementFixture.StartAsync();
        var ada = await management.SignInAsync();
        var mari = await management.SignInAsAsync("Mari Tamm", Roles.Contributor);
        var hers = await ada.EnterObligationAsync("Hers", ("owner", "PER-0002"));
        var others = await ada.EnterObligationAsync("Another's");

        Assert.Equal(HttpStatusCode.OK, await mari.PatchObligationAsync(hers, 1, ("howMet", "By the plan")));
        Assert.Equal(HttpStatusCode.Forbidden, await mari.PatchObligationAsync(others, 1, ("howMet", "By the plan")));
    }
}
