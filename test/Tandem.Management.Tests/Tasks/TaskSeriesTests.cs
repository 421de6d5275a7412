using System.Net;
using Microsoft.EntityFrameworkCore;
using Tandem.Management.Database;
using Tandem.Management.Tasks;
using Tandem.Testing.Postgres;

namespace Tandem.Management.Tests.Tasks;

public sealed class TaskSeriesTests(PostgresServer postgres)
{
    private const string FirstMonday = "FREQ=MONTHLY;BYDAY=1MO";

    [Theory]
    [InlineData(DatabaseEngine.Sqlite)]
    [InlineData(DatabaseEngine.Postgres)]
    public async Task Done_InTime_EntersTheNextOccurrenceWithItsFields(string engine)
    {
        await using var management = await StartAsync("2026-11-02", engine);
        var client = await management.SignInAsync();
        var key = await client.EnterTaskAsync("Review rights", ("recurrence", FirstMonday), ("dueDay", "2026-11-02"), ("priority", "high"), ("tags", new[] { "review" }), ("evidenceExpected", "A list"));

        Assert.Equal(HttpStatusCode.OK, await client.ReportAsync(key, "done", new { version = 1, result = "All in order" }));

        var (first, next) = await TwoAsync(management);
        Assert.Equal((TaskState.Done, "All in order"), (first.State, first.Result));
        Assert.Equal(
            (TaskState.Open, "", "Review rights", new DateOnly(2026, 12, 7), TaskPriority.High, "A list", "PER-0001", "PER-0001", 2, key),
            (next.State, next.Result, next.Title, next.DueDay!.Value, next.Priority, next.EvidenceExpected, next.Owner, next.Assignee, next.Occurrence, next.SeriesKey));
        Assert.Equal(["review"], next.Tags);
        Assert.Equal(new DateOnly(2026, 12, 4), next.RemindOn);
        await client.OpenAsync("/tasks/" + next.Key);
        Assert.Contains("Occurrence 2, every month on the first Monday", client.Text, StringComparison.Ordinal);
        Assert.Equal(["2027-01-04", "2027-02-01", "2027-03-01", "2027-04-05", "2027-05-03"], client.Page.QuerySelectorAll(".next-days time").Select(time => time.TextContent));
    }

    [Theory]
    [InlineData(DatabaseEngine.Sqlite)]
    [InlineData(DatabaseEngine.Postgres)]
    public async Task Done_ByManyAtTheSameMoment_EntersOneNextOccurrence(string engine)
    {
        await using var management = await StartAsync("2026-11-02", engine);
        var client = await management.SignInAsync();
        var key = await client.EnterTaskAsync("Review rights", ("recurrence", FirstMonday), ("dueDay", "2026-11-02"));

        var answers = await Task.WhenAll(Enumerable.Range(0, 6).Select(i => client.ReportAsync(key, "done", new { version = 1, result = $"Done by {i}" })));

        Assert.Equal(1, answers.Count(answer => answer == HttpStatusCode.OK));
        Assert.All(answers, answer => Assert.True(answer is HttpStatusCode.OK or HttpStatusCode.Conflict, $"{answer}"));
        Assert.Equal([1, 2], await management.WithDatabaseAsync(db => db.Tasks.OrderBy(t => t.Occurrence).Select(t => t.Occurrence).ToListAsync()));
    }

    [Fact]
    public async Task Done_Twice_WithReopeningBetween_EntersOneNextOccurrence()
    {
        await using var management = await StartAsync("2026-11-02");
        var client = await management.SignInAsync();
        var key = await client.EnterTaskAsync("Review rights", ("recurrence", FirstMonday), ("dueDay", "2026-11-02"));
        await client.ReportAsync(key, "done", new { version = 1, result = "Done" });

        Assert.Equal(HttpStatusCode.Conflict, await client.ReportAsync(key, "done", new { version = 2, result = "Again" }));
        Assert.Equal(HttpStatusCode.OK, await client.PatchTaskAsync(key, 2, ("state", "open")));
        Assert.Equal(HttpStatusCode.OK, await client.ReportAsync(key, "done", new { version = 3, result = "Again" }));

        Assert.Equal(2, await management.WithDatabaseAsync(db => db.Tasks.CountAsync()));
    }

    [Fact]
    public async Task Done_Late_EntersTheNextDayAfterTodayAndNamesThosePassed()
    {
        var clock = TaskSteps.At("2026-11-02");
        await using var management = await ManagementFixture.StartAsync(change: options => options with { TimeProvider = clock });
        var client = await management.SignInAsync();
        var key = await client.EnterTaskAsync("Check back-ups", ("recurrence", "FREQ=WEEKLY;BYDAY=MO"), ("dueDay", "2026-11-02"));
        clock.Advance(TimeSpan.FromDays(22));
        client = await management.SignInAsync();

        Assert.Equal(HttpStatusCode.OK, await client.ReportAsync(key, "done", new { version = 1, result = "Late, but done" }));

        var (_, next) = await TwoAsync(management);
        Assert.Equal((new DateOnly(2026, 11, 30), 5), (next.DueDay!.Value, next.Occurrence));
        Assert.Equal(["2026-11-09", "2026-11-16", "2026-11-23"], next.SkippedDays);
        await client.OpenAsync("/tasks/" + next.Key);
        Assert.Contains("2026-11-09, 2026-11-16, 2026-11-23", client.Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("FREQ=DAILY;COUNT=1", 1)]
    [InlineData("FREQ=DAILY;COUNT=3", 3)]
    [InlineData("FREQ=DAILY;UNTIL=20261103", 2)]
    public async Task Series_WithAnEnd_EndsThere(string rule, int occurrences)
    {
        await using var management = await StartAsync("2026-11-01");
        var client = await management.SignInAsync();
        var key = await client.EnterTaskAsync("Watch", ("recurrence", rule), ("dueDay", "2026-11-02"));
        for (var i = 0; i < 4; i++)
        {
            await client.ReportAsync(key, "done", new { version = 1, result = "Watched" });
            key = await management.WithDatabaseAsync(db => db.Tasks.OrderByDescending(t => t.Number).Select(t => t.Key).FirstAsync());
        }

        Assert.Equal(occurrences, await management.WithDatabaseAsync(db => db.Tasks.CountAsync()));
        Assert.True(await management.WithDatabaseAsync(db => db.Tasks.AllAsync(t => t.State == TaskState.Done)));
    }

    [Fact]
    public async Task Change_OfThisOne_IsForgotten_OfThisAndFollowing_Holds()
    {
        await using var management = await StartAsync("2026-11-02");
        var client = await management.SignInAsync();
        var key = await client.EnterTaskAsync("Review", ("recurrence", FirstMonday), ("dueDay", "2026-11-02"));

        await client.PatchTaskAsync(key, 1, ("priority", "high"), ("scope", "thisAndFollowing"));
        await client.PatchTaskAsync(key, 2, ("title", "Review with the auditor"), ("scope", "thisOne"));
        await client.PatchTaskAsync(key, 3, ("dueDay", "2026-11-10"));
        await client.ReportAsync(key, "done", new { version = 4, result = "Done" });

        var (first, next) = await TwoAsync(management);
        Assert.Equal(("Review with the auditor", "Review"), (first.Title, next.Title));
        Assert.Equal((TaskPriority.High, new DateOnly(2026, 12, 7)), (next.Priority, next.DueDay!.Value));
    }

    [Fact]
    public async Task NewRule_HoldsForThisAndFollowing_AndNotBehindAFollowingTask()
    {
        await using var management = await StartAsync("2026-11-02");
        var client = await management.SignInAsync();
        var key = await client.EnterTaskAsync("Review", ("recurrence", FirstMonday), ("dueDay", "2026-11-02"));
        await client.PatchTaskAsync(key, 1, ("recurrence", "FREQ=MONTHLY;BYMONTHDAY=28,29,30,31;BYSETPOS=-1"));
        await client.ReportAsync(key, "done", new { version = 2, result = "Done" });

        var (_, next) = await TwoAsync(management);
        Assert.Equal(new DateOnly(2026, 11, 30), next.DueDay);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, await client.PatchTaskAsync(key, 3, ("recurrence", "FREQ=DAILY")));
    }

    [Theory]
    [InlineData("thisOne", 2)]
    [InlineData("thisAndFollowing", 1)]
    public async Task Cancelled_ForThisOneGoesOn_ForFollowingEnds(string scope, int tasks)
    {
        await using var management = await StartAsync("2026-11-02");
        var client = await management.SignInAsync();
        var key = await client.EnterTaskAsync("Review", ("recurrence", FirstMonday), ("dueDay", "2026-11-02"));

        Assert.Equal(HttpStatusCode.UnprocessableEntity, await client.PatchTaskAsync(key, 1, ("state", "cancelled"), ("scope", scope)));
        Assert.Equal(HttpStatusCode.OK, await client.PatchTaskAsync(key, 1, ("state", "cancelled"), ("result", "no longer needed"), ("scope", scope)));

        Assert.Equal(tasks, await management.WithDatabaseAsync(db => db.Tasks.CountAsync()));
    }

    [Fact]
    public async Task Assignee_WhoIsArchivedMeanwhile_IsNotNamedAgain()
    {
        await using var management = await StartAsync("2026-11-02");
        var client = await management.SignInAsync();
        var key = await client.EnterTaskAsync("Review", ("recurrence", FirstMonday), ("dueDay", "2026-11-02"), ("assignee", "Mari Tamm"));
        (await client.CallAsync(HttpMethod.Post, "/api/people/PER-0002/archive", new { version = 1, reason = "left" })).Dispose();

        Assert.Equal(HttpStatusCode.OK, await client.ReportAsync(key, "done", new { version = 1, result = "Done" }));

        var (first, next) = await TwoAsync(management);
        Assert.Equal(("PER-0002", "PER-0001"), (first.Assignee, next.Assignee));
    }

    [Fact]
    public async Task Recurrence_ByPlainInputsWithoutScript_IsStoredAsRuleAndShownInWords()
    {
        await using var management = await StartAsync("2026-11-02");
        var browser = await management.SignInAsync();
        await browser.OpenAsync("/tasks/new");
        (string, string)[] entries = [("title", "Review"), ("recurrence-repeat", "monthlyByWeekday"), ("recurrence-ordinal", "1"), ("recurrence-weekday", "MO"), ("recurrence-interval", "x")];

        await browser.SubmitAsync("/tasks/new", entries);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, browser.Status);
        Assert.Contains("The interval is a number from 1 to 60", browser.Text, StringComparison.Ordinal);
        Assert.Contains("needs a due day", browser.Text + await ProblemsAsync(browser), StringComparison.Ordinal);
        Assert.Equal("x", browser.Page.QuerySelector("input[name='recurrence-interval']")!.GetAttribute("value"));
        await browser.SubmitAsync("/tasks/new", ("recurrence-interval", "3"), ("dueDay", "2026-11-02"));

        Assert.Equal("/tasks/TSK-0001", browser.Path);
        Assert.Contains("every 3 months on the first Monday", browser.Text, StringComparison.Ordinal);
        Assert.Equal("FREQ=MONTHLY;INTERVAL=3;BYDAY=1MO", await management.WithDatabaseAsync(db => db.Tasks.Select(t => t.Recurrence).SingleAsync()));
        await browser.OpenAsync("/tasks/TSK-0001/edit");
        await browser.SubmitAsync("/tasks/TSK-0001/edit", ("title", "Review of rights"));
        Assert.Equal("FREQ=MONTHLY;INTERVAL=3;BYDAY=1MO", await management.WithDatabaseAsync(db => db.Tasks.Select(t => t.Recurrence).SingleAsync()));
    }

    private static async Task<string> ProblemsAsync(Browser browser)
    {
        using var answer = await browser.CallAsync(HttpMethod.Post, "/api/tasks", new { fields = new { title = "Review", recurrence = FirstMonday } });
        return await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
    }

    private static async Task<(TaskEntry First, TaskEntry Next)> TwoAsync(ManagementFixture management)
    {
        var tasks = await management.WithDatabaseAsync(db => db.Tasks.AsNoTracking().OrderBy(t => t.Number).ToListAsync());
        Assert.Equal(2, tasks.Count);
        return (tasks[0], tasks[1]);
    }

    private Task<ManagementFixture> StartAsync(string day, string engine = DatabaseEngine.Sqlite) =>
        ManagementFixture.StartAsync(engine, postgres, options => options with { TimeProvider = TaskSteps.At(day) });
}
