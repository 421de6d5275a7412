using System.Net;
using Tandem.Management.Access;
using Tandem.Management.Database;
using Tandem.Management.Tests.Approvals;
using Tandem.Management.Tests.Controls;
using Tandem.Testing.Postgres;

namespace Tandem.Management.Tests.Documents;

/// <summary>An acknowledgement is bound to one content; a later one is acknowledged anew.</summary>
public sealed class AcknowledgementTests(PostgresServer postgres)
{
    [Theory]
    [InlineData(DatabaseEngine.Sqlite)]
    [InlineData(DatabaseEngine.Postgres)]
    public async Task Acknowledgement_IsOfTheTextInForceAndOfNoOther(string engine)
    {
        await using var management = await ApprovalSteps.StartAsync(engine, postgres);
        var ada = await management.SignInAsync();
        var mari = await management.SignInAsAsync("Mari Tamm", Roles.Approver);
        await PublishAsync(ada, mari, 1, "%PDF-1.7 first", "APR-0001");

        await mari.OpenAsync("/my-work");
        Assert.Contains("read and acknowledge", mari.Text, StringComparison.Ordinal);
        await mari.OpenAsync("/documents/DOC-0001");
        await mari.SubmitAsync("/documents/DOC-0001/acknowledge");
        Assert.Contains("Acknowledged by you", mari.Text, StringComparison.Ordinal);
        await mari.OpenAsync("/my-work");
        Assert.DoesNotContain("read and acknowledge", mari.Text, StringComparison.Ordinal);
        var list = await ada.ReadApiAsync("/documents/DOC-0001/acknowledgements");
        Assert.Single(list.GetProperty("people").EnumerateArray(), person => person.GetProperty("at").ValueKind != System.Text.Json.JsonValueKind.Null);
        var first = list.GetProperty("sha256").GetString();

        await (await ada.MoveDocumentAsync("revise", 5)).ReadAsync(HttpStatusCode.OK);
        await PublishAsync(ada, mari, 6, "%PDF-1.7 second", "APR-0002");

        // The old text is not what is in force any more, and the new one is not acknowledged by the old acknowledgement.
        var stale = await (await mari.CallAsync(HttpMethod.Post, "/api/documents/DOC-0001/acknowledge", new { sha256 = first })).ReadAsync(HttpStatusCode.Conflict);
        Assert.Contains("another text in force by now", stale.GetProperty("detail").GetString(), StringComparison.Ordinal);
        await mari.OpenAsync("/my-work");
        Assert.Contains("read and acknowledge", mari.Text, StringComparison.Ordinal);
        await ada.OpenAsync("/documents/DOC-0001/acknowledgements?done=yes");
        Assert.DoesNotContain("Mari Tamm", ada.Page.QuerySelector("tbody")?.TextContent ?? "", StringComparison.Ordinal);
    }

    [Fact]
    public async Task Draft_CannotBeAcknowledged()
    {
        await using var management = await ManagementFixture.StartAsync();
        var ada = await management.SignInAsync();
        await ada.EnterDocumentAsync();
        await (await ada.UploadAsync(1)).ReadAsync(HttpStatusCode.OK);

        var refused = await (await ada.CallAsync(HttpMethod.Post, "/api/documents/DOC-0001/acknowledge", new { sha256 = await ada.DocumentAsync("title") })).ReadAsync(HttpStatusCode.Conflict);

        Assert.Contains("nothing of DOC-0001 is in force", refused.GetProperty("detail").GetString(), StringComparison.Ordinal);
        await (await ada.CallAsync(HttpMethod.Post, "/api/documents/DOC-0099/acknowledge", new { sha256 = "" })).ReadAsync(HttpStatusCode.NotFound);
    }

    private static async Task PublishAsync(Browser ada, Browser mari, int version, string content, string approval)
    {
        if (version == 1)
        {
            await (await ada.CallAsync(HttpMethod.Post, "/api/documents", new { fields = new { title = "Access control", kind = "policy", owner = "PER-0001", mustAcknowledge = true } })).ReadAsync(HttpStatusCode.Created);
        }
        await (await ada.UploadAsync(version, content)).ReadAsync(HttpStatusCode.OK);
        await (await ada.MoveDocumentAsync("submit", version + 1)).ReadAsync(HttpStatusCode.OK);
        await (await ada.PutDocumentForwardAsync(version + 2, "PER-0002")).ReadAsync(HttpStatusCode.Created);
        await (await mari.DecideAsync(approval)).ReadAsync(HttpStatusCode.OK);
        await (await ada.MoveDocumentAsync("publish", version + 3)).ReadAsync(HttpStatusCode.OK);
    }
}
