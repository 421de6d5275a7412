using System.Net;
using System.Text.Json;
using Tandem.Management.Access;
using Tandem.Management.Database;
using Tandem.Management.Tests.AiSystems;
using Tandem.Management.Tests.Approvals;
using Tandem.Management.Tests.Tasks;
using Tandem.Testing.Postgres;

namespace Tandem.Management.Tests.MyWork;

public sealed class MyWorkTests(PostgresServer postgres)
{
    [Theory]
    [InlineData(DatabaseEngine.Sqlite)]
    [InlineData(DatabaseEngine.Postgres)]
    public async Task Work_OfAPerson_IsCountedInTheHeaderAndListedWithWhatIsWanted(string engine)
    {
        await using var management = await ManagementFixture.StartAsync(engine, postgres, options => options with { TimeProvider = TaskSteps.At("2026-11-25") });
        var ada = await management.SignInAsync();
        var mari = await management.SignInAsAsync("Mari Tamm", Roles.AiSystemOwner);
        await mari.OpenAsync("/my-work");
        Assert.Contains("Nothing waits for you", mari.Text, StringComparison.Ordinal);
        await ada.EnterTaskAsync("due soon", ("assignee", "PER-0002"), ("dueDay", "2026-11-27"));
        await ada.EnterTaskAsync("overdue", ("assignee", "PER-0002"), ("dueDay", "2026-11-20"), ("state", "inProgress"));
        await ada.EnterTaskAsync("far away", ("assignee", "PER-0002"), ("dueDay", "2027-11-20"));
        await ada.EnterTaskAsync("finished", ("assignee", "PER-0002"), ("dueDay", "2026-11-20"), ("state", "done"), ("result", "ok"));
        await mari.EnterTaskAsync("of nobody");
        await mari.PatchTaskAsync("TSK-0005", 1, ("assignee", ""));
        await mari.RegisterAsync("Claims assistant", ("owner", "PER-0002"));

        await mari.OpenAsync("/tasks");
        Assert.Equal("4", mari.Page.QuerySelector("header .work-count")!.TextContent);
        await mari.OpenAsync("/my-work");

        Assert.Equal(
            ["TSK-0002 overdue in progress 2026-11-17 2026-11-20 Overdue", "TSK-0001 due soon to be done 2026-11-24 2026-11-27", "AIS-0001 Claims assistant decide its EU risk class 2026-11-25 no day", "TSK-0005 of nobody name somebody who does it 2026-11-25 no day"],
            mari.Page.QuerySelectorAll("tbody tr").Select(row => string.Join(' ', row.Children.SelectMany(cell => cell.TextContent.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)))));
        using var answer = await mari.CallAsync(HttpMethod.Get, "/api/my-work");
        var work = await answer.Content.ReadFromJsonAsync<JsonElement>(TestContext.Current.CancellationToken);
        Assert.Equal((4, "/tasks/TSK-0002", true), (work.GetProperty("total").GetInt32(), work.GetProperty("items")[0].GetProperty("path").GetString(), work.GetProperty("items")[0].GetProperty("isOverdue").GetBoolean()));
        await mari.OpenAsync("/my-work?overdue=yes&format=csv");
        Assert.Equal("key,what,why,since,due\nTSK-0002,overdue,in progress,2026-11-17,2026-11-20", mari.Text.Trim().TrimStart('\uFEFF'));
        await ada.OpenAsync("/my-work");
        Assert.Contains("Nothing waits for you", ada.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Approval_ToDecide_WaitsForTheApproverAndForTheDeputyOfAnAbsentOne()
    {
        await using var management = await ManagementFixture.StartAsync();
        var ada = await management.SignInAsync();
        var mari = await management.SignInAsAsync("Mari Tamm", Roles.ImsManager);
        var jaan = await management.SignInAsAsync("Jaan Kask", Roles.ImsManager);
        await ada.RegisterAsync("Claims assistant");
        using var asked = await ada.PutForwardAsync(1, ["PER-0002"], purpose: "", sentence: "I have seen it.");
        Assert.Equal(HttpStatusCode.Created, asked.StatusCode);

        Assert.Equal((1, 0), (await WaitingApprovalsAsync(mari), await WaitingApprovalsAsync(jaan)));
        using var absent = await ada.CallAsync(HttpMethod.Patch, "/api/people/PER-0002", new { fields = new { deputy = "PER-0003", absentFrom = "2020-01-01" }, version = 1 });

        Assert.Equal(HttpStatusCode.OK, absent.StatusCode);
        Assert.Equal(1, await WaitingApprovalsAsync(jaan));
    }

    [Fact]
    public async Task Header_OfAnyPage_CountsAllSourcesInOneStatement()
    {
        await using var management = await ManagementFixture.StartAsync();
        StatementCounter.Prepare(management);
        var ada = await management.SignInAsync();
        for (var i = 0; i < 5; i++)
            await ada.EnterTaskAsync($"Task {i}", ("dueDay", "2026-01-01"));
        await ada.OpenAsync("/catalogue");

        using var counter = new StatementCounter();
        await ada.OpenAsync("/catalogue");

        Assert.Equal((2, "5"), (counter.Count, ada.Page.QuerySelector("header .work-count")!.TextContent));
    }

    [Fact]
    public async Task Guest_SeesNoWork()
    {
        await using var management = await ManagementFixture.StartAsync();
        await management.SignInAsync();
        var auditor = await management.SignInAsAsync("Eva Audit", Roles.ExternalAuditor);

        using var answer = await auditor.CallAsync(HttpMethod.Get, "/api/my-work");

        Assert.Equal(HttpStatusCode.Forbidden, answer.StatusCode);
    }

    private static async Task<int> WaitingApprovalsAsync(Browser browser)
    {
        using var answer = await browser.CallAsync(HttpMethod.Get, "/api/my-work");
        var work = await answer.Content.ReadFromJsonAsync<JsonElement>(TestContext.Current.CancellationToken);
        return work.GetProperty("items").EnumerateArray().Count(item => item.GetProperty("path").GetString() == "/approvals/APR-0001");
    }
}
