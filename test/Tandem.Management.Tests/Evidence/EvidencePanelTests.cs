using System.Net;
using Tandem.Management.Access;
using Tandem.Management.Database;
using Tandem.Management.Tests.Approvals;
using Tandem.Management.Tests.Controls;
using Tandem.Testing.Postgres;

namespace Tandem.Management.Tests.Evidence;

/// <summary>What evidence shows, where it counts.</summary>
public sealed class EvidencePanelTests(PostgresServer postgres)
{
    [Theory]
    [InlineData(DatabaseEngine.Sqlite)]
    [InlineData(DatabaseEngine.Postgres)]
    public async Task Effectiveness_NeedsEvidenceForEachClaim_AndLosesItByAContradiction(string engine)
    {
        await using var management = await ManagementFixture.StartAsync(engine, postgres);
        var (ada, mari) = await PrepareAsync(management);
        await ada.EnterAsync("/control-instances", new { control = "CTL-0001", status = "implemented", method = "m" });
        await ada.EnterAsync("/control-tests", new { control = "CTL-0001", procedure = "Look." });
        await ada.ReportResultAsync(HttpStatusCode.OK, new { version = 1, result = "pass", note = "seen" });
        Assert.Equal("partial", await EffectivenessAsync(ada));

        await ada.AcceptEvidenceAsync(mari, "EV-ACCREVIEW");
        Assert.Equal("partial", await EffectivenessAsync(ada));
        await (await ada.LinkAsync("EVD-0001", "CLM-0001")).ReadAsync(HttpStatusCode.Created);
        Assert.Equal("effective", await EffectivenessAsync(ada));

        await ada.AcceptEvidenceAsync(mari, "EV-PENTEST");
        await (await ada.LinkAsync("EVD-0002", "CIN-0001", "contradicts")).ReadAsync(HttpStatusCode.Created);
        Assert.Equal("partial", await EffectivenessAsync(ada));
        await (await ada.CallAsync(HttpMethod.Post, "/api/links/LNK-0002/end", new { reason = "another place" })).ReadAsync(HttpStatusCode.OK);
        Assert.Equal("effective", await EffectivenessAsync(ada));
        await (await ada.MoveEvidenceAsync("withdraw", 4)).ReadAsync(HttpStatusCode.OK);
        Assert.Equal("partial", await EffectivenessAsync(ada));
    }

    [Theory]
    [InlineData(DatabaseEngine.Sqlite)]
    [InlineData(DatabaseEngine.Postgres)]
    public async Task Gaps_NameEachKindThatIsMissing_UntilItIsAccepted(string engine)
    {
        await using var management = await ManagementFixture.StartAsync(engine, postgres);
        var (ada, mari) = await PrepareAsync(management);
        Assert.Equal("CLM-0001/EV-ACCREVIEW/missing,CLM-0001/EV-POLICY/missing,CLM-0002//missing", await GapsAsync(ada));

        var key = await ada.EnterEvidenceAsync("EV-ACCREVIEW");
        await (await ada.LinkAsync(key, "CLM-0001")).ReadAsync(HttpStatusCode.Created);
        Assert.StartsWith("CLM-0001/EV-ACCREVIEW/notAccepted", await GapsAsync(ada), StringComparison.Ordinal);
        await (await ada.SendTextAsync(1, key: key)).ReadAsync(HttpStatusCode.OK);
        await (await ada.MoveEvidenceAsync("submit", 2, key)).ReadAsync(HttpStatusCode.OK);
        await (await mari.MoveEvidenceAsync("accept", 3, key)).ReadAsync(HttpStatusCode.OK);
        Assert.Equal("CLM-0001/EV-POLICY/missing,CLM-0002//missing", await GapsAsync(ada));

        await ada.OpenAsync("/evidence/gaps");
        Assert.Contains("shown by evidence of another kind", ada.Text, StringComparison.Ordinal);
        Assert.Contains(ada.Page.QuerySelectorAll("a"), link => link.GetAttribute("href") == "/evidence-requests/new?about=CLM-0001&kind=EV-POLICY");
        await ada.OpenAsync("/evidence/gaps?shown=no&standard=iso42001");
        Assert.DoesNotContain("CLM-0001", ada.Text, StringComparison.Ordinal);
        using var csv = await ada.CallAsync(HttpMethod.Get, "/evidence/gaps?format=csv&kind=EV-POLICY");
        Assert.Contains("CLM-0001,EV-POLICY,missing", await csv.Content.ReadAsStringAsync(TestContext.Current.CancellationToken), StringComparison.Ordinal);
        using (await ada.CallAsync(HttpMethod.Post, "/api/claims/CLM-0002/archive", new { version = 1, reason = "gone" }))
        {
        }
        Assert.Equal("CLM-0001/EV-POLICY/missing", await GapsAsync(ada));
    }

    [Fact]
    public async Task Panels_ShowItemsWhereTheyCount()
    {
        await using var management = await ManagementFixture.StartAsync();
        var (ada, mari) = await PrepareAsync(management);
        await ada.EnterAsync("/control-instances", new { control = "CTL-0001" });
        await ada.AcceptEvidenceAsync(mari, "EV-ACCREVIEW", ("coversFrom", "2026-01-01"), ("coversTo", "2026-01-31"));
        foreach (var end in new[] { "CLM-0001", "CIN-0001", "iso27001:A.5.18" })
            await (await ada.LinkAsync("EVD-0001", end)).ReadAsync(HttpStatusCode.Created);
        await ada.EnterEvidenceAsync("EV-POLICY");
        await (await ada.LinkAsync("EVD-0002", "CLM-0001")).ReadAsync(HttpStatusCode.Created);

        foreach (var path in new[] { "/claims/CLM-0001", "/controls/CTL-0001", "/control-instances/CIN-0001", "/catalogue/iso27001/A.5.18" })
        {
            await ada.OpenAsync(path);
            var panel = ada.Page.QuerySelector("#evidence, #linked-evidence")!.TextContent;
            Assert.Contains("EVD-0001", panel, StringComparison.Ordinal);
            Assert.Contains("Accepted", panel, StringComparison.Ordinal);
            Assert.Contains("2026-01-01 to 2026-01-31", panel, StringComparison.Ordinal);
        }
        await ada.OpenAsync("/controls/CTL-0001");
        Assert.Contains("for CLM-0001", ada.Page.QuerySelector("#evidence")!.TextContent, StringComparison.Ordinal);
        await ada.OpenAsync("/claims/CLM-0001");
        Assert.DoesNotContain("not among the kinds", ada.Page.QuerySelector("#evidence")!.TextContent, StringComparison.Ordinal);
        var kinds = ada.Page.QuerySelectorAll("#evidence .list-group-item").Select(item => item.TextContent).ToList();
        Assert.Contains(kinds, text => text.Contains("Not accepted", StringComparison.Ordinal) && text.Contains("EV-POLICY", StringComparison.Ordinal));
        await ada.OpenAsync("/links/new?for=CLM-0001&relation=hasAsEvidence&q=EVD-0001");
        Assert.Equal("hasAsEvidence", ada.Page.QuerySelector("#field-relation option[selected]")!.GetAttribute("value"));
    }

    [Fact]
    public async Task Gaps_OfManyClaims_AreReadInAsManyStatementsAsThoseOfFew()
    {
        await using var management = await ManagementFixture.StartAsync();
        StatementCounter.Prepare(management);
        var (ada, _) = await PrepareAsync(management);
        var few = await CountAsync();
        for (var i = 0; i < 8; i++)
        {
            await ada.EnterAsync("/claims", new { control = "CTL-0001", claim = $"Claim {i}", evidenceTypes = new[] { "EV-POLICY" } });
            await (await ada.LinkAsync(await ada.EnterEvidenceAsync(), $"CLM-{i + 3:0000}")).ReadAsync(HttpStatusCode.Created);
        }

        Assert.Equal(few, await CountAsync());

        async Task<int> CountAsync()
        {
            await ada.ReadApiAsync("/evidence/gaps");
            using var counter = new StatementCounter();
            await ada.ReadApiAsync("/evidence/gaps");
            await ada.ReadApiAsync("/control-coverage");
            return counter.Count;
        }
    }

    [Fact]
    public async Task Figures_CountItemsThatServeBothStandards()
    {
        await using var management = await ManagementFixture.StartAsync();
        var (ada, mari) = await PrepareAsync(management);
        var policies = await ada.EnterControlAsync("Policies", "iso27001:A.5.1", "iso42001:A.2.2");
        for (var i = 1; i <= 10; i++)
            await ada.AcceptEvidenceAsync(mari);
        await (await ada.LinkAsync("EVD-0001", policies)).ReadAsync(HttpStatusCode.Created);
        await (await ada.LinkAsync("EVD-0002", "iso27001:A.5.1")).ReadAsync(HttpStatusCode.Created);
        await (await ada.LinkAsync("EVD-0002", "iso42001:A.2.2")).ReadAsync(HttpStatusCode.Created);
        await (await ada.LinkAsync("EVD-0003", "iso27001:A.5.1")).ReadAsync(HttpStatusCode.Created);

        var figures = (await ada.ReadApiAsync("/figures")).EnumerateArray().ToDictionary(figure => figure.GetProperty("id").GetString()!);

        Assert.Equal([2, 10], figures["F11"].GetProperty("inputs").EnumerateArray().Select(input => input.GetProperty("value").GetInt32()));
        Assert.Equal(20, figures["F11"].GetProperty("value").GetInt32());
        Assert.Contains("there are 0 requests", figures["F9"].GetProperty("missing").GetString(), StringComparison.Ordinal);
    }

    private static async Task<(Browser Ada, Browser Mari)> PrepareAsync(ManagementFixture management)
    {
        var ada = await management.SignInAsync();
        var mari = await management.SignInAsAsync("Mari Tamm", Roles.SecurityLead);
        await ada.EnterControlAsync("Review of rights", "iso27001:A.5.18");
        await ada.EnterAsync("/claims", new { control = "CTL-0001", claim = "Rights are reviewed.", evidenceTypes = new[] { "EV-ACCREVIEW", "EV-POLICY" } });
        await ada.EnterControlAsync("Clean desks", "iso27001:A.7.7");
        await ada.EnterAsync("/claims", new { control = "CTL-0002", claim = "Desks are clean." });
        return (ada, mari);
    }

    private static async Task<string?> EffectivenessAsync(Browser browser) =>
        (await browser.ReadApiAsync("/control-coverage")).EnumerateArray().First(row => row.GetProperty("requirement").GetString() == "iso27001:A.5.18").GetProperty("controls")[0].GetProperty("effectiveness").GetString();

    private static async Task<string> GapsAsync(Browser browser) => string.Join(',', (await browser.ReadApiAsync("/evidence/gaps")).EnumerateArray()
        .Select(gap => $"{gap.GetProperty("claim").GetString()}/{gap.GetProperty("kind").GetString()}/{gap.GetProperty("coverage").GetString()}"));
}
