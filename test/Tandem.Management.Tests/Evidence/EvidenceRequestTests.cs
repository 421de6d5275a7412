using System.Net;
using Microsoft.EntityFrameworkCore;
using Tandem.Management.Access;
using Tandem.Management.Database;
using Tandem.Management.Tests.Approvals;
using Tandem.Management.Tests.Controls;
using Tandem.Testing.Postgres;

namespace Tandem.Management.Tests.Evidence;

/// <summary>Requests for evidence, from asking to closing.</summary>
public sealed class EvidenceRequestTests(PostgresServer postgres)
{
    [Theory]
    [InlineData(DatabaseEngine.Sqlite)]
    [InlineData(DatabaseEngine.Postgres)]
    public async Task Request_IsAnsweredByWhoIsAsked_AndDecidedByWhoAsks(string engine)
    {
        await using var management = await ManagementFixture.StartAsync(engine, postgres);
        var ada = await management.SignInAsync();
        var jaan = await management.SignInAsAsync("Jaan Kask", Roles.Contributor);
        await ada.EnterAsync("/evidence-requests", new { title = "Show the reviews", kind = "EV-ACCREVIEW", requirement = "iso27001:A.5.18", periodFrom = "2026-01-01", periodTo = "2026-03-31", assignee = "PER-0002", dueDay = "2026-12-31" });
        await jaan.OpenAsync("/my-work");
        Assert.Contains("Answer the request with an evidence item", jaan.Text, StringComparison.OrdinalIgnoreCase);
        var item = await jaan.EnterEvidenceAsync("EV-POLICY", ("owner", "PER-0002"), ("coversFrom", "2025-01-01"), ("coversTo", "2025-12-31"));

        Assert.Contains("no revision yet", await (await AnswerAsync(jaan, 1, item)).RefusalAsync("answer"), StringComparison.Ordinal);
        Assert.Contains("is no evidence item", await (await AnswerAsync(jaan, 1, "PER-0001")).RefusalAsync("answer"), StringComparison.Ordinal);
        await (await jaan.SendTextAsync(1, key: item)).ReadAsync(HttpStatusCode.OK);
        await jaan.OpenAsync("/evidence-requests/EVQ-0001");
        await jaan.SubmitAsync("/evidence-requests/EVQ-0001/answer", ("answer", item));
        Assert.Equal((HttpStatusCode.OK, "/evidence-requests/EVQ-0001"), (jaan.Status, jaan.Path));
        Assert.Contains("Outside the period asked for", jaan.Text, StringComparison.Ordinal);
        Assert.Contains("EV-ACCREVIEW was asked for", jaan.Text, StringComparison.Ordinal);

        // Who is asked decides nothing, and nothing else of it is entrusted to that person.
        foreach (var step in new[] { "accept", "return" })
            Assert.Contains("you are asked", await (await MoveAsync(jaan, step, 2)).RefusalAsync("state"), StringComparison.Ordinal);
        await (await jaan.CallAsync(HttpMethod.Patch, "/api/evidence-requests/EVQ-0001", new { fields = new { dueDay = "2027-12-31" }, version = 2 })).ReadAsync(HttpStatusCode.Forbidden);
        Assert.Contains("return it before", await (await jaan.CallAsync(HttpMethod.Patch, "/api/evidence-requests/EVQ-0001", new { fields = new { answer = "" }, version = 2 })).RefusalAsync("answer"), StringComparison.Ordinal);

        await ada.OpenAsync("/my-work");
        Assert.Contains("Look at the answer", ada.Text, StringComparison.OrdinalIgnoreCase);
        Assert.Contains("say why", await (await MoveAsync(ada, "return", 2, "")).RefusalAsync("reason"), StringComparison.Ordinal);
        await (await MoveAsync(ada, "return", 2)).ReadAsync(HttpStatusCode.OK);
        await (await AnswerAsync(jaan, 3, item)).ReadAsync(HttpStatusCode.OK);
        Assert.Equal(0, await management.WithDatabaseAsync(db => db.Links.CountAsync(TestContext.Current.CancellationToken)));
        await (await MoveAsync(ada, "accept", 4)).ReadAsync(HttpStatusCode.OK);
        var link = await management.WithDatabaseAsync(db => db.Links.SingleAsync(TestContext.Current.CancellationToken));
        Assert.Equal((item, Management.Links.LinkRelation.EvidenceFor, "iso27001:A.5.18", "accepted as the answer to EVQ-0001"), (link.FromKey, link.Relation, link.ToKey, link.Note));
        await ada.OpenAsync("/evidence-requests/EVQ-0001");
        Assert.Contains($"{item} is linked as evidence for iso27001:A.5.18", ada.Text, StringComparison.Ordinal);
        await (await MoveAsync(ada, "close", 5)).ReadAsync(HttpStatusCode.OK);
    }

    [Fact]
    public async Task Answer_ThatCanNeverShowWhatIsAskedAbout_IsNotAccepted()
    {
        await using var management = await ManagementFixture.StartAsync();
        var ada = await management.SignInAsync();
        await management.SignInAsAsync("Jaan Kask", Roles.Contributor);
        await ada.EnterAsync("/evidence-requests", new { title = "Show the impact assessment", requirement = "iso42001:A.5.2", assignee = "PER-0002" });
        var scan = await ada.EnterEvidenceAsync("EV-VULNSCAN");
        await (await ada.SendTextAsync(1, key: scan)).ReadAsync(HttpStatusCode.OK);
        await (await AnswerAsync(ada, 1, scan)).ReadAsync(HttpStatusCode.OK);

        Assert.Contains("return the request instead", await (await MoveAsync(ada, "accept", 2)).RefusalAsync("answer"), StringComparison.Ordinal);
        Assert.Equal(0, await management.WithDatabaseAsync(db => db.Links.CountAsync(TestContext.Current.CancellationToken)));
        await (await MoveAsync(ada, "return", 2)).ReadAsync(HttpStatusCode.OK);
    }

    [Fact]
    public async Task Answer_LinkedAlready_IsAcceptedAndNotLinkedTwice()
    {
        await using var management = await ManagementFixture.StartAsync();
        var ada = await management.SignInAsync();
        await management.SignInAsAsync("Jaan Kask", Roles.Contributor);
        await ada.EnterAsync("/evidence-requests", new { title = "Show the policy", requirement = "iso27001:A.5.1", assignee = "PER-0002" });
        var item = await ada.EnterEvidenceAsync();
        await (await ada.SendTextAsync(1, key: item)).ReadAsync(HttpStatusCode.OK);
        await (await ada.LinkAsync(item, "iso27001:A.5.1")).ReadAsync(HttpStatusCode.Created);
        await (await AnswerAsync(ada, 1, item)).ReadAsync(HttpStatusCode.OK);

        await (await MoveAsync(ada, "accept", 2)).ReadAsync(HttpStatusCode.OK);

        Assert.Equal(1, await management.WithDatabaseAsync(db => db.Links.CountAsync(TestContext.Current.CancellationToken)));
    }

    [Fact]
    public async Task Request_AnsweredFromTheRegister_IsCountedAsSuch()
    {
        await using var management = await ManagementFixture.StartAsync();
        var ada = await management.SignInAsync();
        await management.SignInAsAsync("Jaan Kask", Roles.Contributor);
        var there = await ada.EnterEvidenceAsync();
        await (await ada.SendTextAsync(1, key: there)).ReadAsync(HttpStatusCode.OK);
        for (var i = 1; i <= 10; i++)
            await ada.EnterAsync("/evidence-requests", new { title = $"Request {i}", kind = "EV-POLICY", assignee = "PER-0002" });
        var later = await ada.EnterEvidenceAsync();
        await (await ada.SendTextAsync(1, key: later)).ReadAsync(HttpStatusCode.OK);
        await (await AnswerAsync(ada, 1, there)).ReadAsync(HttpStatusCode.OK);
        await (await AnswerAsync(ada, 1, later, "EVQ-0002")).ReadAsync(HttpStatusCode.OK);

        var figure = (await ada.ReadApiAsync("/figures")).EnumerateArray().Single(figure => figure.GetProperty("id").GetString() == "F9");

        Assert.Equal([1, 10], figure.GetProperty("inputs").EnumerateArray().Select(input => input.GetProperty("value").GetInt32()));
        Assert.Equal(10, figure.GetProperty("value").GetInt32());
    }

    [Fact]
    public async Task Request_OfNothing_OrByWhoMayNot_IsRefused()
    {
        await using var management = await ManagementFixture.StartAsync();
        var ada = await management.SignInAsync();
        var reader = await management.SignInAsAsync("Jaan Kask", Roles.Reader);
        var auditor = await management.SignInAsAsync("Eva Audit", Roles.ExternalAuditor);
        Assert.Contains("say what is asked for", await (await ada.CallAsync(HttpMethod.Post, "/api/evidence-requests", new { fields = new { title = "Something", assignee = "PER-0001" } })).RefusalAsync("details"), StringComparison.Ordinal);
        Assert.Contains("iso27001:A.5.18", await (await ada.CallAsync(HttpMethod.Post, "/api/evidence-requests", new { fields = new { title = "Something", assignee = "PER-0001", requirement = "A.5.18" } })).RefusalAsync("requirement"), StringComparison.Ordinal);
        await ada.EnterAsync("/evidence-requests", new { title = "Show it", kind = "EV-POLICY", assignee = "PER-0001" });
        var item = await ada.EnterEvidenceAsync();
        await (await ada.SendTextAsync(1, key: item)).ReadAsync(HttpStatusCode.OK);

        await (await AnswerAsync(reader, 1, item)).ReadAsync(HttpStatusCode.Forbidden);
        await (await AnswerAsync(ada, 1, item, "EVQ-0009")).ReadAsync(HttpStatusCode.NotFound);
        using var hidden = await auditor.CallAsync(HttpMethod.Get, "/api/evidence-requests/EVQ-0001");
        Assert.Equal(HttpStatusCode.NotFound, hidden.StatusCode);
        await ada.OpenAsync("/evidence-requests/EVQ-0001");
        await ada.SubmitAsync("/evidence-requests/EVQ-0001/answer", ("answer", "EVD-0099"));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, ada.Status);
        Assert.Contains("EVQ-0001 was not answered", ada.Text, StringComparison.Ordinal);
    }

    private static Task<HttpResponseMessage> AnswerAsync(Browser browser, int version, string answer, string key = "EVQ-0001") =>
        browser.CallAsync(HttpMethod.Post, $"/api/evidence-requests/{key}/answer", new { version, answer });

    private static Task<HttpResponseMessage> MoveAsync(Browser browser, string step, int version, string reason = "as seen") =>
        browser.CallAsync(HttpMethod.Post, $"/api/evidence-requests/EVQ-0001/transitions/{step}", new { version, reason });
}
