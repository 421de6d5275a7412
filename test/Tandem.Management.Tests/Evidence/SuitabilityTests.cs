using System.Net;
using Tandem.Management.Database;
using Tandem.Management.Evidence.Suitability;
using Tandem.Management.Frameworks;
using Tandem.Management.Tests.Approvals;
using Tandem.Management.Tests.Controls;
using Tandem.Testing.Postgres;

namespace Tandem.Management.Tests.Evidence;

/// <summary>A vulnerability scan never evidences an impact assessment, whichever way one tries.</summary>
public sealed class SuitabilityTests(PostgresServer postgres)
{
    private const string Assessment = "iso42001:A.5.2";
    private const string Reason = "Shows how secure a system is";

    [Theory]
    [InlineData(DatabaseEngine.Sqlite)]
    [InlineData(DatabaseEngine.Postgres)]
    public async Task UnsuitableKind_IsNotLinked_WithTheReasonOfTheCatalogue(string engine)
    {
        await using var management = await ManagementFixture.StartAsync(engine, postgres);
        var ada = await management.SignInAsync();
        await ada.EnterEvidenceAsync("EV-VULNSCAN");
        await ada.EnterControlAsync("Assess impacts", Assessment);
        await ada.EnterAsync("/claims", new { control = "CTL-0001", claim = "Impacts were assessed." });
        await ada.EnterAsync("/control-instances", new { control = "CTL-0001" });
        await ada.EnterAsync("/control-tests", new { control = "CTL-0001", procedure = "Look." });

        foreach (var end in new[] { Assessment, "CTL-0001", "CLM-0001", "CIN-0001", "CTT-0001" })
        {
            Assert.Contains(Reason, await DetailAsync(await ada.LinkAsync("EVD-0001", end)), StringComparison.Ordinal);
            // Also when it is said from the other end.
            Assert.Contains(Reason, await DetailAsync(await ada.LinkAsync(end, "EVD-0001", "hasAsEvidence")), StringComparison.Ordinal);
        }
        // That it shows the contrary may be said, and that it has to do with it too.
        await (await ada.LinkAsync("EVD-0001", "CLM-0001", "contradicts")).ReadAsync(HttpStatusCode.Created);
        await (await ada.LinkAsync("EVD-0001", "CTL-0001", "relatesTo")).ReadAsync(HttpStatusCode.Created);
    }

    [Fact]
    public async Task KindThatOneOfSeveralRequirementsTakes_IsLinked()
    {
        await using var management = await ManagementFixture.StartAsync();
        var ada = await management.SignInAsync();
        await ada.EnterEvidenceAsync("EV-VULNSCAN");
        await ada.EnterControlAsync("Assess and scan", Assessment, "iso27001:A.8.8");

        await (await ada.LinkAsync("EVD-0001", "CTL-0001")).ReadAsync(HttpStatusCode.Created);
        await ada.OpenAsync("/evidence/EVD-0001?tab=links");
        Assert.DoesNotContain("Perhaps no evidence", ada.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task KindThatNobodyNames_IsLinkedWithAWarning()
    {
        await using var management = await ManagementFixture.StartAsync();
        var ada = await management.SignInAsync();
        await ada.EnterEvidenceAsync("EV-TRAINING");

        await (await ada.LinkAsync("EVD-0001", Assessment)).ReadAsync(HttpStatusCode.Created);

        foreach (var path in new[] { "/evidence/EVD-0001?tab=links", "/catalogue/iso42001/A.5.2", "/links/LNK-0001" })
        {
            await ada.OpenAsync(path);
            Assert.Contains("Perhaps no evidence for it: `EV-TRAINING` is not among the kinds that usually show iso42001:A.5.2", ada.Text, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task KindOfALinkedItem_DoesNotBecomeUnsuitable()
    {
        await using var management = await ManagementFixture.StartAsync();
        var ada = await management.SignInAsync();
        await ada.EnterEvidenceAsync("EV-AISIA");
        await (await ada.LinkAsync("EVD-0001", Assessment)).ReadAsync(HttpStatusCode.Created);

        Assert.Contains(Reason, await (await ada.ChangeEvidenceAsync(1, new { kind = "EV-PENTEST" })).RefusalAsync("kind"), StringComparison.Ordinal);
        await (await ada.ChangeEvidenceAsync(1, new { kind = "EV-DPIA" })).ReadAsync(HttpStatusCode.OK);
        await (await ada.CallAsync(HttpMethod.Post, "/api/links/LNK-0001/end", new { reason = "wrong" })).ReadAsync(HttpStatusCode.OK);
        await (await ada.ChangeEvidenceAsync(2, new { kind = "EV-PENTEST" })).ReadAsync(HttpStatusCode.OK);
    }

    [Fact]
    public async Task Form_ThatLinks_SaysWhyNot()
    {
        await using var management = await ManagementFixture.StartAsync();
        var ada = await management.SignInAsync();
        await ada.EnterEvidenceAsync("EV-VULNSCAN");

        await ada.OpenAsync($"/links/new?for=EVD-0001&q={Assessment}");
        await ada.SubmitAsync("/links", ("relation", "evidenceFor"), ("to", Assessment));

        Assert.Equal(HttpStatusCode.Conflict, ada.Status);
        Assert.Contains(Reason, ada.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Links_OfManyItems_AreJudgedInAsManyStatementsAsThoseOfOne()
    {
        await using var management = await ManagementFixture.StartAsync();
        StatementCounter.Prepare(management);
        var ada = await management.SignInAsync();
        await ada.EnterControlAsync("Review of rights", "iso27001:A.5.18");
        await AddAsync(1);
        var one = await CountAsync();
        await AddAsync(8);

        Assert.Equal(one, await CountAsync());

        async Task AddAsync(int count)
        {
            for (var i = 0; i < count; i++)
                await (await ada.LinkAsync(await ada.EnterEvidenceAsync(), "CTL-0001")).ReadAsync(HttpStatusCode.Created);
        }

        async Task<int> CountAsync()
        {
            await ada.OpenAsync("/controls/CTL-0001?tab=links");
            using var counter = new StatementCounter();
            await ada.OpenAsync("/controls/CTL-0001?tab=links");
            return counter.Count;
        }
    }

    [Fact]
    public void EachUnsuitableKindOfTheCatalogue_IsRefusedForItsRequirement()
    {
        var refused = Catalogue.Requirements.SelectMany(requirement => requirement.UnsuitableEvidence.Select(unsuitable => (requirement, unsuitable))).ToList();

        Assert.True(refused.Count > 30);
        Assert.All(refused, pair => Assert.Equal(Fit.Unsuitable, EvidenceSuitability.For(pair.requirement, pair.unsuitable.Type.Id).Fit));
        Assert.All(Catalogue.Requirements.Where(r => r.Evidence.Count > 0), requirement => Assert.Equal((Fit.Suitable, null), EvidenceSuitability.For(requirement, requirement.Evidence[0].Id)));
    }

    [Fact]
    public void SeveralRequirements_RefuseOnlyTogether()
    {
        var (refuses, names, neither) = (Find(Assessment), Find("iso27001:A.8.8"), Find("iso27001:A.7.1"));

        Assert.Equal(Fit.Unsuitable, EvidenceSuitability.ForAny([refuses], "EV-VULNSCAN").Fit);
        Assert.Equal(Fit.Suitable, EvidenceSuitability.ForAny([refuses, names], "EV-VULNSCAN").Fit);
        Assert.Equal(Fit.Uncertain, EvidenceSuitability.ForAny([refuses, neither], "EV-VULNSCAN").Fit);
        Assert.Equal(Fit.Uncertain, EvidenceSuitability.ForAny([], "EV-VULNSCAN").Fit);
        Assert.Equal(Fit.Uncertain, EvidenceSuitability.For(refuses, "").Fit);
    }

    private static FrameworkCatalogue Catalogue { get; } = Tandem.Management.Tests.Frameworks.Content.Catalogue;

    private static Requirement Find(string id) => Catalogue.Find(RequirementId.Parse(id))!;

    private static async Task<string> DetailAsync(HttpResponseMessage answer) => (await answer.ReadAsync(HttpStatusCode.Conflict)).GetProperty("detail").GetString()!;
}
