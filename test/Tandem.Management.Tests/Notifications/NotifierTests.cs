using Microsoft.EntityFrameworkCore;
using Tandem.Management.Access;
using Tandem.Management.Database;
using Tandem.Management.Notifications;
using Tandem.Management.Tests.AiSystems;
using Tandem.Testing.Postgres;

namespace Tandem.Management.Tests.Notifications;

public sealed class NotifierTests(PostgresServer postgres)
{
    [Theory]
    [InlineData(DatabaseEngine.Sqlite)]
    [InlineData(DatabaseEngine.Postgres)]
    public async Task Owner_WhoseRecordSomebodyElseChanges_IsTold(string engine)
    {
        await using var management = await ManagementFixture.StartAsync(engine, postgres);
        var ada = await management.SignInAsync();
        var mari = await management.SignInAsAsync("Mari Tamm", Roles.ImsManager);
        await ada.RegisterAsync("Letters", ("owner", "PER-0001"));

        (await mari.CallAsync(HttpMethod.Patch, "/api/ai-systems/AIS-0001", new { fields = new { purpose = "Answers" }, version = 1 })).Dispose();
        (await ada.CallAsync(HttpMethod.Patch, "/api/ai-systems/AIS-0001", new { fields = new { purpose = "My own change" }, version = 2 })).Dispose();
        (await mari.CallAsync(HttpMethod.Post, "/api/ai-systems/AIS-0001/archive", new { version = 3, reason = "not used" })).Dispose();
        (await mari.CallAsync(HttpMethod.Post, "/api/ai-systems/AIS-0001/restore", new { version = 4 })).Dispose();
        (await ada.CallAsync(HttpMethod.Patch, "/api/ai-systems/AIS-0001", new { fields = new { owner = "PER-0002" }, version = 5 })).Dispose();

        var told = await management.WithDatabaseAsync(db => db.Notifications.OrderBy(n => n.At).Select(n => $"{n.PersonKey}: {n.Words} {n.Path}").ToListAsync());
        Assert.Equal(
            [
                "PER-0001: Mari Tamm changed AIS-0001 /ai-systems/AIS-0001",
                "PER-0001: Mari Tamm archived AIS-0001 /ai-systems/AIS-0001",
                "PER-0001: Mari Tamm restored AIS-0001 /ai-systems/AIS-0001",
                "PER-0002: Ada Lovelace made you the owner of AIS-0001 /ai-systems/AIS-0001",
            ],
            told);
    }

    [Fact]
    public async Task Refused_Change_TellsNobody()
    {
        await using var management = await ManagementFixture.StartAsync();
        var ada = await management.SignInAsync();
        var mari = await management.SignInAsAsync("Mari Tamm", Roles.ImsManager);
        await ada.RegisterAsync("Letters", ("owner", "PER-0001"));

        (await mari.CallAsync(HttpMethod.Patch, "/api/ai-systems/AIS-0001", new { fields = new { name = "" }, version = 1 })).Dispose();
        (await mari.CallAsync(HttpMethod.Patch, "/api/ai-systems/AIS-0001", new { fields = new { name = "Letters" }, version = 1 })).Dispose();

        Assert.Equal(0, await management.WithDatabaseAsync(db => db.Notifications.CountAsync()));
    }

    [Fact]
    public async Task Add_ByTheProgram_IsStoredWithTheSaveAndLeavesNoHistory()
    {
        await using var management = await ManagementFixture.StartAsync();
        await management.SignInAsync();
        var changes = await management.WithDatabaseAsync(db => db.ChangeEvents.CountAsync());

        await using var scope = management.App.Services.CreateAsyncScope();
        var notifier = scope.ServiceProvider.GetRequiredService<Notifier>();
        notifier.Add("PER-0001", NotificationKinds.TaskDue, "TSK-0001", "TSK-0001 is due\r\nBcc: everybody@example.org " + new string('x', 400), "/tasks/TSK-0001");
        notifier.Add("", NotificationKinds.TaskDue, "TSK-0001", "nobody", "/tasks/TSK-0001");
        await scope.ServiceProvider.GetRequiredService<TandemDbContext>().SaveChangesAsync(TestContext.Current.CancellationToken);

        var stored = Assert.Single(await management.WithDatabaseAsync(db => db.Notifications.ToListAsync()));
        Assert.StartsWith("TSK-0001 is due  Bcc: everybody@example.org xxx", stored.Words, StringComparison.Ordinal);
        Assert.Equal(Notification.LongestWords, stored.Words.Length);
        Assert.Equal(changes, await management.WithDatabaseAsync(db => db.ChangeEvents.CountAsync()));
    }

    [Theory]
    [InlineData("unheard-of", "/tasks")]
    [InlineData(NotificationKinds.TaskDue, "https://example.org/")]
    [InlineData(NotificationKinds.TaskDue, "//example.org/")]
    public void Notification_OfNoKindOrLeadingAway_IsRefused(string kind, string path) =>
        Assert.Throws<ArgumentException>(() => Notification.For("PER-0001", null, kind, "", "words", path, DateTimeOffset.UnixEpoch));
}
