using System.Net;
using Tandem.Management.Database;
using Tandem.Management.Tests.Approvals;
using Tandem.Management.Tests.Controls;
using Tandem.Testing.Postgres;

namespace Tandem.Management.Tests.Integration;

/// <summary>What carries over from ISO/IEC 27001, and what there is of it here.</summary>
public sealed class IntegrationTests(PostgresServer postgres)
{
    [Theory]
    [InlineData(DatabaseEngine.Sqlite)]
    [InlineData(DatabaseEngine.Postgres)]
    public async Task Requirements_SayWhatCarriesOverAndWhatIsMissingHere(string engine)
    {
        await using var management = await ManagementFixture.StartAsync(engine, postgres);
        var ada = await management.SignInAsync();
        await ada.EnterControlAsync("Logs", "iso27001:A.8.15");
        await ada.EnterAsync("/control-instances", new { control = "CTL-0001", status = "implemented", method = "m" });
        await ada.EnterControlAsync("Impact assessments", "iso42001:A.5.2");

        var rows = (await ada.ReadApiAsync("/integration")).EnumerateArray().ToDictionary(row => row.GetProperty("requirement").GetString()!);

        Assert.Equal("carriesOver", rows["iso42001:7.5.2"].GetProperty("carryOver").GetString());
        Assert.Equal("new", rows["iso42001:8.4"].GetProperty("carryOver").GetString());
        Assert.Equal("new", rows["iso42001:A.5.2"].GetProperty("carryOver").GetString());
        Assert.Equal("extend", rows["iso42001:A.6.2.8"].GetProperty("carryOver").GetString());
        Assert.Equal("CTL-0001", rows["iso42001:A.6.2.8"].GetProperty("extendable")[0].GetString());
        Assert.Equal("extend a control", rows["iso42001:A.6.2.8"].GetProperty("missing")[0].GetString());
        Assert.Equal("put the control in place", rows["iso42001:A.5.2"].GetProperty("missing")[0].GetString());
        // The published count: 35 of 38 controls have a counterpart.
        Assert.Equal(3, rows.Values.Count(row => row.GetProperty("requirement").GetString()!.Contains("A.", StringComparison.Ordinal) && row.GetProperty("carryOver").GetString() == "new"));
    }

    [Fact]
    public async Task PairThatWasRefused_IsNoReasonToBuildOn()
    {
        await using var management = await ManagementFixture.StartAsync();
        var ada = await management.SignInAsync();
        var pairs = (await ada.ReadApiAsync("/mapping")).EnumerateArray().Where(pair => pair.GetProperty("target").GetString() == "iso42001:A.2.2").ToList();
        var id = Assert.Single(pairs).GetProperty("id").GetString();

        await (await ada.CallAsync(HttpMethod.Put, $"/api/mapping/{id}", new { decision = "refused", reason = "our policies are apart", version = 0 })).ReadAsync(HttpStatusCode.OK);

        await ada.OpenAsync("/integration?carryOver=new");
        Assert.Contains("iso42001:A.2.2", ada.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Document_BegunWithATemplate_StandsAtTheRequirementsItServes()
    {
        await using var management = await ManagementFixture.StartAsync();
        var ada = await management.SignInAsync();
        await (await ada.CallAsync(HttpMethod.Post, "/api/document-templates/TPL-POLICY/begin", new { owner = "PER-0001" })).ReadAsync(HttpStatusCode.OK);

        await ada.OpenAsync("/integration?q=iso42001:5.2");

        Assert.Contains("DOC-0001 (draft)", ada.Text, StringComparison.Ordinal);
        Assert.Contains("publish the document", ada.Text, StringComparison.Ordinal);
    }
}
