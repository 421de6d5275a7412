using System.Net;
using Tandem.Management.Access;
using Tandem.Management.Tests.AiSystems;

namespace Tandem.Management.Tests.Approvals;

/// <summary>Approvals as people use them: plain forms, without JavaScript.</summary>
public sealed class ApprovalPagesTests
{
    [Fact]
    public async Task Approval_ByForms_FromTheRecordToTheDecision()
    {
        await using var management = await ApprovalSteps.StartAsync();
        var ada = await management.SignInAsync();
        var mari = await management.SignInAsAsync("Mari Tamm", Roles.Approver);
        await ada.EnterSystemAsync();

        await ada.OpenAsync("/ai-systems/AIS-0001?tab=approvals");
        Assert.Contains("No version was put forward yet", ada.Text, StringComparison.Ordinal);
        await ada.OpenAsync(ada.Page.QuerySelector("a[href^='/approvals/new']")!.GetAttribute("href")!);
        Assert.Contains("not a qualified electronic signature", ada.Text, StringComparison.Ordinal);
        await ada.SubmitAsync("/approvals/new", ("approvers", ""), ("due", "2001-01-01"), ("quorum", "3"));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, ada.Status);
        Assert.Contains("Choose at least one approver", ada.Text, StringComparison.Ordinal);
        Assert.Contains("2001-01-01 has passed", ada.Text, StringComparison.Ordinal);
        await ada.SubmitAsync("/approvals/new", ("approvers", "PER-0002"), ("due", ""), ("quorum", "1"), ("note", "please look"));
        Assert.Equal("/approvals/APR-0001", ada.Path);
        Assert.Empty(ada.Page.QuerySelectorAll("form[action$='/decisions']"));

        await mari.OpenAsync("/");
        Assert.Contains("1 of 1 open", mari.Text, StringComparison.Ordinal);
        await mari.OpenAsync("/approvals?view=mine");
        Assert.Contains("APR-0001", mari.Text, StringComparison.Ordinal);
        await mari.OpenAsync("/approvals/APR-0001");
        await mari.SubmitAsync("/approvals/APR-0001/decisions", ("verdict", "reject"), ("password", ManagementFixture.Password));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, mari.Status);
        Assert.Contains("Say why it is rejected", mari.Text, StringComparison.Ordinal);
        await mari.SubmitAsync("/approvals/APR-0001/decisions", ("verdict", "approve"), ("reason", "well done"), ("password", "wrong"));
        Assert.Contains("This is not your password", mari.Text, StringComparison.Ordinal);
        Assert.Equal("well done", mari.Page.QuerySelector("textarea[name=reason]")!.TextContent);
        await mari.SubmitAsync("/approvals/APR-0001/decisions", ("verdict", "approve"), ("password", ManagementFixture.Password));
        Assert.Equal((HttpStatusCode.OK, "/approvals/APR-0001"), (mari.Status, mari.Path));
        Assert.Contains("“well done”", mari.Text, StringComparison.Ordinal);
        Assert.NotNull(mari.Page.QuerySelector("a[href^='/history/']"));

        await ada.OpenAsync("/ai-systems/AIS-0001");
        await ada.SubmitAsync("/ai-systems/AIS-0001/transitions/approve");
        Assert.Contains("Approved for use", ada.Page.QuerySelector("h1")!.TextContent, StringComparison.Ordinal);
        using var export = await ada.CallAsync(HttpMethod.Get, "/approvals?format=csv");
        Assert.Contains("APR-0001,AIS-0001,1,I approve version 1 of AIS-0001 for use.,approved", await export.Content.ReadAsStringAsync(TestContext.Current.CancellationToken), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Texts_WithMarkup_AreShownAsText()
    {
        const string hostile = "<script>alert(1)</script><img src=x onerror=alert(1)>\"'";
        await using var management = await ApprovalSteps.StartAsync();
        var ada = await management.SignInAsync();
        var mari = await management.SignInAsAsync("Mari Tamm", Roles.Approver);
        await ada.RegisterAsync(hostile, ("owner", "PER-0001"));
        await (await ada.CallAsync(HttpMethod.Post, "/api/approvals", new { type = "ai-system", key = "AIS-0001", version = 1, sentence = hostile, approvers = new[] { "PER-0002" }, quorum = 1, note = hostile })).ReadAsync(HttpStatusCode.Created);
        await (await mari.DecideAsync(verdict: "reject", reason: hostile)).ReadAsync(HttpStatusCode.OK);

        foreach (var path in new[] { "/approvals", "/approvals/APR-0001", "/ai-systems/AIS-0001?tab=approvals", "/approvals/new?type=ai-system&key=AIS-0001" })
        {
            await ada.OpenAsync(path);
            Assert.Equal(HttpStatusCode.OK, ada.Status);
            Assert.Empty(ada.Page.QuerySelectorAll("script:not([src]), img[src=x], [onerror]"));
        }
    }

    [Fact]
    public async Task Request_ThatMakesNoSense_IsRefusedAndStoresNothing()
    {
        await using var management = await ApprovalSteps.StartAsync();
        var ada = await management.SignInAsync();
        var mari = await management.SignInAsAsync("Mari Tamm", Roles.AiSystemOwner);
        await ada.EnterSystemAsync();

        (object Body, HttpStatusCode Expected)[] requests =
        [
            (new { type = "none", key = "AIS-0001", version = 1, sentence = "I agree.", approvers = new[] { "PER-0002" }, quorum = 1 }, HttpStatusCode.NotFound),
            (new { type = "ai-system", key = "AIS-0009", version = 1, sentence = "I agree.", approvers = new[] { "PER-0002" }, quorum = 1 }, HttpStatusCode.NotFound),
            (new { type = "ai-system", key = "AIS-0001", version = 7, sentence = "I agree.", approvers = new[] { "PER-0002" }, quorum = 1 }, HttpStatusCode.Conflict),
            (new { type = "ai-system", key = "AIS-0001", version = 1, sentence = "", approvers = new[] { "PER-0002" }, quorum = 1 }, HttpStatusCode.UnprocessableEntity),
            (new { type = "ai-system", key = "AIS-0001", version = 1, sentence = "I agree.\nAnd more.", approvers = new[] { "PER-0002" }, quorum = 1 }, HttpStatusCode.UnprocessableEntity),
            (new { type = "ai-system", key = "AIS-0001", version = 1, purpose = "everything", approvers = new[] { "PER-0002" }, quorum = 1 }, HttpStatusCode.UnprocessableEntity),
            (new { type = "ai-system", key = "AIS-0001", version = 1, sentence = "I agree.", approvers = Array.Empty<string>(), quorum = 1 }, HttpStatusCode.UnprocessableEntity),
            (new { type = "ai-system", key = "AIS-0001", version = 1, sentence = "I agree.", approvers = Enumerable.Range(1, 21).Select(i => $"Person {i}").ToArray(), quorum = 1 }, HttpStatusCode.UnprocessableEntity),
            (new { type = "ai-system", key = "AIS-0001", version = 1, sentence = "I agree.", approvers = new[] { "PER-0002" }, quorum = 2 }, HttpStatusCode.UnprocessableEntity),
            (new { type = "ai-system", key = "AIS-0001", version = 1, sentence = "I agree.", approvers = new[] { "PER-0002" }, quorum = 1, due = "tomorrow" }, HttpStatusCode.UnprocessableEntity),
            (new { type = "ai-system", key = "AIS-0001", version = 1, sentence = new string('x', 501), approvers = new[] { "PER-0002" }, quorum = 1 }, HttpStatusCode.UnprocessableEntity),
        ];
        foreach (var (body, expected) in requests)
            await (await ada.CallAsync(HttpMethod.Post, "/api/approvals", body)).ReadAsync(expected);
        await (await mari.PutForwardAsync(1, ["PER-0001"])).ReadAsync(HttpStatusCode.Forbidden);

        using var none = await ada.CallAsync(HttpMethod.Get, "/api/approvals");
        Assert.Empty((await none.ReadAsync(HttpStatusCode.OK)).GetProperty("approvals").EnumerateArray());
    }

    [Fact]
    public async Task Pages_WithManyApprovals_AskTheDatabaseAFixedNumberOfTimes()
    {
        await using var management = await ApprovalSteps.StartAsync();
        StatementCounter.Prepare(management);
        var ada = await management.SignInAsync();
        await management.SignInAsAsync("Mari Tamm", Roles.Approver);
        await management.SignInAsAsync("Jaan Kask", Roles.Approver);
        await ada.EnterSystemAsync();
        await PutForwardManyAsync(2);
        var few = await CountAsync();
        await PutForwardManyAsync(8);

        Assert.Equal(few, await CountAsync());

        async Task PutForwardManyAsync(int many)
        {
            for (var i = 0; i < many; i++)
            {
                var asked = await (await ada.PutForwardAsync(1, ["PER-0002", "PER-0003"], purpose: "", sentence: "I have seen it.")).ReadAsync(HttpStatusCode.Created);
                await (await ada.CallAsync(HttpMethod.Post, $"/api/approvals/{asked.GetProperty("key").GetString()}/withdraw", new { reason = "" })).ReadAsync(HttpStatusCode.OK);
            }
        }

        async Task<(int List, int Tab, int One, int Api)> CountAsync()
        {
            var counts = new List<int>();
            foreach (var path in new[] { "/approvals", "/ai-systems/AIS-0001?tab=approvals", "/approvals/APR-0001", "/api/approvals" })
            {
                using var counter = new StatementCounter();
                await ada.OpenAsync(path);
                Assert.InRange(counter.Count, 1, 12);
                counts.Add(counter.Count);
            }
            return (counts[0], counts[1], counts[2], counts[3]);
        }
    }
}
