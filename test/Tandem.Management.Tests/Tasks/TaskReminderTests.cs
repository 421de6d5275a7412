using Microsoft.EntityFrameworkCore;
using Tandem.Management.Access;
using Tandem.Management.Database;
using Tandem.Management.Tasks.Reminders;
using Tandem.Testing.Postgres;

namespace Tandem.Management.Tests.Tasks;

public sealed class TaskReminderTests(PostgresServer postgres)
{
    [Theory]
    [InlineData(DatabaseEngine.Sqlite)]
    [InlineData(DatabaseEngine.Postgres)]
    public async Task Stages_AsDaysPass_AreToldOnceEach(string engine)
    {
        var clock = TaskSteps.At("2026-11-02");
        await using var management = await StartAsync(clock, engine);
        var ada = await management.SignInAsync();
        await management.SignInAsAsync("Mari Tamm", Roles.Contributor);
        await management.SignInAsAsync("Jaan Kask", Roles.ImsManager);
        await ada.EnterTaskAsync("Test the restore", ("assignee", "PER-0002"), ("dueDay", "2026-11-10"), ("reminderDays", 2), ("escalateTo", "PER-0003"), ("escalateAfterDays", 3));

        var told = new List<string>();
        for (var day = new DateOnly(2026, 11, 2); day <= new DateOnly(2026, 11, 16); day = day.AddDays(1))
        {
            await RunAsync(management);
            await RunAsync(management);
            foreach (var news in await NewAsync(management, told.Count))
                told.Add($"{day:dd} {news}");
            clock.Advance(TimeSpan.FromDays(1));
        }

        Assert.Equal(
            ["08 PER-0002 task-due TSK-0001 is due soon", "11 PER-0001 task-overdue TSK-0001, which you answer for, is overdue", "11 PER-0002 task-overdue TSK-0001 is overdue", "13 PER-0003 task-escalated TSK-0001 is overdue and escalated to you"],
            told);
    }

    [Theory]
    [InlineData(DatabaseEngine.Sqlite)]
    [InlineData(DatabaseEngine.Postgres)]
    public async Task Reminders_ByManyAtOnce_TellOnce(string engine)
    {
        await using var management = await StartAsync(TaskSteps.At("2026-11-02"), engine);
        var ada = await management.SignInAsync();
        for (var i = 0; i < 5; i++)
            await ada.EnterTaskAsync($"Task {i}", ("assignee", "Mari Tamm"), ("dueDay", "2026-11-01"));

        var counts = await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => Task.Run(() => RunAsync(management))));

        // The service's own first round may have been before, between or after these.
        Assert.InRange(counts.Sum(), 0, 5);
        Assert.Equal(5, await management.WithDatabaseAsync(db => db.TaskNotices.CountAsync()));
        Assert.Equal(5, await management.WithDatabaseAsync(db => db.Notifications.CountAsync(n => n.Kind == "task-overdue" && n.PersonKey == "PER-0002")));
    }

    [Fact]
    public async Task Postponed_IsToldAnewOfItsNewDay_FinishedAndArchivedOfNothing()
    {
        var clock = TaskSteps.At("2026-11-02");
        await using var management = await StartAsync(clock);
        var ada = await management.SignInAsync();
        await ada.EnterTaskAsync("postponed", ("dueDay", "2026-11-03"));
        await ada.EnterTaskAsync("finished", ("dueDay", "2026-11-03"), ("state", "done"), ("result", "ok"));
        await ada.EnterTaskAsync("archived", ("dueDay", "2026-11-03"));
        (await ada.CallAsync(HttpMethod.Post, "/api/tasks/TSK-0003/archive", new { version = 1, reason = "no longer" })).Dispose();
        await RunAsync(management);
        await ada.ReportAsync("TSK-0001", "postpone", new { version = 1, dueDay = "2026-11-05", reason = "ill" });
        await RunAsync(management);
        clock.Advance(TimeSpan.FromDays(10));
        await RunAsync(management);

        var stages = await management.WithDatabaseAsync(db => db.TaskNotices.OrderBy(n => n.DueDay).ThenBy(n => n.Stage).ToListAsync());
        Assert.Equal(["TSK-0001 03 DueSoon", "TSK-0001 05 DueSoon", "TSK-0001 05 Overdue"], stages.Select(n => $"{n.TaskKey} {n.DueDay:dd} {n.Stage}").Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Start_WithWhatBecameDueMeanwhile_TellsByItself()
    {
        using var folder = new Tandem.Testing.Files.TemporaryFolder();
        await using (var before = await ManagementFixture.StartAsync(folder))
        {
            var ada = await before.SignInAsync();
            await ada.EnterTaskAsync("Long due", ("dueDay", "2026-01-02"), ("assignee", "Mari Tamm"));
        }
        await using var after = await ManagementFixture.StartAsync(folder);

        while (!await after.WithDatabaseAsync(db => db.TaskNotices.AnyAsync()))
            await Task.Delay(20, TestContext.Current.CancellationToken);
        Assert.Equal(1, await after.WithDatabaseAsync(db => db.Notifications.CountAsync(n => n.Kind == "task-overdue" && n.PersonKey == "PER-0002")));
    }

    private Task<ManagementFixture> StartAsync(TimeProvider clock, string engine = DatabaseEngine.Sqlite) =>
        ManagementFixture.StartAsync(engine, postgres, options => options with { TimeProvider = clock });

    private static async Task<int> RunAsync(ManagementFixture management)
    {
        await using var scope = management.App.Services.CreateAsyncScope();
        return await scope.ServiceProvider.GetRequiredService<TaskReminders>().RunAsync(TestContext.Current.CancellationToken);
    }

    private static async Task<IReadOnlyList<string>> NewAsync(ManagementFixture management, int known) =>
        await management.WithDatabaseAsync(async db => (await db.Notifications.Where(n => n.Kind == "task-due" || n.Kind == "task-overdue" || n.Kind == "task-escalated")
            .OrderBy(n => n.At).ThenBy(n => n.PersonKey).Skip(known).ToListAsync()).ConvertAll(n => $"{n.PersonKey} {n.Kind} {n.Words}"));
}
