using System.Net;
using Tandem.Management.Access;
using Tandem.Management.Controls.Library;
using Tandem.Management.Database;
using Tandem.Management.Frameworks;
using Tandem.Management.Tests.Approvals;
using Tandem.Testing.Files;
using Tandem.Testing.Postgres;

namespace Tandem.Management.Tests.Controls;

/// <summary>The shipped library, and what is taken over from it.</summary>
public sealed class ControlLibraryTests(PostgresServer postgres)
{
    private static readonly FrameworkCatalogue Catalogue = FrameworkLoader.Load(Path.Combine(Frameworks.Content.Root, "frameworks"));

    [Fact]
    public void Library_ServesEveryAssessableRequirementAndNamesOnlySuitableEvidence()
    {
        var library = ControlLibraryReader.Load(Path.Combine(Frameworks.Content.Root, "controls"), Catalogue);

        Assert.Equal(120, library.Items.Count);
        Assert.All(Catalogue.Controls, control => Assert.NotEmpty(library.Serving(control.Id.ToString())));
        Assert.All(library.Items, item => Assert.True(item.Claims.Count > 0 && item.Tests.Count > 0, item.Id));
        Assert.All(library.Items, item => Assert.False(Management.Controls.ControlHints.NamesAFramework(item.Title), item.Title));
        // A claim may be shown by evidence that does not fit one of several requirements, but not by evidence that fits none of them.
        Assert.All(library.Items.SelectMany(item => item.Claims.SelectMany(claim => claim.EvidenceTypes.Select(type => (item, type)))), pair =>
            Assert.Contains(pair.item.Satisfies, id => RequirementId.TryParse(id, out var known) && Catalogue.Find(known)!.UnsuitableEvidence.All(unsuitable => unsuitable.Type.Id != pair.type)));
    }

    [Fact]
    public void DamagedLibrary_IsNamedWithFileAndPlace()
    {
        using var folder = new TemporaryFolder();
        var text = File.ReadAllText(Path.Combine(Frameworks.Content.Root, "controls", "control-library.json"))
            .Replace("\"iso27001:5.2\"", "\"A.8.3\"", StringComparison.Ordinal).Replace("\"type\": \"policy\"", "\"type\": \"magic\"", StringComparison.Ordinal);
        File.WriteAllText(folder.In("control-library.json"), text);

        var refused = Assert.Throws<FrameworkContentException>(() => ControlLibraryReader.Load(folder.Path, Catalogue));

        Assert.Contains("control-library.json: items[0].satisfies[0]", refused.Message, StringComparison.Ordinal);
        Assert.Contains("`magic` is not one of", refused.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(DatabaseEngine.Sqlite)]
    [InlineData(DatabaseEngine.Postgres)]
    public async Task Adoption_TakesClaimsEvidenceAndTestsAlongAndStaysLinked(string engine)
    {
        await using var management = await ManagementFixture.StartAsync(engine, postgres);
        var ada = await management.SignInAsync();

        await ada.OpenAsync("/control-library/adopt?items=CTL-GOV-01");
        await ada.SubmitManyAsync("/control-library/adopt", [("items", "CTL-GOV-01"), ("items", "CTL-GOV-04"), ("owner", "Ada"), ("scope", "All of it")]);
        Assert.Contains("2 controls adopted", ada.Text, StringComparison.Ordinal);
        var again = await ada.AdoptAsync(HttpStatusCode.OK, "CTL-GOV-04", "CTL-GOV-02");

        Assert.Equal("CTL-0002", again.GetProperty("already")[0].GetProperty("control").GetString());
        Assert.Equal("CTL-0003", again.GetProperty("controls")[0].GetString());
        await ada.OpenAsync("/controls/CTL-0002");
        Assert.Contains("Holders of key roles have accepted them in writing.", ada.Text, StringComparison.Ordinal);
        Assert.Contains("EV-APPOINT", ada.Text, StringComparison.Ordinal);
        Assert.Contains("which is the one shipped", ada.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("It differs from what the library says", ada.Text, StringComparison.Ordinal);
        await (await ada.CallAsync(HttpMethod.Patch, "/api/controls/CTL-0002", new { fields = new { purpose = "Ours" }, version = 1 })).ReadAsync(HttpStatusCode.OK);
        await ada.OpenAsync("/controls/CTL-0002");
        Assert.Contains("It differs from what the library says in: purpose.", ada.Text, StringComparison.Ordinal);
        await ada.OpenAsync("/control-library?adopted=yes");
        Assert.Contains("CTL-GOV-01", ada.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("CTL-GOV-03", ada.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Adoption_OfEverything_IsOneTransactionAndCoversEveryRequirement()
    {
        await using var management = await ManagementFixture.StartAsync();
        var ada = await management.SignInAsync();
        var all = ControlLibraryReader.Load(Path.Combine(Frameworks.Content.Root, "controls"), Catalogue).Items.Select(item => item.Id).ToArray();

        var refused = await ada.AdoptAsync(HttpStatusCode.UnprocessableEntity, [.. all, "CTL-XXX-99"]);
        Assert.Contains("`CTL-XXX-99` is not in the library", refused.ErrorOf("items"), StringComparison.Ordinal);
        Assert.Equal(0, (await ada.ReadApiAsync("/controls")).GetProperty("records").GetArrayLength());
        await ada.AdoptAsync(HttpStatusCode.OK, all);

        var coverage = await ada.ReadApiAsync("/control-coverage");
        Assert.All(coverage.EnumerateArray(), row => Assert.Equal("noPlace", row.GetProperty("state").GetString()));
        Assert.Equal(0, (await ada.ReadApiAsync("/control-coverage/doubles")).GetArrayLength());
    }

    [Fact]
    public async Task Adoption_WithoutOwnerAndScope_IsAskedForBothAndKeepsWhatWasTicked()
    {
        await using var management = await ManagementFixture.StartAsync();
        var ada = await management.SignInAsync();
        await ada.OpenAsync("/control-library/adopt");
        Assert.True(ada.Status == HttpStatusCode.OK, ada.Status + ada.Text);

        await ada.SubmitManyAsync("/control-library/adopt", [("items", "CTL-GOV-04")]);

        Assert.Equal(HttpStatusCode.UnprocessableEntity, ada.Status);
        Assert.Contains("Enter the accountable person", ada.Text, StringComparison.Ordinal);
        Assert.Contains("Enter the scope", ada.Text, StringComparison.Ordinal);
        Assert.True(ada.Page.QuerySelector("input[value=CTL-GOV-04]")!.HasAttribute("checked"));
    }

    [Fact]
    public async Task Adoption_ByAReader_IsForbidden()
    {
        await using var management = await ManagementFixture.StartAsync();
        await management.SignInAsync();
        var reader = await management.SignInAsAsync("Rita Reader", Roles.Reader);

        await reader.AdoptAsync(HttpStatusCode.Forbidden, "CTL-GOV-01");
        await reader.OpenAsync("/control-library");

        Assert.DoesNotContain("Adopt controls…", reader.Text, StringComparison.Ordinal);
    }
}
