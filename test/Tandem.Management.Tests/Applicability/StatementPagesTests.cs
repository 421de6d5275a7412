using System.Net;
using System.Text.Json;
using Tandem.Management.Applicability;
using Tandem.Management.Database;
using Tandem.Management.Decisions.Evidence;
using Tandem.Management.Tests.Decisions;
using Tandem.Testing.Postgres;

namespace Tandem.Management.Tests.Applicability;

public sealed class StatementPagesTests(PostgresServer postgres)
{
    private const string Logging = "/statement-of-applicability/iso27001/A.8.15";

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(DatabaseEngine.Sqlite)]
    [InlineData(DatabaseEngine.Postgres)]
    public async Task Api_DecideChangeAndConflict_FollowTheRules(string engine)
    {
        await using var management = await ManagementFixture.StartAsync(engine, postgres);
        var browser = await management.SignInAsync();

        using var invalid = await browser.CallAsync(HttpMethod.Put, "/api" + Logging, new { applicable = "no", version = 0 });
        Assert.Equal(HttpStatusCode.UnprocessableEntity, invalid.StatusCode);
        var errors = (await JsonAsync(invalid)).GetProperty("errors");
        Assert.True(errors.TryGetProperty("excludeReason", out _) && errors.TryGetProperty("excludeText", out _));

        using var saved = await browser.CallAsync(HttpMethod.Put, "/api" + Logging, new { applicable = "yes", includeReasons = new[] { "law", "riskTreatment" }, includeText = "GDPR", owner = "Grace", version = 0 });
        Assert.Equal(HttpStatusCode.OK, saved.StatusCode);
        var row = await JsonAsync(saved);
        Assert.Equal(("iso27001:A.8.15", "yes", "claimed", 1), (row.GetProperty("requirement").GetString(), row.GetProperty("applicable").GetString(), row.GetProperty("status").GetString(), row.GetProperty("version").GetInt32()));
        Assert.Equal(["riskTreatment", "law"], row.GetProperty("includeReasons").EnumerateArray().Select(reason => reason.GetString()));
        Assert.Equal(0, row.GetProperty("controls").GetArrayLength());
        Assert.Equal(0, row.GetProperty("risks").GetArrayLength());

        using var conflict = await browser.CallAsync(HttpMethod.Put, "/api" + Logging, new { applicable = "undecided", version = 0 });
        Assert.Equal(HttpStatusCode.Conflict, conflict.StatusCode);
        Assert.Equal(1, (await JsonAsync(conflict)).GetProperty("stored").GetProperty("version").GetInt32());

        using var silent = await browser.CallAsync(HttpMethod.Put, "/api" + Logging, new { applicable = "undecided", version = 1 });
        Assert.Equal(HttpStatusCode.UnprocessableEntity, silent.StatusCode);
        using var changed = await browser.CallAsync(HttpMethod.Put, "/api" + Logging, new { applicable = "no", excludeReason = "outsideScope", excludeText = "another unit", changeReason = "scope changed", version = 1 });
        Assert.Equal(HttpStatusCode.OK, changed.StatusCode);

        using var read = await browser.CallAsync(HttpMethod.Get, "/api" + Logging);
        Assert.Equal("excluded", (await JsonAsync(read)).GetProperty("status").GetString());
        await browser.OpenAsync(Logging + "?tab=history");
        Assert.Contains("scope changed", browser.Text, StringComparison.Ordinal);
        Assert.Contains("Ada Lovelace", browser.Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(DatabaseEngine.Sqlite)]
    [InlineData(DatabaseEngine.Postgres)]
    public async Task Decide_TwoAtOnce_OneWinsAndTheOtherIsTold(string engine)
    {
        await using var management = await ManagementFixture.StartAsync(engine, postgres);
        await management.SignInAsync();
        var control = Frameworks.Content.Catalogue.Controls[0];
        var outcomes = await Task.WhenAll(Enumerable.Range(0, 4).Select(i => Task.Run(async () =>
        {
            await using var scope = management.App.Services.CreateAsyncScope();
            return await scope.ServiceProvider.GetRequiredService<DecideRow>().ExecuteAsync(
                control, new StatementChange { Decision = ApplicabilityDecision.Yes, IncludeReasons = [InclusionReason.BusinessPractice], Owner = $"owner {i}", Version = 0 }, Cancellation);
        })));
        Assert.Single(outcomes.OfType<DecideOutcome.Saved>());
        Assert.Equal(3, outcomes.OfType<DecideOutcome.Conflict>().Count());
    }

    [Fact]
    public async Task Statement_Untouched_HasAllRowsUndecidedAndSaysWhatBlocks()
    {
        await using var management = await ManagementFixture.StartAsync();
        var browser = await management.SignInAsync();
        await browser.OpenAsync("/statement-of-applicability");
        Assert.Equal(131, browser.Page.QuerySelectorAll("#statement tbody tr").Length);
        Assert.Equal(13, browser.Page.QuerySelectorAll("#statement details.statement-group[open]").Length);
        Assert.Contains("131 rows undecided", browser.Text, StringComparison.Ordinal);
        Assert.Contains("no approval step", browser.Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("?standard=iso42001", 38)]
    [InlineData("?standard=iso27001&q=logging", 1)]
    [InlineData("?theme=iso27001:A.6", 8)]
    [InlineData("?decision=yes", 1)]
    [InlineData("?status=claimed", 1)]
    [InlineData("?status=nonsense&standard=nonsense", 131)]
    [InlineData("?q=nothing-has-this", 0)]
    public async Task Statement_Filtered_ShowsAndExportsTheSameRows(string query, int expected)
    {
        await using var management = await ManagementFixture.StartAsync();
        var browser = await management.SignInAsync();
        await browser.CallAsync(HttpMethod.Put, "/api" + Logging, new { applicable = "yes", includeReasons = new[] { "businessPractice" }, version = 0 });
        await browser.OpenAsync("/statement-of-applicability" + query);
        Assert.Equal(expected, browser.Page.QuerySelectorAll("#statement tbody tr").Length);
        using var json = await browser.CallAsync(HttpMethod.Get, "/statement-of-applicability" + query + "&format=json");
        var export = await JsonAsync(json);
        Assert.Equal(expected, export.GetProperty("rows").GetArrayLength());
        Assert.True(export.GetProperty("legend").TryGetProperty("claimed", out _));
        using var csv = await browser.CallAsync(HttpMethod.Get, "/statement-of-applicability" + query + "&format=csv");
        Assert.Equal(expected + 1, (await csv.Content.ReadAsStringAsync(Cancellation)).Split("\r\n", StringSplitOptions.RemoveEmptyEntries).Length);
    }

    [Fact]
    public async Task RowPage_RefusedForm_KeepsWhatWasEnteredAndNamesEveryError()
    {
        await using var management = await ManagementFixture.StartAsync();
        var browser = await management.SignInAsync();
        await browser.OpenAsync(Logging);
        await browser.SubmitAsync(Logging, ("applicable", "no"), ("owner", "<b>Grace</b>"));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, browser.Status);
        Assert.Equal(2, browser.Page.QuerySelectorAll("#error-summary li").Length);
        Assert.Equal("<b>Grace</b>", browser.Page.QuerySelector("input[name=owner]")!.GetAttribute("value"));

        await browser.SubmitAsync(Logging, ("excludeReason", "providedByOther"), ("excludeText", "<script>alert(1)</script>"));
        Assert.Equal((HttpStatusCode.OK, Logging + "?saved=yes"), (browser.Status, browser.Path));
        foreach (var path in new[] { Logging, Logging + "?tab=history", "/statement-of-applicability" })
        {
            await browser.OpenAsync(path);
            Assert.Contains("<script>alert(1)</script>", browser.Text + browser.Page.QuerySelector("textarea[name=excludeText]")?.TextContent, StringComparison.Ordinal);
            Assert.Empty(browser.Page.QuerySelectorAll("script:not([src])"));
        }
    }

    [Fact]
    public async Task RowPage_Saved_SaysSoAndLeadsToTheNextUndecidedRow()
    {
        await using var management = await ManagementFixture.StartAsync();
        var browser = await management.SignInAsync();
        await browser.OpenAsync(Logging);
        Assert.Null(browser.Page.QuerySelector(".alert-success"));

        await browser.SubmitAsync(Logging, ("applicable", "yes"), ("includeReasons", "businessPractice"));

        var notice = browser.Page.QuerySelector(".alert-success")!;
        Assert.Contains("Saved as version 1", notice.TextContent, StringComparison.Ordinal);
        Assert.Equal("/statement-of-applicability/iso27001/A.8.16", notice.QuerySelectorAll("a")[1].GetAttribute("href"));
    }

    [Fact]
    public async Task RowPage_StaleForm_ShowsBothSides()
    {
        await using var management = await ManagementFixture.StartAsync();
        var mine = await management.SignInAsync();
        await mine.OpenAsync(Logging);
        var theirs = await management.SignInAsync();
        await theirs.CallAsync(HttpMethod.Put, "/api" + Logging, new { applicable = "yes", includeReasons = new[] { "businessPractice" }, version = 0 });

        await mine.SubmitAsync(Logging, ("applicable", "no"), ("excludeReason", "outsideScope"), ("excludeText", "my words"));

        Assert.Equal(HttpStatusCode.Conflict, mine.Status);
        Assert.Contains("Stored now", mine.Text, StringComparison.Ordinal);
        Assert.Contains("Good business practice", mine.Text, StringComparison.Ordinal);
        Assert.Equal("my words", mine.Page.QuerySelector("textarea[name=excludeText]")!.TextContent);
    }

    [Theory]
    [InlineData("iso27001/A.8.15")]
    [InlineData("iso42001/A.6.2.8")]
    public async Task RowPage_WithDecisions_ShowsLiveEvidenceThatLeadsToThem(string row)
    {
        await using var management = await ManagementFixture.StartAsync();
        await using var log = await GatewayLogFixture.CreateAsync(management.Options);
        await log.AppendRequestAsync("req-1");
        await log.AppendRequestAsync("req-2", record => record["src"] = "none");
        await DecisionPagesTests.FollowAsync(management, log);
        var browser = await management.SignInAsync();
        await browser.CallAsync(HttpMethod.Put, "/api/statement-of-applicability/" + row, new { applicable = "yes", includeReasons = new[] { "businessPractice" }, version = 0 });

        await DecisionPagesTests.VerifyAsync(management);
        await browser.OpenAsync("/statement-of-applicability/" + row);
        Assert.Contains("1 of 2", browser.Text, StringComparison.Ordinal);
        Assert.Contains("Partly evidenced", browser.Text, StringComparison.Ordinal);
        Assert.Equal("/decisions?holds=both", browser.Page.QuerySelector("a[href='/decisions?holds=both']")!.GetAttribute("href"));
        await browser.OpenAsync("/decisions?holds=both");
        Assert.Single(browser.Page.QuerySelectorAll("#table-decisions tbody tr"));
        await browser.OpenAsync("/decisions?holds=not-both");
        Assert.Single(browser.Page.QuerySelectorAll("#table-decisions tbody tr"));
    }

    [Fact]
    public async Task RowPage_DecisionsAfterTheVerification_AreNotCalledVerified()
    {
        await using var management = await ManagementFixture.StartAsync(change: options => options with { TimeProvider = new StillClock() });
        await using var log = await GatewayLogFixture.CreateAsync(management.Options);
        await DecisionPagesTests.FollowAsync(management, log);
        await DecisionPagesTests.VerifyAsync(management);
        await log.AppendRequestAsync("req-1");
        await DecisionPagesTests.FollowAsync(management, log);

        var evidence = management.App.Services.GetRequiredService<LiveEvidenceReader>().Overall();

        Assert.Equal((LiveEvidenceState.NotVerified, 1, 0), (evidence.State, evidence.Requests, evidence.Verified));
    }

    [Fact]
    public async Task Evidence_OlderThanItsKindMayBe_IsStaleAndImprovesNothing()
    {
        var clock = new ManualClock();
        await using var management = await ManagementFixture.StartAsync(change: options => options with { TimeProvider = clock });
        await using var log = await GatewayLogFixture.CreateAsync(management.Options);
        await log.AppendRequestAsync("req-1");
        await DecisionPagesTests.FollowAsync(management, log);
        await DecisionPagesTests.VerifyAsync(management);
        var reader = management.App.Services.GetRequiredService<LiveEvidenceReader>();
        Assert.Equal(LiveEvidenceState.Current, reader.Overall().State);

        clock.Advance(TimeSpan.FromDays(31));

        Assert.Equal(LiveEvidenceState.Stale, reader.Overall().State);
    }

    [Fact]
    public async Task Row_BareNumber_AsksWhichStandard()
    {
        await using var management = await ManagementFixture.StartAsync();
        var browser = await management.SignInAsync();
        await browser.OpenAsync("/statement-of-applicability/A.8.3");
        Assert.Equal(HttpStatusCode.BadRequest, browser.Status);
        Assert.Contains("iso27001:A.8.3", browser.Text, StringComparison.Ordinal);
        Assert.Contains("iso42001:A.8.3", browser.Text, StringComparison.Ordinal);
        await browser.OpenAsync("/statement-of-applicability/iso27001/4.1");
        Assert.Equal(HttpStatusCode.NotFound, browser.Status);
    }

    private static async Task<JsonElement> JsonAsync(HttpResponseMessage response) => await response.Content.ReadFromJsonAsync<JsonElement>(Cancellation);
}
