using System.Net;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Tandem.Management.Access;
using Tandem.Management.Database;
using Tandem.Management.Notifications;
using Tandem.Testing.Postgres;

namespace Tandem.Management.Tests.Notifications;

public sealed class NotificationPagesTests(PostgresServer postgres)
{
    [Theory]
    [InlineData(DatabaseEngine.Sqlite)]
    [InlineData(DatabaseEngine.Postgres)]
    public async Task Page_ShowsOwnUnreadFirstAndOpeningMarksAsRead(string engine)
    {
        await using var management = await ManagementFixture.StartAsync(engine, postgres);
        var ada = await management.SignInAsync();
        await TellAsync(management, ("PER-0001", "oldest"), ("PER-0001", "middle"), ("PER-0001", "newest"), ("PER-0002", "for somebody else"));
        await ada.OpenAsync("/notifications");

        Assert.Equal("Notifications, 3 unread", ada.Page.QuerySelector(".bell")!.GetAttribute("aria-label"));
        Assert.Equal(["newest", "middle", "oldest"], Words(ada));
        await SendAsync(ada, ada.Page.QuerySelectorAll("button[formaction$='/open']").Single(b => b.TextContent.Trim() == "middle").GetAttribute("formaction")!);
        Assert.Equal("/people/PER-0001", ada.Path);
        await ada.OpenAsync("/notifications");
        Assert.Equal(["newest", "oldest", "middle"], Words(ada));
        await ada.OpenAsync("/notifications?show=unread");
        Assert.Equal(["newest", "oldest"], Words(ada));
        await ada.SubmitAsync("/notifications/read");
        Assert.Equal("Notifications, none unread", ada.Page.QuerySelector(".bell")!.GetAttribute("aria-label"));
        Assert.Equal(1, await management.WithDatabaseAsync(db => db.Notifications.CountAsync(n => n.ReadAt == null)));
    }

    [Fact]
    public async Task Notification_OfAnother_IsNeitherShownNorMarked()
    {
        await using var management = await ManagementFixture.StartAsync();
        var ada = await management.SignInAsync();
        await TellAsync(management, ("PER-0002", "not for Ada"));
        var id = await management.WithDatabaseAsync(db => db.Notifications.Select(n => n.Id).SingleAsync());

        using var byApi = await ada.CallAsync(HttpMethod.Post, $"/api/notifications/{id}/read");
        await ada.OpenAsync("/notifications");
        await SendAsync(ada, $"/notifications/{id}/open");
        using var list = await ada.CallAsync(HttpMethod.Get, "/api/notifications");
        using var export = await ada.CallAsync(HttpMethod.Get, "/notifications?format=json");

        Assert.Equal((HttpStatusCode.NotFound, HttpStatusCode.NotFound), (byApi.StatusCode, ada.Status));
        Assert.DoesNotContain("not for Ada", await list.Content.ReadAsStringAsync(TestContext.Current.CancellationToken), StringComparison.Ordinal);
        Assert.DoesNotContain("not for Ada", await export.Content.ReadAsStringAsync(TestContext.Current.CancellationToken), StringComparison.Ordinal);
        Assert.Null(await management.WithDatabaseAsync(db => db.Notifications.Select(n => n.ReadAt).SingleAsync()));
    }

    [Fact]
    public async Task Guest_SeesNoBellAndNoNotifications()
    {
        await using var management = await ManagementFixture.StartAsync();
        await management.SignInAsync();
        var guest = await management.SignInAsAsync("Olga Auditor", Roles.ExternalAuditor);
        await TellAsync(management, ("PER-0002", "inner matter"));

        await guest.OpenAsync("/account");
        Assert.Null(guest.Page.QuerySelector(".bell"));
        using var answer = await guest.CallAsync(HttpMethod.Get, "/api/notifications");
        Assert.Equal(HttpStatusCode.Forbidden, answer.StatusCode);
    }

    [Theory]
    [InlineData(DatabaseEngine.Sqlite)]
    [InlineData(DatabaseEngine.Postgres)]
    public async Task Api_PagesFiltersAndMarksUpToAnInstant(string engine)
    {
        await using var management = await ManagementFixture.StartAsync(engine, postgres);
        var ada = await management.SignInAsync();
        await TellAsync(management, [.. Enumerable.Range(1, 25).Select(i => ("PER-0001", $"number {i}"))]);

        var first = await ReadAsync(ada, "/api/notifications?size=20&kind=task-due");
        var second = await ReadAsync(ada, "/api/notifications?size=20&page=2");
        var other = await ReadAsync(ada, "/api/notifications?kind=mention");
        using var marked = await ada.CallAsync(HttpMethod.Post, "/api/notifications/read", new { until = first.GetProperty("notifications")[19].GetProperty("at").GetString() });
        var unread = await ReadAsync(ada, "/api/notifications?unread=true");

        Assert.Equal((20, 2), (first.GetProperty("notifications").GetArrayLength(), first.GetProperty("next").GetInt32()));
        Assert.Equal((5, JsonValueKind.Null), (second.GetProperty("notifications").GetArrayLength(), second.GetProperty("next").ValueKind));
        Assert.Equal(0, other.GetProperty("notifications").GetArrayLength());
        Assert.Equal(19, unread.GetProperty("unread").GetInt32());
    }

    [Theory]
    [InlineData(DatabaseEngine.Sqlite)]
    [InlineData(DatabaseEngine.Postgres)]
    public async Task Preferences_ByPageAndApi_AreStoredAndInTheHistory(string engine)
    {
        await using var management = await ManagementFixture.StartAsync(engine, postgres);
        var ada = await management.SignInAsync();

        await ada.OpenAsync("/account/notifications");
        await ada.SubmitAsync("/account/notifications", ("mention", "never"));
        using var put = await ada.CallAsync(HttpMethod.Put, "/api/account/notifications", new { mail = new { mention = "daily", comment = "never" } });
        using var wrong = await ada.CallAsync(HttpMethod.Put, "/api/account/notifications", new { mail = new { mention = "sometimes", unheard = "never" } });
        var read = await ReadAsync(ada, "/api/account/notifications");

        Assert.Contains("Your choice is stored", ada.Text, StringComparison.Ordinal);
        Assert.Equal((HttpStatusCode.OK, HttpStatusCode.UnprocessableEntity), (put.StatusCode, wrong.StatusCode));
        Assert.Equal(("daily", "never", "atOnce"), (read.GetProperty("mail").GetProperty("mention").GetString(), read.GetProperty("mail").GetProperty("comment").GetString(), read.GetProperty("mail").GetProperty("answer").GetString()));
        Assert.Equal(3, await management.WithDatabaseAsync(db => db.ChangeEvents.CountAsync(e => e.RecordType == NotificationPreference.Type)));
    }

    [Fact]
    public async Task Bell_OnEveryPage_AsksOnce()
    {
        await using var management = await ManagementFixture.StartAsync();
        StatementCounter.Prepare(management);
        var ada = await management.SignInAsync();
        await TellAsync(management, [.. Enumerable.Range(1, 120).Select(i => ("PER-0001", $"number {i}"))]);
        await ada.OpenAsync("/account/notifications");

        using var counter = new StatementCounter();
        await ada.OpenAsync("/account/notifications");

        Assert.Equal(3, counter.Count); // bell and what waits, preferences
        Assert.Equal("99+", ada.Page.QuerySelector(".bell-count")!.TextContent);
    }

    internal static async Task TellAsync(ManagementFixture management, params (string Person, string Words)[] told)
    {
        await using var scope = management.App.Services.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<TandemDbContext>();
        var at = management.Options.TimeProvider.GetUtcNow().AddHours(-1);
        foreach (var (person, words) in told)
            db.Add(Notification.For(person, null, NotificationKinds.TaskDue, "TSK-0001", words, "/people/PER-0001", at = at.AddSeconds(1))!);
        await db.SaveChangesAsync(TestContext.Current.CancellationToken);
    }

    private static IEnumerable<string> Words(Browser browser) => browser.Page.QuerySelectorAll("button[formaction$='/open']").Select(button => button.TextContent.Trim());

    private static Task<AngleSharp.Dom.IDocument> SendAsync(Browser browser, string path) =>
        browser.PostAsync(path, [new("__RequestVerificationToken", browser.Page.QuerySelector("input[name=__RequestVerificationToken]")!.GetAttribute("value")!)]);

    private static async Task<JsonElement> ReadAsync(Browser browser, string path)
    {
        using var answer = await browser.CallAsync(HttpMethod.Get, path);
        return await answer.Content.ReadFromJsonAsync<JsonElement>(TestContext.Current.CancellationToken);
    }
}
