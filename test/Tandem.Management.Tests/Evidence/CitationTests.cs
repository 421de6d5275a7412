using System.Net;
using Tandem.Management.Access;
using Tandem.Management.Database;
using Tandem.Management.Tests.Approvals;
using Tandem.Testing.Postgres;

namespace Tandem.Management.Tests.Evidence;

/// <summary>What something signed rests on stays.</summary>
public sealed class CitationTests(PostgresServer postgres)
{
    [Theory]
    [InlineData(DatabaseEngine.Sqlite)]
    [InlineData(DatabaseEngine.Postgres)]
    public async Task Evidence_CitedByAnApproval_IsNotTakenBack_AndOnlyGetsAnotherRevision(string engine)
    {
        await using var management = await ApprovalSteps.StartAsync(engine, postgres);
        var ada = await management.SignInAsync();
        var mari = await management.SignInAsAsync("Mari Tamm", Roles.SecurityLead);
        await ada.AcceptEvidenceAsync(mari);
        await ada.EnterSystemAsync();
        await (await ada.LinkAsync("EVD-0001", "AIS-0001")).ReadAsync(HttpStatusCode.Created);
        await (await ada.PutForwardAsync(1, ["PER-0002"])).ReadAsync(HttpStatusCode.Created);
        // Put forward is not signed.
        Assert.DoesNotContain("cited", await PageAsync(ada), StringComparison.Ordinal);
        await (await mari.DecideAsync()).ReadAsync(HttpStatusCode.OK);

        foreach (var step in new[] { "withdraw", "reopen" })
            Assert.Contains("EVD-0001 is cited by APR-0001, which approved AIS-0001", await (await ada.MoveEvidenceAsync(step, 4)).RefusalAsync("state"), StringComparison.Ordinal);
        var archived = await (await ada.CallAsync(HttpMethod.Post, "/api/evidence/EVD-0001/archive", new { version = 4, reason = "gone" })).ReadAsync(HttpStatusCode.UnprocessableEntity);
        Assert.Contains("is cited by APR-0001", archived.ToString(), StringComparison.Ordinal);
        var ended = await (await ada.CallAsync(HttpMethod.Post, "/api/links/LNK-0001/end", new { reason = "wrong" })).ReadAsync(HttpStatusCode.Conflict);
        Assert.Contains("is cited by APR-0001", ended.GetProperty("detail").GetString(), StringComparison.Ordinal);

        await (await ada.SendTextAsync(4, "new")).ReadAsync(HttpStatusCode.OK);
        var page = await PageAsync(ada);
        Assert.Contains("cited by APR-0001", page[page.IndexOf("revision 1", StringComparison.Ordinal)..], StringComparison.Ordinal);
        Assert.DoesNotContain("cited by APR-0001", page[page.IndexOf("revision 2", StringComparison.Ordinal)..page.IndexOf("revision 1", StringComparison.Ordinal)], StringComparison.Ordinal);
        // What was handed in anew may be refused; what is cited stays.
        await (await mari.MoveEvidenceAsync("reject", 5)).ReadAsync(HttpStatusCode.OK);
        await (await mari.MoveEvidenceAsync("withdraw", 6)).RefusalAsync("state");
    }

    [Fact]
    public async Task Evidence_LinkedAfterTheApproval_WasNotSignedFor()
    {
        await using var management = await ApprovalSteps.StartAsync();
        var ada = await management.SignInAsync();
        var mari = await management.SignInAsAsync("Mari Tamm", Roles.SecurityLead);
        await ada.EnterEvidenceAsync();
        await ada.EnterSystemAsync();
        await (await ada.PutForwardAsync(1, ["PER-0002"])).ReadAsync(HttpStatusCode.Created);
        await (await mari.DecideAsync()).ReadAsync(HttpStatusCode.OK);
        await (await ada.LinkAsync("EVD-0001", "AIS-0001")).ReadAsync(HttpStatusCode.Created);

        await (await ada.CallAsync(HttpMethod.Post, "/api/links/LNK-0001/end", new { reason = "wrong" })).ReadAsync(HttpStatusCode.OK);
        await (await ada.MoveEvidenceAsync("withdraw", 1)).ReadAsync(HttpStatusCode.OK);
        await (await ada.CallAsync(HttpMethod.Post, "/api/evidence/EVD-0001/archive", new { version = 2, reason = "gone" })).ReadAsync(HttpStatusCode.OK);
    }

    [Fact]
    public async Task Evidence_ForWhatWasRejected_IsTakenBack()
    {
        await using var management = await ApprovalSteps.StartAsync();
        var ada = await management.SignInAsync();
        var mari = await management.SignInAsAsync("Mari Tamm", Roles.SecurityLead);
        await ada.EnterEvidenceAsync();
        await ada.EnterSystemAsync();
        await (await ada.LinkAsync("EVD-0001", "AIS-0001")).ReadAsync(HttpStatusCode.Created);
        await (await ada.PutForwardAsync(1, ["PER-0002"])).ReadAsync(HttpStatusCode.Created);
        await (await mari.DecideAsync(verdict: "reject", reason: "not yet")).ReadAsync(HttpStatusCode.OK);

        await (await ada.MoveEvidenceAsync("withdraw", 1)).ReadAsync(HttpStatusCode.OK);
    }

    private static async Task<string> PageAsync(Browser browser)
    {
        await browser.OpenAsync("/evidence/EVD-0001");
        return browser.Page.QuerySelector("#revisions")!.TextContent;
    }
}
