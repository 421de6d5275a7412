using Tandem.Management.Controls;
using Tandem.Management.Controls.Coverage;
using Tandem.Management.Database;
using Tandem.Testing.Postgres;

namespace Tandem.Management.Tests.Controls;

/// <summary>Requirements with their controls, doubles, hints and figures.</summary>
public sealed class CoverageTests(PostgresServer postgres)
{
    [Theory]
    [InlineData(DatabaseEngine.Sqlite)]
    [InlineData(DatabaseEngine.Postgres)]
    public async Task Coverage_SaysWhatIsDoneAndProposesWhereNothingIs(string engine)
    {
        await using var management = await ManagementFixture.StartAsync(engine, postgres);
        var ada = await management.SignInAsync();
        await ada.EnterControlAsync("Review of rights", "iso27001:A.5.18");
        await ada.EnterAsync("/control-instances", new { control = "CTL-0001", status = "implemented", method = "m" });
        await ada.EnterControlAsync("Second look at rights", "iso27001:A.5.18", "iso27001:A.5.15");

        var rows = (await ada.ReadApiAsync("/control-coverage")).EnumerateArray().ToDictionary(row => row.GetProperty("requirement").GetString()!);

        Assert.Equal("underWay", rows["iso27001:A.5.18"].GetProperty("state").GetString());
        Assert.Equal("noPlace", rows["iso27001:A.5.15"].GetProperty("state").GetString());
        Assert.Equal("noControl", rows["iso42001:A.2.2"].GetProperty("state").GetString());
        Assert.NotEqual(0, rows["iso42001:A.2.2"].GetProperty("proposals").GetArrayLength());
        await ada.OpenAsync("/control-coverage?state=noControl&kind=control&standard=iso42001");
        Assert.Contains("iso42001:A.2.2", ada.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("iso27001:A.5.18", ada.Text, StringComparison.Ordinal);
        using var csv = await ada.CallAsync(HttpMethod.Get, "/control-coverage?format=csv&state=underWay&columns=requirement,state");
        Assert.Contains("iso27001:A.5.18,underWay", await csv.Content.ReadAsStringAsync(TestContext.Current.CancellationToken), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Archived_ServesNothing()
    {
        await using var management = await ManagementFixture.StartAsync();
        var ada = await management.SignInAsync();
        await ada.EnterControlAsync("Review of rights", "iso27001:A.5.18");
        using (await ada.CallAsync(HttpMethod.Post, "/api/controls/CTL-0001/archive", new { version = 1, reason = "gone" }))
        {
        }

        var rows = (await ada.ReadApiAsync("/control-coverage")).EnumerateArray().ToDictionary(row => row.GetProperty("requirement").GetString()!);

        Assert.Equal("noControl", rows["iso27001:A.5.18"].GetProperty("state").GetString());
        await ada.OpenAsync("/catalogue/iso27001/A.5.18");
        Assert.DoesNotContain("CTL-0001", ada.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Doubles_OnOneSubject_AreShownOnBothAndOnThePageOfAll()
    {
        await using var management = await ManagementFixture.StartAsync();
        var ada = await management.SignInAsync();
        await ada.EnterControlAsync("Review of access rights", "iso27001:A.5.18");
        await ada.EnterControlAsync("Reviews of access rights for AI", "iso27001:A.5.18", "iso42001:A.9.2");
        await ada.EnterControlAsync("Clean desks", "iso27001:A.5.18");

        await ada.OpenAsync("/controls/CTL-0002");
        Assert.Contains("Perhaps the same as CTL-0001", ada.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("Perhaps the same as CTL-0003", ada.Text, StringComparison.Ordinal);
        await ada.OpenAsync("/control-coverage");
        Assert.Contains("perhaps the same (1)", ada.Text, StringComparison.Ordinal);
    }

    [Fact]
    public void Hints_SayWhatIsTooBroadAndTooFine()
    {
        var control = ControlRegister.Definition.Create(new(Guid.Empty, "CTL-0001", 1, default, "Ada"));

        Assert.Contains(ControlHints.Of(control, claims: 0, sharing: 0), hint => hint.StartsWith("It serves no requirement", StringComparison.Ordinal));
        control.Satisfies = Enumerable.Range(1, ControlHints.MostRequirements + 1).Select(n => $"iso27001:A.5.{n}").ToList();
        Assert.Contains(ControlHints.Of(control, claims: 2, sharing: 0), hint => hint.Contains("broad", StringComparison.Ordinal));
        control.Satisfies = ["iso27001:A.5.1"];
        Assert.Contains(ControlHints.Of(control, claims: 1, sharing: ControlHints.MostForOneRequirement + 1), hint => hint.Contains("too fine", StringComparison.Ordinal));
        Assert.Empty(ControlHints.Of(control, claims: 2, sharing: 1));
    }

    [Fact]
    public void Doubles_AmongThousands_LookOnlyAtThoseThatShareARequirement()
    {
        var controls = Enumerable.Range(1, 3000).Select(n =>
        {
            var control = ControlRegister.Definition.Create(new(Guid.Empty, $"CTL-{n:0000}", n, default, "Ada"));
            (control.Title, control.Satisfies) = ($"Control number{n}", [$"iso27001:A.{n % 1000}.1"]);
            return control;
        }).ToList();

        Assert.Empty(ControlDoubles.Among(controls));
    }
}
