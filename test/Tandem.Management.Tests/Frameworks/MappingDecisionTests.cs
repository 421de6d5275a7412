using System.Net;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Tandem.Management.Access;
using Tandem.Management.Database;
using Tandem.Management.Frameworks.MappingDecisions;
using Tandem.Testing.Postgres;

namespace Tandem.Management.Tests.Frameworks;

/// <summary>Whether a pair of controls that the content proposes holds here is decided by a person, with who, when, why and on what.</summary>
public sealed class MappingDecisionTests(PostgresServer postgres)
{
    private const string Pair = "/mapping/MAP-001";

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(DatabaseEngine.Sqlite)]
    [InlineData(DatabaseEngine.Postgres)]
    public async Task Api_AcceptRefuseTakeBack_FollowsTheRules(string engine)
    {
        await using var management = await ManagementFixture.StartAsync(engine, postgres);
        var browser = await management.SignInAsync();
        Assert.Equal(("proposed", 0), Short(await GetAsync(browser)));

        Assert.Equal(["decision"], await RefusedAsync(browser, new { decision = "proposed", version = 0 }));
        Assert.Equal(["decision"], await RefusedAsync(browser, new { decision = "perhaps", version = 0 }));
        Assert.Equal(["reason"], await RefusedAsync(browser, new { decision = "refused", reason = " ", version = 0 }));
        Assert.Equal(["reason"], await RefusedAsync(browser, new { decision = "refused", reason = new string('x', 1001), version = 0 }));
        using var accepted = await PutAsync(browser, new { decision = "accepted", version = 0 });
        Assert.Equal(HttpStatusCode.OK, accepted.StatusCode);
        Assert.Equal(["reason"], await RefusedAsync(browser, new { decision = "refused", version = 1 }));
        Assert.Equal(["reason"], await RefusedAsync(browser, new { decision = "proposed", version = 1 }));
        using var refused = await PutAsync(browser, new { decision = "refused", reason = "we keep two policies", version = 1 });
        Assert.Equal(HttpStatusCode.OK, refused.StatusCode);
        using var back = await PutAsync(browser, new { decision = "proposed", reason = "to be discussed", version = 2 });
        Assert.Equal(HttpStatusCode.OK, back.StatusCode);

        var now = await GetAsync(browser);
        Assert.Equal(("proposed", 3), Short(now));
        Assert.Equal(("Ada Lovelace", "2026.1", "to be discussed"), (now.GetProperty("decidedBy").GetString(), now.GetProperty("decidedOn").GetString(), now.GetProperty("reason").GetString()));
        await browser.OpenAsync(Pair + "?tab=history");
        Assert.Equal(3, browser.Page.QuerySelectorAll(".history > li").Length);
        Assert.Contains("we keep two policies", browser.Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(DatabaseEngine.Sqlite)]
    [InlineData(DatabaseEngine.Postgres)]
    public async Task Decide_FourAtOnce_OneWinsAndTheOthersAreTold(string engine)
    {
        await using var management = await ManagementFixture.StartAsync(engine, postgres);
        await management.SignInAsync();
        var pair = Content.Catalogue.ControlMappings[5];

        var outcomes = await Task.WhenAll(Enumerable.Range(0, 4).Select(i => Task.Run(async () =>
        {
            await using var scope = management.App.Services.CreateAsyncScope();
            return await scope.ServiceProvider.GetRequiredService<DecideMapping>().ExecuteAsync(pair, new("accepted", $"reason {i}", 0), Cancellation);
        })));

        Assert.Single(outcomes.OfType<MappingOutcome.Saved>());
        Assert.Equal(3, outcomes.OfType<MappingOutcome.Conflict>().Count());
    }

    [Fact]
    public async Task Page_StaleVersion_IsRefusedWithBothSides_AndNothingIsLost()
    {
        await using var management = await ManagementFixture.StartAsync();
        var browser = await management.SignInAsync();
        await browser.OpenAsync(Pair);
        (await PutAsync(browser, new { decision = "accepted", reason = "one hierarchy", version = 0 })).Dispose();

        await browser.SubmitAsync(Pair, ("decision", "refused"), ("reason", "<b>two</b> policies"));

        Assert.Equal(HttpStatusCode.Conflict, browser.Status);
        Assert.Contains("Ada Lovelace decided `Accepted` meanwhile (version 1)", browser.Text, StringComparison.Ordinal);
        Assert.Contains("one hierarchy", browser.Page.QuerySelector("section[aria-labelledby=decided]")!.TextContent, StringComparison.Ordinal);
        Assert.Equal("<b>two</b> policies", browser.Page.QuerySelector("textarea[name=reason]")!.TextContent);
        Assert.Equal("accepted", (await GetAsync(browser)).GetProperty("decision").GetString());
        using var stale = await PutAsync(browser, new { decision = "refused", reason = "no", version = 0 });
        Assert.Equal(HttpStatusCode.Conflict, stale.StatusCode);
        Assert.Equal("one hierarchy", (await stale.Content.ReadFromJsonAsync<JsonElement>(Cancellation)).GetProperty("stored").GetProperty("reason").GetString());

        await browser.SubmitAsync(Pair);
        Assert.Equal(Pair + "?saved=yes", browser.Path);
        Assert.Equal("/mapping/MAP-002", browser.Page.QuerySelectorAll(".alert-success a")[1].GetAttribute("href"));
        Assert.Equal("refused", (await GetAsync(browser)).GetProperty("decision").GetString());
        Assert.Empty(browser.Page.QuerySelectorAll("main b"));
    }

    [Fact]
    public async Task List_AcceptedInPlace_IsFilteredAndExportedWithWhoAndWhy()
    {
        await using var management = await ManagementFixture.StartAsync();
        var browser = await management.SignInAsync();
        (await PutAsync(browser, new { decision = "refused", reason = "not here", version = 0 })).Dispose();
        await browser.OpenAsync("/mapping?decision=proposed&size=100");

        await browser.SubmitAsync("/mapping/MAP-002");

        Assert.Equal("/mapping?decision=proposed", browser.Path);
        Assert.Contains("of 96", browser.Page.QuerySelector(".table-foot")!.TextContent, StringComparison.Ordinal);
        using var json = await browser.CallAsync(HttpMethod.Get, "/mapping?decision=accepted,refused&columns=all&format=json");
        var rows = (await json.Content.ReadFromJsonAsync<JsonElement>(Cancellation)).GetProperty("rows").EnumerateArray().ToDictionary(row => row.GetProperty("id").GetString()!);
        Assert.Equal(["MAP-001", "MAP-002"], rows.Keys.Order(StringComparer.Ordinal));
        Assert.Equal(("refused", "not here", "Ada Lovelace", "2026.1"), (rows["MAP-001"].GetProperty("decision").GetString(), rows["MAP-001"].GetProperty("reason").GetString(),
            rows["MAP-001"].GetProperty("decidedBy").GetString(), rows["MAP-001"].GetProperty("decidedOn").GetString()));
        await browser.OpenAsync("/catalogue/iso27001/A.5.1");
        Assert.Contains("Refused", browser.Page.QuerySelector("section[aria-labelledby=siblings]")!.TextContent, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(Roles.Reader)]
    [InlineData(Roles.Contributor)]
    public async Task Others_SeeDecisionsAndDecideNothing(string role)
    {
        await using var management = await ManagementFixture.StartAsync();
        await management.SignInAsync();
        var browser = await management.SignInAsAsync("Mari Tamm", role);

        await browser.OpenAsync(Pair);
        Assert.Equal(HttpStatusCode.OK, browser.Status);
        Assert.Empty(browser.Page.QuerySelectorAll("main form[method=post]"));
        await browser.OpenAsync("/mapping");
        Assert.Empty(browser.Page.QuerySelectorAll("main form[action^='/mapping/']"));
        using var answer = await PutAsync(browser, new { decision = "accepted", version = 0 });
        Assert.Equal(HttpStatusCode.Forbidden, answer.StatusCode);
    }

    [Fact]
    public async Task Decision_WhenALaterContentSaysSomethingElse_IsShownAsDecidedOnAnotherVersion()
    {
        await using var management = await ManagementFixture.StartAsync();
        var browser = await management.SignInAsync();
        foreach (var id in new[] { "MAP-001", "MAP-002", "MAP-003" })
            (await browser.CallAsync(HttpMethod.Put, "/api/mapping/" + id, new { decision = "accepted", version = 0 })).Dispose();

        // As if the content had said something else then: another strength of one pair, another rationale of the next; of the third only the version of the whole is another.
        await management.WithDatabaseAsync(async db =>
        {
            await db.MappingDecisions.Where(d => d.Pair == "MAP-001").ExecuteUpdateAsync(set => set.SetProperty(d => d.Strength, 3), Cancellation);
            await db.MappingDecisions.Where(d => d.Pair == "MAP-002").ExecuteUpdateAsync(set => set.SetProperty(d => d.Rationale, "Seen in another way."), Cancellation);
            return await db.MappingDecisions.ExecuteUpdateAsync(set => set.SetProperty(d => d.ContentVersion, "2025.1"), Cancellation);
        });

        await browser.OpenAsync("/mapping?changed=yes&columns=id,decision,isOnAnotherVersion");
        Assert.Contains("of 2", browser.Page.QuerySelector(".table-foot")!.TextContent, StringComparison.Ordinal);
        await browser.OpenAsync(Pair);
        var decided = browser.Page.QuerySelector("section[aria-labelledby=decided]")!.TextContent;
        Assert.Contains("Decided on another version", decided, StringComparison.Ordinal);
        Assert.Contains("strength 3 of 10", decided, StringComparison.Ordinal);
        Assert.True((await GetAsync(browser)).GetProperty("isOnAnotherVersion").GetBoolean());
        using var again = await PutAsync(browser, new { decision = "accepted", reason = "still so", version = 1 });
        Assert.False((await GetAsync(browser)).GetProperty("isOnAnotherVersion").GetBoolean());
    }

    private static (string, int) Short(JsonElement answer) => (answer.GetProperty("decision").GetString()!, answer.GetProperty("version").GetInt32());

    private static async Task<JsonElement> GetAsync(Browser browser)
    {
        using var answer = await browser.CallAsync(HttpMethod.Get, "/api" + Pair);
        return await answer.Content.ReadFromJsonAsync<JsonElement>(Cancellation);
    }

    private static Task<HttpResponseMessage> PutAsync(Browser browser, object body) => browser.CallAsync(HttpMethod.Put, "/api" + Pair, body);

    private static async Task<List<string>> RefusedAsync(Browser browser, object body)
    {
        using var answer = await PutAsync(browser, body);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, answer.StatusCode);
        return (await answer.Content.ReadFromJsonAsync<JsonElement>(Cancellation)).GetProperty("errors").EnumerateObject().Select(error => error.Name).ToList();
    }
}
