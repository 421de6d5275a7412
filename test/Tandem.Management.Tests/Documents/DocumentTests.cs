using System.Net;
using Tandem.Management.Access;
using Tandem.Management.Database;
using Tandem.Management.Documents;
using Tandem.Management.Tests.Approvals;
using Tandem.Testing.Postgres;

namespace Tandem.Management.Tests.Documents;

/// <summary>From draft to what is in force; the same on both engines.</summary>
public sealed class DocumentTests(PostgresServer postgres)
{
    [Theory]
    [InlineData(DatabaseEngine.Sqlite)]
    [InlineData(DatabaseEngine.Postgres)]
    public async Task Document_FromDraftToPublication_AndOnToTheNextVersion(string engine)
    {
        await using var management = await ApprovalSteps.StartAsync(engine, postgres);
        var ada = await management.SignInAsync();
        var mari = await management.SignInAsAsync("Mari Tamm", Roles.Approver);
        await ada.EnterDocumentAsync();

        var empty = await (await ada.MoveDocumentAsync("submit", 1)).ReadAsync(HttpStatusCode.UnprocessableEntity);
        Assert.Contains("needs a file", empty.GetProperty("errors").GetProperty("state")[0].GetString(), StringComparison.Ordinal);
        await (await ada.UploadAsync(1, note: "first text")).ReadAsync(HttpStatusCode.OK);
        await (await ada.MoveDocumentAsync("submit", 2)).ReadAsync(HttpStatusCode.OK);
        var unapproved = await (await ada.MoveDocumentAsync("approve", 3)).ReadAsync(HttpStatusCode.UnprocessableEntity);
        Assert.Contains("needs an approval for publication", unapproved.GetProperty("errors").GetProperty("state")[0].GetString(), StringComparison.Ordinal);
        await (await ada.PutDocumentForwardAsync(3, "PER-0002")).ReadAsync(HttpStatusCode.Created);
        await (await mari.DecideAsync()).ReadAsync(HttpStatusCode.OK);

        // The document follows the decision by itself.
        Assert.Equal("approved", await ada.DocumentAsync());
        await (await ada.MoveDocumentAsync("publish", 4)).ReadAsync(HttpStatusCode.OK);
        await ada.OpenAsync("/documents/DOC-0001");
        Assert.Contains("In force", ada.Text, StringComparison.Ordinal);
        Assert.Contains("“first text”", ada.Text, StringComparison.Ordinal);
        Assert.Empty(ada.Page.QuerySelectorAll("#upload"));
        // Published, it is what was approved: it cannot be changed, nor get another file.
        var locked = await (await ada.CallAsync(HttpMethod.Patch, "/api/documents/DOC-0001", new { fields = new { title = "Other" }, version = 5 })).ReadAsync(HttpStatusCode.UnprocessableEntity);
        Assert.Contains("Work on a new version", locked.GetProperty("errors").GetProperty("title")[0].GetString(), StringComparison.Ordinal);
        await (await ada.UploadAsync(5, "%PDF-1.7 second")).ReadAsync(HttpStatusCode.Conflict);
        await (await ada.CallAsync(HttpMethod.Patch, "/api/documents/DOC-0001", new { fields = new { tags = new[] { "core" } }, version = 5 })).ReadAsync(HttpStatusCode.OK);

        await (await ada.MoveDocumentAsync("revise", 6)).ReadAsync(HttpStatusCode.OK);
        await (await ada.UploadAsync(7, "%PDF-1.7 second")).ReadAsync(HttpStatusCode.OK);
        await (await ada.MoveDocumentAsync("submit", 8)).ReadAsync(HttpStatusCode.OK);
        // While the second version is worked on, the first stays in force; and its approval is none for the second.
        using var files = await ada.CallAsync(HttpMethod.Get, "/api/documents/DOC-0001/files");
        var list = (await files.ReadAsync(HttpStatusCode.OK)).GetProperty("files");
        Assert.Equal((2, System.Text.Json.JsonValueKind.Null), (list.GetArrayLength(), list[1].GetProperty("endedAt").ValueKind));
        await (await ada.MoveDocumentAsync("approve", 9)).ReadAsync(HttpStatusCode.UnprocessableEntity);
        // Who published is no author of what follows; who uploaded is.
        await (await ada.PutDocumentForwardAsync(9, "PER-0001")).ReadAsync(HttpStatusCode.UnprocessableEntity);
        await (await ada.PutDocumentForwardAsync(9, "PER-0002")).ReadAsync(HttpStatusCode.Created);
        await (await mari.DecideAsync("APR-0002")).ReadAsync(HttpStatusCode.OK);
        await (await ada.MoveDocumentAsync("publish", 10)).ReadAsync(HttpStatusCode.OK);
        using var after = await ada.CallAsync(HttpMethod.Get, "/api/documents/DOC-0001/files");
        Assert.NotEqual(System.Text.Json.JsonValueKind.Null, (await after.ReadAsync(HttpStatusCode.OK)).GetProperty("files")[1].GetProperty("endedAt").ValueKind);
        await ada.OpenAsync("/documents/DOC-0001/compare?from=2&to=8");
        Assert.Contains("File hash", ada.Text, StringComparison.OrdinalIgnoreCase);
        await (await ada.MoveDocumentAsync("withdraw", 11)).ReadAsync(HttpStatusCode.OK);
        await ada.OpenAsync("/documents/DOC-0001");
        Assert.DoesNotContain("In force ", ada.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task State_ThatTakesAReason_IsNotReachedWithoutOneByAnyWay()
    {
        await using var management = await ApprovalSteps.StartAsync(DatabaseEngine.Sqlite, postgres);
        var ada = await management.SignInAsync();
        var mari = await management.SignInAsAsync("Mari Tamm", Roles.Approver);
        await ada.EnterDocumentAsync();
        await (await ada.UploadAsync(1)).ReadAsync(HttpStatusCode.OK);
        await (await ada.MoveDocumentAsync("submit", 2)).ReadAsync(HttpStatusCode.OK);
        await (await ada.PutDocumentForwardAsync(3, "PER-0002")).ReadAsync(HttpStatusCode.Created);
        await (await mari.DecideAsync()).ReadAsync(HttpStatusCode.OK);
        await (await ada.MoveDocumentAsync("publish", 4)).ReadAsync(HttpStatusCode.OK);

        var step = await (await ada.CallAsync(HttpMethod.Post, "/api/documents/DOC-0001/transitions/withdraw", new { version = 5 })).ReadAsync(HttpStatusCode.UnprocessableEntity);
        var patch = await (await ada.CallAsync(HttpMethod.Patch, "/api/documents/DOC-0001", new { fields = new { state = "withdrawn" }, version = 5, reason = " " })).ReadAsync(HttpStatusCode.UnprocessableEntity);

        Assert.Equal("say why: `Withdraw` takes a reason", step.GetProperty("errors").GetProperty("reason")[0].GetString());
        Assert.Equal("say why: `Withdraw` takes a reason", patch.GetProperty("errors").GetProperty("reason")[0].GetString());
        Assert.Equal("published", await ada.DocumentAsync());
        await (await ada.CallAsync(HttpMethod.Patch, "/api/documents/DOC-0001", new { fields = new { state = "withdrawn" }, version = 5, reason = "replaced" })).ReadAsync(HttpStatusCode.OK);
    }

    [Fact]
    public async Task NewFile_AfterItWasPutForward_SupersedesTheApproval_AndRejectionGoesBackToDraft()
    {
        await using var management = await ApprovalSteps.StartAsync();
        var ada = await management.SignInAsync();
        var mari = await management.SignInAsAsync("Mari Tamm", Roles.Approver);
        await ada.EnterDocumentAsync();
        await (await ada.UploadAsync(1)).ReadAsync(HttpStatusCode.OK);
        await (await ada.PutDocumentForwardAsync(2, "PER-0002")).ReadAsync(HttpStatusCode.Created);

        var same = await (await ada.UploadAsync(2)).ReadAsync(HttpStatusCode.UnprocessableEntity);
        Assert.Contains("this is the file that DOC-0001 has already", same.GetProperty("errors").GetProperty("file")[0].GetString(), StringComparison.Ordinal);
        Assert.Equal("open", await ada.StateAsync());
        await (await ada.UploadAsync(2, "%PDF-1.7 other")).ReadAsync(HttpStatusCode.OK);
        Assert.Equal("superseded", await ada.StateAsync());

        await (await ada.MoveDocumentAsync("submit", 3)).ReadAsync(HttpStatusCode.OK);
        await (await ada.PutDocumentForwardAsync(4, "PER-0002")).ReadAsync(HttpStatusCode.Created);
        await (await mari.DecideAsync("APR-0002", "reject", reason: "says nothing about guests")).ReadAsync(HttpStatusCode.OK);
        Assert.Equal("draft", await ada.DocumentAsync());
    }

    [Fact]
    public async Task State_ByTheInterface_GoesRoundNothing()
    {
        await using var management = await ApprovalSteps.StartAsync();
        var ada = await management.SignInAsync();

        foreach (var state in new[] { "published", "approved", "inReview" })
            await (await ada.CallAsync(HttpMethod.Post, "/api/documents", new { fields = new { title = "Access", owner = "PER-0001", state } })).ReadAsync(HttpStatusCode.UnprocessableEntity);
        await ada.EnterDocumentAsync();
        await (await ada.UploadAsync(1)).ReadAsync(HttpStatusCode.OK);
        foreach (var state in new[] { "published", "approved", "superseded" })
            await (await ada.CallAsync(HttpMethod.Patch, "/api/documents/DOC-0001", new { fields = new { state }, version = 2 })).ReadAsync(HttpStatusCode.UnprocessableEntity);
        await ada.OpenAsync("/documents/new");
        Assert.Null(ada.Page.QuerySelector("[name=state]"));

        Assert.Equal("draft", await ada.DocumentAsync());
    }

    [Theory]
    [InlineData(12, "2026-01-31", null, false, "2027-01-31")]
    [InlineData(1, "2026-01-31", null, false, "2026-02-28")]
    [InlineData(12, "2026-01-31", "2026-06-01", false, "2027-06-01")]
    [InlineData(12, "2026-06-01", "2026-01-31", false, "2027-06-01")]
    [InlineData(0, "2026-01-31", null, false, null)]
    [InlineData(12, null, "2026-01-31", false, null)]
    [InlineData(12, "2026-01-31", null, true, null)]
    public void NextReview_FollowsFromPublicationAndReview(int months, string? published, string? reviewed, bool hasEnded, string? expected) =>
        Assert.Equal(Day(expected), DocumentRules.NextReview(months, Day(published), Day(reviewed), hasEnded));

    [Fact]
    public async Task Pages_WithManyDocumentsAndFiles_AskTheDatabaseAFixedNumberOfTimes()
    {
        await using var management = await ApprovalSteps.StartAsync();
        StatementCounter.Prepare(management);
        var ada = await management.SignInAsync();
        await ada.EnterDocumentAsync();
        await (await ada.UploadAsync(1)).ReadAsync(HttpStatusCode.OK);
        var few = await CountAsync();
        for (var version = 2; version < 8; version++)
            await (await ada.UploadAsync(version, $"%PDF-1.7 text {version}")).ReadAsync(HttpStatusCode.OK);
        for (var i = 0; i < 5; i++)
            await ada.EnterDocumentAsync($"Policy {i}");

        Assert.Equal(few, await CountAsync());

        async Task<string> CountAsync()
        {
            var counts = new List<int>();
            foreach (var path in new[] { "/documents", "/documents/DOC-0001", "/documents/DOC-0001/compare", "/api/documents/DOC-0001/files" })
            {
                using var counter = new StatementCounter();
                await ada.OpenAsync(path);
                Assert.InRange(counter.Count, 1, 14);
                counts.Add(counter.Count);
            }
            return string.Join(' ', counts);
        }
    }

    private static DateOnly? Day(string? text) => text is null ? null : DateOnly.ParseExact(text, "yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture);
}
