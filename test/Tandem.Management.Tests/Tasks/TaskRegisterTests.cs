using System.Net;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Tandem.Management.Access;
using Tandem.Management.Database;
using Tandem.Management.Tasks;
using Tandem.Management.Tests.AiSystems;
using Tandem.Testing.Postgres;

namespace Tandem.Management.Tests.Tasks;

public sealed class TaskRegisterTests(PostgresServer postgres)
{
    [Fact]
    public async Task NewTask_WithoutPersons_IsOfWhoEntersIt()
    {
        await using var management = await ManagementFixture.StartAsync();
        await management.SignInAsync();
        var mari = await management.SignInAsAsync("Mari Tamm", Roles.Contributor);

        await mari.EnterTaskAsync("Write the plan");
        await mari.EnterTaskAsync("Read the plan", ("assignee", "Jaan Kask"));

        var people = await management.WithDatabaseAsync(db => db.Tasks.OrderBy(t => t.Number).Select(t => t.AssigneeName + " for " + t.OwnerName).ToListAsync());
        Assert.Equal(["Mari Tamm for Mari Tamm", "Jaan Kask for Mari Tamm"], people);
    }

    [Fact]
    public async Task About_LeadsToTheRecordAndBack()
    {
        await using var management = await ManagementFixture.StartAsync();
        var browser = await management.SignInAsync();
        await browser.RegisterAsync("Claims assistant");

        await browser.OpenAsync("/ai-systems/AIS-0001?tab=tasks");
        Assert.Contains("Nothing is to be done about AIS-0001", browser.Text, StringComparison.Ordinal);
        await browser.OpenAsync(browser.Page.QuerySelector("a[href^='/tasks/new']")!.GetAttribute("href")!);
        await browser.SubmitAsync("/tasks/new", ("title", "Assess <b>impact</b>"));

        Assert.Equal("Claims assistant", browser.Page.QuerySelector("dd a[href='/ai-systems/AIS-0001'] bdi")!.TextContent);
        await browser.OpenAsync("/ai-systems/AIS-0001?tab=tasks");
        Assert.Equal("Assess <b>impact</b>", browser.Page.QuerySelector("a.row-link")!.TextContent);
        await browser.OpenAsync("/tasks?about=ais-0001");
        Assert.Single(browser.Page.QuerySelectorAll("tbody tr"));
        await browser.OpenAsync("/tasks?about=AIS-0002");
        Assert.Contains("None of the 1 rows match", browser.Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("AIS-0099", "there is no record")]
    [InlineData("NOPE", "there is no record")]
    [InlineData("AIS-0001", "is archived")]
    [InlineData("AIS-0001\r\nBEGIN:VEVENT", "key of one record")]
    public async Task About_WhatIsNotThereOrNotInUse_IsRefused(string about, string because)
    {
        await using var management = await ManagementFixture.StartAsync();
        var browser = await management.SignInAsync();
        await browser.RegisterAsync("Claims assistant");
        await browser.EnterTaskAsync("Assess", ("about", "AIS-0001"));
        (await browser.CallAsync(HttpMethod.Post, "/api/ai-systems/AIS-0001/archive", new { version = 1, reason = "replaced" })).Dispose();

        using var answer = await browser.CallAsync(HttpMethod.Post, "/api/tasks", new { fields = new { title = "Assess", about } });

        Assert.Equal(HttpStatusCode.UnprocessableEntity, answer.StatusCode);
        var problem = await answer.Content.ReadFromJsonAsync<JsonElement>(TestContext.Current.CancellationToken);
        Assert.Contains(because, problem.GetProperty("errors").GetProperty("about")[0].GetString(), StringComparison.Ordinal);
        // What was about the record before goes on being so, and can be changed.
        Assert.Equal(HttpStatusCode.OK, await browser.PatchTaskAsync("TSK-0001", 1, ("about", "AIS-0001"), ("title", "Assess again")));
    }

    [Fact]
    public async Task About_TheTaskItself_IsRefused()
    {
        await using var management = await ManagementFixture.StartAsync();
        var browser = await management.SignInAsync();
        await browser.EnterTaskAsync("Assess");

        Assert.Equal(HttpStatusCode.UnprocessableEntity, await browser.PatchTaskAsync("TSK-0001", 1, ("about", "tsk-0001")));
    }

    [Theory]
    [InlineData(Roles.Contributor)]
    [InlineData(Roles.Reader)]
    public async Task Assignee_WhoMayNotChangeTheTask_MayReportOnItAndNoMore(string role)
    {
        await using var management = await ManagementFixture.StartAsync(change: options => options with { TimeProvider = TaskSteps.At("2026-11-02") });
        var ada = await management.SignInAsync();
        var mari = await management.SignInAsAsync("Mari Tamm", role);
        var hers = await ada.EnterTaskAsync("Test the restore", ("assignee", "PER-0002"), ("dueDay", "2026-11-10"));
        var others = await ada.EnterTaskAsync("Approve the plan");

        Assert.Equal(HttpStatusCode.OK, await mari.ReportAsync(hers, "take", new { version = 1 }));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, await mari.ReportAsync(hers, "postpone", new { version = 2, dueDay = "2026-11-20" }));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, await mari.ReportAsync(hers, "postpone", new { version = 2, dueDay = "2026-11-09", reason = "earlier" }));
        Assert.Equal(HttpStatusCode.OK, await mari.ReportAsync(hers, "postpone", new { version = 2, dueDay = "2026-11-20", reason = "waits for the disk" }));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, await mari.ReportAsync(hers, "done", new { version = 3, result = "" }));
        Assert.Equal(HttpStatusCode.Forbidden, await mari.PatchTaskAsync(hers, 3, ("title", "Something easier")));
        Assert.Equal(HttpStatusCode.Forbidden, await mari.PatchTaskAsync(hers, 3, ("state", "cancelled"), ("result", "no"), ("scope", "thisAndFollowing")));
        Assert.Equal(HttpStatusCode.OK, await mari.ReportAsync(hers, "done", new { version = 3, result = "Restored in 20 minutes" }));
        foreach (var report in new[] { "take", "done", "postpone" })
            Assert.Equal(HttpStatusCode.Forbidden, await mari.ReportAsync(others, report, new { version = 1, result = "x", dueDay = "2026-12-01", reason = "x" }));
        await mari.OpenAsync("/tasks?state=");
        Assert.Empty(mari.Page.QuerySelectorAll("a.cell-action"));
        await mari.OpenAsync($"/tasks/{others}/done");
        Assert.Equal(HttpStatusCode.Forbidden, mari.Status);
        Assert.Equal(1, await management.WithDatabaseAsync(db => db.Tasks.CountAsync(t => t.State == TaskState.Done)));
    }

    [Fact]
    public async Task ExternalAuditor_NamedAsAssignee_ReportsNothing()
    {
        await using var management = await ManagementFixture.StartAsync();
        var ada = await management.SignInAsync();
        var auditor = await management.SignInAsAsync("Eva Audit", Roles.ExternalAuditor);
        var key = await ada.EnterTaskAsync("Send the sample", ("assignee", "PER-0002"));

        Assert.Equal(HttpStatusCode.Forbidden, await auditor.ReportAsync(key, "done", new { version = 1, result = "sent" }));
    }

    [Fact]
    public async Task Done_ByPage_KeepsWhatWasEnteredAndSaysWhatIsWrong()
    {
        await using var management = await ManagementFixture.StartAsync();
        var browser = await management.SignInAsync();
        var key = await browser.EnterTaskAsync("Test the restore");
        await browser.OpenAsync($"/tasks/{key}/done");
        var other = await management.SignInAsync();
        await other.ReportAsync(key, "done", new { version = 1, result = "Theirs" });

        await browser.SubmitAsync($"/tasks/{key}/done", ("result", "Mine, at length"));

        Assert.Equal(HttpStatusCode.Conflict, browser.Status);
        Assert.Equal("Mine, at length", browser.Page.QuerySelector("textarea[name=result]")!.TextContent);
        Assert.Contains("changed TSK-0001 meanwhile, it is `Done` now", browser.Text, StringComparison.Ordinal);
        await browser.SubmitAsync($"/tasks/{key}/done", ("result", "Mine, at length"));
        Assert.Contains("is done already", browser.Text, StringComparison.Ordinal);
        Assert.Equal("Theirs", await management.WithDatabaseAsync(db => db.Tasks.Select(t => t.Result).SingleAsync()));
    }

    [Theory]
    [InlineData(DatabaseEngine.Sqlite)]
    [InlineData(DatabaseEngine.Postgres)]
    public async Task Filters_ByPersonDayAndState_GiveTheirRows(string engine)
    {
        // A Wednesday.
        await using var management = await ManagementFixture.StartAsync(engine, postgres, options => options with { TimeProvider = TaskSteps.At("2026-11-25") });
        var browser = await management.SignInAsync();
        await browser.EnterTaskAsync("yesterday", ("dueDay", "2026-11-24"));
        await browser.EnterTaskAsync("sunday", ("dueDay", "2026-11-29"), ("assignee", "Mari Tamm"));
        await browser.EnterTaskAsync("next monday", ("dueDay", "2026-11-30"), ("priority", "high"));
        await browser.EnterTaskAsync("some day");
        await browser.EnterTaskAsync("finished", ("dueDay", "2026-11-01"), ("state", "done"), ("result", "ok"));

        foreach (var (query, titles) in new[]
        {
            ("", "next monday, some day, sunday, yesterday"), ("due=overdue", "yesterday"), ("due=week", "sunday, yesterday"), ("due=none", "some day"), ("who=mine", "next monday, some day, yesterday"),
            ("who=owned&due=week", "sunday, yesterday"), ("priority=high", "next monday"), ("state=", "finished, next monday, some day, sunday, yesterday"), ("state=done", "finished"),
            ("state=&due=overdue", "yesterday"), ("due=nonsense", "next monday, some day, sunday, yesterday"),
        })
        {
            await browser.OpenAsync("/tasks?" + query);
            Assert.Equal(titles, string.Join(", ", browser.Page.QuerySelectorAll("a.row-link").Select(link => link.TextContent).Order(StringComparer.Ordinal)));
        }
        await browser.OpenAsync("/");
        Assert.Contains("1 of 4 not finished", browser.Page.QuerySelector("a.tile[href='/tasks?due=overdue']")!.TextContent, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/tasks", 5)]
    [InlineData("/tasks/TSK-0001", 10)]
    [InlineData("/ai-systems/AIS-0001?tab=tasks", 5)]
    public async Task Page_WithManyRows_AsksTheDatabaseAFixedNumberOfTimes(string path, int statements)
    {
        await using var management = await ManagementFixture.StartAsync();
        StatementCounter.Prepare(management);
        var browser = await management.SignInAsync();
        await browser.RegisterAsync("Claims assistant");
        for (var i = 0; i < 12; i++)
            await browser.EnterTaskAsync($"Task {i}", ("about", "AIS-0001"), ("assignee", "Mari Tamm"), ("recurrence", "FREQ=DAILY"), ("dueDay", "2026-11-30"));
        await browser.OpenAsync(path);

        using var counter = new StatementCounter();
        await browser.OpenAsync(path);

        Assert.Equal(HttpStatusCode.OK, browser.Status);
        Assert.Equal(statements, counter.Count);
    }
}
