using System.Net;
using Tandem.Management.Database;
using Tandem.Management.Tests.AiSystems;
using Tandem.Management.Tests.Approvals;
using Tandem.Testing.Postgres;

namespace Tandem.Management.Tests.Controls;

/// <summary>Controls, and where they are put in place; the same on both engines.</summary>
public sealed class ControlTests(PostgresServer postgres)
{
    [Theory]
    [InlineData(DatabaseEngine.Sqlite)]
    [InlineData(DatabaseEngine.Postgres)]
    public async Task Control_FromEntryToInPlace_ShowsOnItsPageAndOnThatOfTheRequirement(string engine)
    {
        await using var management = await ManagementFixture.StartAsync(engine, postgres);
        var ada = await management.SignInAsync();
        await ada.RegisterAsync("Claims assistant");
        await ada.EnterControlAsync("Review of rights", "iso27001:A.5.18", "iso42001:A.9.2");

        await ada.EnterAsync("/claims", new { control = "CTL-0001", claim = "Every right was looked at within a year.", evidenceTypes = new[] { "ev-policy" } });
        await ada.EnterAsync("/control-instances", new { control = "CTL-0001", status = "implemented", method = "Each quarter by the line manager" });
        await ada.EnterAsync("/control-instances", new { control = "CTL-0001", aiSystem = "AIS-0001", status = "planned" }).ContinueWith(Failed, TestContext.Current.CancellationToken);
        await (await ada.CallAsync(HttpMethod.Patch, "/api/controls/CTL-0001", new { fields = new { level = "both" }, version = 1 })).ReadAsync(HttpStatusCode.OK);
        await ada.EnterAsync("/control-instances", new { control = "CTL-0001", aiSystem = "AIS-0001", status = "planned" });

        await ada.OpenAsync("/controls/CTL-0001");
        Assert.Contains("1 of 2", ada.Text, StringComparison.Ordinal);
        Assert.Contains("Review of rights: the organisation", ada.Text, StringComparison.Ordinal);
        Assert.Contains("Review of rights: Claims assistant", ada.Text, StringComparison.Ordinal);
        Assert.Contains("No test defined", ada.Text, StringComparison.Ordinal);
        await ada.OpenAsync("/catalogue/iso42001/A.9.2");
        Assert.Contains("Planned, 1 of 2 in place", ada.Text, StringComparison.Ordinal);
        await ada.OpenAsync("/catalogue/iso27001/A.8.3");
        Assert.DoesNotContain("CTL-0001", ada.Text, StringComparison.Ordinal);

        static void Failed(Task<string> entered) => Assert.NotNull(entered.Exception);
    }

    [Fact]
    public async Task Requirement_GivenBareOrUnknown_IsAskedBackAndNothingIsStored()
    {
        await using var management = await ManagementFixture.StartAsync();
        var ada = await management.SignInAsync();

        var refused = await (await ada.CallAsync(HttpMethod.Post, "/api/controls", new
        {
            fields = new { title = "Rights", purpose = "p", scope = "s", owner = "Ada", satisfies = new[] { "A.8.3", "iso27001:A.99.1", " iso27001:A.5.18 " } },
        })).ReadAsync(HttpStatusCode.UnprocessableEntity);

        Assert.Contains("does not say which standard; did you mean `iso27001:A.8.3`", refused.ErrorOf("satisfies"), StringComparison.Ordinal);
        Assert.Contains("`iso27001:A.99.1`", refused.ErrorOf("satisfies"), StringComparison.Ordinal);
        Assert.Equal(0, (await ada.ReadApiAsync("/controls")).GetProperty("records").GetArrayLength());
    }

    [Theory]
    [InlineData("ISO 27001 access review")]
    [InlineData("A.8.15 logging")]
    [InlineData("GDPR register")]
    public async Task Title_ThatNamesAFramework_IsRefused(string title)
    {
        await using var management = await ManagementFixture.StartAsync();
        var ada = await management.SignInAsync();

        var refused = await (await ada.CallAsync(HttpMethod.Post, "/api/controls", new { fields = new { title, purpose = "p", scope = "s", owner = "Ada" } })).ReadAsync(HttpStatusCode.UnprocessableEntity);

        Assert.Contains("without the number or name of a framework", refused.ErrorOf("title"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task PurposePersonAndScope_Missing_AreNamedAllAtOnce()
    {
        await using var management = await ManagementFixture.StartAsync();
        var ada = await management.SignInAsync();

        var refused = await (await ada.CallAsync(HttpMethod.Post, "/api/controls", new { fields = new { title = "Backup" } })).ReadAsync(HttpStatusCode.UnprocessableEntity);

        Assert.All(["purpose", "owner", "scope"], field => Assert.NotNull(refused.ErrorOf(field)));
    }

    [Fact]
    public async Task Instance_OfOnePlace_IsEnteredOnceAndFitsTheLevelOfItsControl()
    {
        await using var management = await ManagementFixture.StartAsync();
        var ada = await management.SignInAsync();
        await ada.EnterControlAsync();
        await ada.EnterAsync("/control-instances", new { control = "CTL-0001" });

        var twice = await RefusedAsync(new { control = "CTL-0001" });
        var noControl = await RefusedAsync(new { control = "PER-0001" });
        var noSystem = await RefusedAsync(new { control = "CTL-0001", aiSystem = "CTL-0001" });
        var unsaid = await RefusedAsync(new { control = "CTL-0001", status = "implemented" });
        var early = await RefusedAsync(new { control = "CTL-0001", status = "implemented", method = "m", implementedOn = "2199-01-01" });

        Assert.Contains("CIN-0001 says already", twice.ErrorOf("aiSystem"), StringComparison.Ordinal);
        Assert.Contains("`PER-0001` is no control", noControl.ErrorOf("control"), StringComparison.Ordinal);
        Assert.Contains("`CTL-0001` is no AI system", noSystem.ErrorOf("aiSystem"), StringComparison.Ordinal);
        Assert.Contains("say how it is done here", unsaid.ErrorOf("method"), StringComparison.Ordinal);
        Assert.Contains("not in place before that day", early.ErrorOf("implementedOn"), StringComparison.Ordinal);

        async Task<System.Text.Json.JsonElement> RefusedAsync(object fields) => await (await ada.CallAsync(HttpMethod.Post, "/api/control-instances", new { fields })).ReadAsync(HttpStatusCode.UnprocessableEntity);
    }

    [Fact]
    public async Task Instance_ThatIsArchived_LeavesItsPlaceAndIsRestoredOnlyToAFreeOne()
    {
        await using var management = await ManagementFixture.StartAsync();
        var ada = await management.SignInAsync();
        await ada.EnterControlAsync();
        await ada.EnterAsync("/control-instances", new { control = "CTL-0001" });
        await (await ada.CallAsync(HttpMethod.Post, "/api/control-instances/CIN-0001/archive", new { version = 1, reason = "wrong" })).ReadAsync(HttpStatusCode.OK);
        await ada.EnterAsync("/control-instances", new { control = "CTL-0001" });

        var refused = await (await ada.CallAsync(HttpMethod.Post, "/api/control-instances/CIN-0001/restore", new { version = 2, reason = "" })).ReadAsync(HttpStatusCode.UnprocessableEntity);

        Assert.Contains("CIN-0002 says meanwhile", refused.ErrorOf(""), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Status_StepBack_TakesAReason()
    {
        await using var management = await ManagementFixture.StartAsync();
        var ada = await management.SignInAsync();
        await ada.EnterControlAsync();
        await ada.EnterAsync("/control-instances", new { control = "CTL-0001", status = "implemented", method = "m" });

        await (await ada.CallAsync(HttpMethod.Patch, "/api/control-instances/CIN-0001", new { fields = new { status = "inProgress" }, version = 1 })).ReadAsync(HttpStatusCode.UnprocessableEntity);
        var back = await (await ada.CallAsync(HttpMethod.Post, "/api/control-instances/CIN-0001/transitions/reopen", new { version = 1, reason = "the review stopped" })).ReadAsync(HttpStatusCode.OK);

        Assert.Equal("inProgress", back.GetProperty("fields").GetProperty("status").GetString());
    }
}
