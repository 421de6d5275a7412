using System.Net;
using Tandem.Management.Access;
using Tandem.Management.Database;
using Tandem.Management.Tests.Approvals;
using Tandem.Management.Tests.Evidence;
using Tandem.Testing.Postgres;

namespace Tandem.Management.Tests.Controls;

/// <summary>Results of tests are appended; a wrong one is corrected by a later one.</summary>
public sealed class TestResultTests(PostgresServer postgres)
{
    [Theory]
    [InlineData(DatabaseEngine.Sqlite)]
    [InlineData(DatabaseEngine.Postgres)]
    public async Task Results_AreAppendedAndSayWhatTheControlIsWorth(string engine)
    {
        await using var management = await ManagementFixture.StartAsync(engine, postgres);
        var ada = await management.SignInAsync();
        await PrepareAsync(ada);

        await ada.OpenAsync("/control-tests/CTT-0001/results/new");
        await ada.SubmitAsync("/control-tests/CTT-0001/results", ("result", "pass"), ("note", "20 of 20 rights were looked at"), ("instance", "CIN-0001"));
        Assert.Contains("20 of 20 rights were looked at", ada.Text, StringComparison.Ordinal);
        await ada.OpenAsync("/controls/CTL-0001");
        Assert.DoesNotContain("Effective", ada.Text, StringComparison.Ordinal);
        await ada.AcceptEvidenceAsync(await management.SignInAsAsync("Mari Tamm", Roles.SecurityLead));
        await (await ada.LinkAsync("EVD-0001", "CTL-0001")).ReadAsync(HttpStatusCode.Created);
        await ada.OpenAsync("/controls/CTL-0001");
        Assert.Contains("Effective", ada.Text, StringComparison.Ordinal);
        await ada.ReportResultAsync(HttpStatusCode.OK, new { version = 2, result = "fail", note = "it was the wrong list", corrects = "1" });

        await ada.OpenAsync("/control-tests/CTT-0001");
        Assert.Contains("corrected by no. 2", ada.Text, StringComparison.Ordinal);
        await ada.OpenAsync("/controls/CTL-0001");
        Assert.Contains("Ineffective", ada.Text, StringComparison.Ordinal);
        var results = (await ada.ReadApiAsync("/control-tests/CTT-0001/results")).GetProperty("results");
        Assert.Equal((2, "fail", "pass"), (results.GetArrayLength(), results[0].GetProperty("result").GetString(), results[1].GetProperty("result").GetString()));
        await ada.OpenAsync("/control-tests?lastResult=fail");
        Assert.Contains("CTT-0001", ada.Text, StringComparison.Ordinal);
        await ada.OpenAsync("/control-tests?lastResult=pass");
        Assert.DoesNotContain("CTT-0001", ada.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task BadResult_IsRefusedWithAllThatIsWrong()
    {
        await using var management = await ManagementFixture.StartAsync();
        var ada = await management.SignInAsync();
        await PrepareAsync(ada);
        await ada.EnterControlAsync("Backup");
        await ada.EnterAsync("/control-instances", new { control = "CTL-0002" });

        var refused = await ada.ReportResultAsync(HttpStatusCode.UnprocessableEntity, new { version = 1, result = "good", performedOn = "2199-01-01", instance = "CIN-0002", note = " ", corrects = "7" });
        var stale = await ada.ReportResultAsync(HttpStatusCode.Conflict, new { version = 9, result = "pass", note = "n" });

        Assert.Contains("`pass`, `fail` or `inconclusive`", refused.ErrorOf("result"), StringComparison.Ordinal);
        Assert.Contains("still to be run", refused.ErrorOf("performedOn"), StringComparison.Ordinal);
        Assert.Contains("not where CTL-0001 is put in place", refused.ErrorOf("instance"), StringComparison.Ordinal);
        Assert.NotNull(refused.ErrorOf("note"));
        Assert.NotNull(refused.ErrorOf("corrects"));
        Assert.NotEqual(default, stale);
        Assert.Equal(0, (await ada.ReadApiAsync("/control-tests/CTT-0001/results")).GetProperty("results").GetArrayLength());
    }

    [Fact]
    public async Task Result_OfSomebodyElsesTest_IsForbidden()
    {
        await using var management = await ManagementFixture.StartAsync();
        var ada = await management.SignInAsync();
        await PrepareAsync(ada);
        var jonas = await management.SignInAsAsync("Jonas Weber", Roles.ControlOwner);

        await jonas.ReportResultAsync(HttpStatusCode.Forbidden, new { version = 1, result = "pass", note = "n" });
        await jonas.OpenAsync("/control-tests/CTT-0001/results/new");

        Assert.Equal(HttpStatusCode.Forbidden, jonas.Status);
    }

    [Fact]
    public async Task Test_ThatIsSoonDue_WaitsForItsTester()
    {
        var clock = Tasks.TaskSteps.At("2026-12-01");
        await using var management = await ManagementFixture.StartAsync(change: options => options with { TimeProvider = clock });
        var ada = await management.SignInAsync();
        await PrepareAsync(ada, "weekly");

        await ada.OpenAsync("/my-work");

        Assert.Contains("test the control", ada.Text, StringComparison.Ordinal);
        Assert.Contains("2026-12-08", ada.Text, StringComparison.Ordinal);
    }

    private static async Task PrepareAsync(Browser ada, string cadence = "quarterly")
    {
        await ada.EnterControlAsync();
        await ada.EnterAsync("/control-instances", new { control = "CTL-0001", status = "implemented", method = "by hand" });
        await ada.EnterAsync("/control-tests", new { control = "CTL-0001", procedure = "Look at twenty rights.", cadence });
    }
}
