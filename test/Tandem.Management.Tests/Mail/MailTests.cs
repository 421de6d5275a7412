using System.Net;
using Microsoft.EntityFrameworkCore;
using Tandem.Management.Access;
using Tandem.Management.Database;
using Tandem.Management.Mail;
using Tandem.Management.Notifications;
using Tandem.Management.Tests.Notifications;
using Tandem.Testing.Postgres;

namespace Tandem.Management.Tests.Mail;

public sealed class MailTests(PostgresServer postgres)
{
    private const string Password = "smtp password canary 83612";

    [Theory]
    [InlineData(DatabaseEngine.Sqlite)]
    [InlineData(DatabaseEngine.Postgres)]
    public async Task Notification_WithMailOn_IsSentOnceToWhoWantsIt(string engine)
    {
        await using var server = new TestSmtpServer();
        await using var management = await ManagementFixture.StartAsync(engine, postgres, options => options with { TimeProvider = new StillClock() });
        var ada = await management.SignInAsync();
        await management.SignInAsAsync("Mari Tamm", Roles.Reader);
        await management.SignInAsAsync("Olga Auditor", Roles.ExternalAuditor);
        await SetUpAsync(ada, server);
        (await ada.CallAsync(HttpMethod.Put, "/api/account/notifications", new Dictionary<string, object> { ["mail"] = new Dictionary<string, string> { ["task-due"] = "never" } })).Dispose();
        await NotificationPagesTests.TellAsync(management, ("PER-0001", "for Ada, who wants none"), ("PER-0002", "for Mari"), ("PER-0003", "for a guest"), ("PER-0099", "for nobody"));

        await RunAsync(management);
        await RunAsync(management);

        var mail = Assert.Single(server.Mails);
        Assert.Contains("To: Mari Tamm <mari.tamm@example.org>", mail, StringComparison.Ordinal);
        Assert.Contains("Subject: for Mari", mail, StringComparison.Ordinal);
        Assert.Contains("http://localhost:8080/people/PER-0001", mail, StringComparison.Ordinal);
        Assert.Equal([MailState.Sent], await management.WithDatabaseAsync(db => db.MailMessages.Select(m => m.State).ToListAsync()));
        Assert.Equal(0, await management.WithDatabaseAsync(db => db.Notifications.CountAsync(n => n.Mail == NotificationMail.Pending)));
    }

    [Fact]
    public async Task Notification_WhileMailIsOff_IsNotSentLater()
    {
        await using var server = new TestSmtpServer();
        await using var management = await ManagementFixture.StartAsync(change: options => options with { TimeProvider = new StillClock() });
        var ada = await management.SignInAsync();
        await NotificationPagesTests.TellAsync(management, ("PER-0001", "of before"));
        await RunAsync(management);

        await SetUpAsync(ada, server);
        await RunAsync(management);

        Assert.Empty(server.Mails);
    }

    [Theory]
    [InlineData(DatabaseEngine.Sqlite)]
    [InlineData(DatabaseEngine.Postgres)]
    public async Task DailyMail_GoesOutOnceAfterItsHour_WithWhatIsStillUnread(string engine)
    {
        var clock = new StoppedClock();
        await using var server = new TestSmtpServer();
        await using var management = await ManagementFixture.StartAsync(engine, postgres, options => options with { TimeProvider = clock });
        var ada = await management.SignInAsync();
        var hour = clock.GetUtcNow().AddHours(2).Hour;
        await SetUpAsync(ada, server, hour);
        (await ada.CallAsync(HttpMethod.Put, "/api/account/notifications", new Dictionary<string, object> { ["mail"] = new Dictionary<string, string> { ["task-due"] = "daily" } })).Dispose();
        await NotificationPagesTests.TellAsync(management, ("PER-0001", "one"), ("PER-0001", "two"), ("PER-0001", "read meanwhile"));
        await RunAsync(management);
        Assert.Empty(server.Mails);
        await management.WithDatabaseAsync(db => db.Notifications.Where(n => n.Words == "read meanwhile").ExecuteUpdateAsync(set => set.SetProperty(n => n.ReadAt, clock.GetUtcNow())));

        clock.Advance(TimeSpan.FromHours(3));
        await RunAsync(management);
        await RunAsync(management);

        var mail = Assert.Single(server.Mails);
        Assert.Contains("Subject: 2 notifications in the management system", mail, StringComparison.Ordinal);
        Assert.Contains("- one", mail, StringComparison.Ordinal);
        Assert.DoesNotContain("read meanwhile", mail, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(DatabaseEngine.Sqlite)]
    [InlineData(DatabaseEngine.Postgres)]
    public async Task Mail_ThatIsNotTaken_IsTriedAgainWithPausesAndGivenUp(string engine)
    {
        var clock = new StoppedClock();
        await using var server = new TestSmtpServer();
        server.Answers["RCPT"] = "451 later";
        await using var management = await ManagementFixture.StartAsync(engine, postgres, options => options with { TimeProvider = clock });
        var ada = await management.SignInAsync();
        await SetUpAsync(ada, server);
        await NotificationPagesTests.TellAsync(management, ("PER-0001", "one"));

        await RunAsync(management);
        await RunAsync(management);
        Assert.Equal(1, await management.WithDatabaseAsync(db => db.MailMessages.Select(m => m.Attempts).SingleAsync()));
        for (var attempt = 2; attempt <= MailLimits.Attempts; attempt++)
        {
            clock.Advance(TimeSpan.FromHours(13));
            await RunAsync(management);
        }
        var failed = await management.WithDatabaseAsync(db => db.MailMessages.AsNoTracking().SingleAsync());
        Assert.Equal((MailState.Failed, MailLimits.Attempts, "the mail server said 451: later"), (failed.State, failed.Attempts, failed.Problem));

        server.Answers.Clear();
        var id = await management.WithDatabaseAsync(db => db.MailMessages.Select(m => m.Id).SingleAsync());
        ada = await management.SignInAsync(); // the session of before has long ended
        using var retried = await ada.CallAsync(HttpMethod.Post, $"/api/mail/{id}/retry");
        await RunAsync(management);
        using var discarded = await ada.CallAsync(HttpMethod.Post, $"/api/mail/{id}/discard");

        Assert.Equal((HttpStatusCode.NoContent, HttpStatusCode.NotFound), (retried.StatusCode, discarded.StatusCode));
        Assert.Single(server.Mails);
    }

    [Fact]
    public async Task Mail_BeingSentWhenTheProgramStopped_IsSentOnceMoreAfterAWhileAndNotBefore()
    {
        var clock = new StoppedClock();
        await using var server = new TestSmtpServer();
        await using var management = await ManagementFixture.StartAsync(change: options => options with { TimeProvider = clock });
        var ada = await management.SignInAsync();
        await SetUpAsync(ada, server);
        await NotificationPagesTests.TellAsync(management, ("PER-0001", "one"));
        await using (var scope = management.App.Services.CreateAsyncScope())
        {
            var settings = await management.WithDatabaseAsync(db => db.MailSettings.AsNoTracking().SingleAsync());
            await scope.ServiceProvider.GetRequiredService<PlanMail>().PlanAsync(settings, TestContext.Current.CancellationToken);
            // Taken, and then the program stops: what came of it is noted by nobody.
            Assert.NotNull(await scope.ServiceProvider.GetRequiredService<MailQueue>().TakeAsync(TestContext.Current.CancellationToken));
            Assert.Null(await scope.ServiceProvider.GetRequiredService<MailQueue>().TakeAsync(TestContext.Current.CancellationToken));
        }

        await RunAsync(management);
        Assert.Empty(server.Mails);
        clock.Advance(MailQueue.LongestSending);
        await RunAsync(management);
        await RunAsync(management);

        Assert.Single(server.Mails);
    }

    [Fact]
    public async Task Settings_ByPage_AreTestedAndTheirPasswordIsNowhere()
    {
        await using var server = new TestSmtpServer();
        await using var management = await ManagementFixture.StartAsync(configure: services => services.AddSingleton(new SmtpTrust { Validate = (_, certificate, _, _) => server.Accepts(certificate) }));
        var ada = await management.SignInAsync();

        await ada.OpenAsync("/settings/mail");
        await ada.SubmitAsync("/settings/mail", ("host", "127.0.0.1"), ("port", $"{server.Port}"), ("userName", "ada"), ("password", Password), ("senderAddress", "tandem@example.org"), ("isOn", "true"));
        Assert.Contains("The settings are stored", ada.Text, StringComparison.Ordinal);
        await ada.SubmitAsync("/settings/mail/test");
        Assert.Contains("taken as 4711", ada.Text, StringComparison.Ordinal);

        await ada.OpenAsync("/settings/mail");
        Assert.DoesNotContain(Password, ada.Page.DocumentElement.OuterHtml, StringComparison.Ordinal);
        using var api = await ada.CallAsync(HttpMethod.Get, "/api/settings/mail");
        using var history = await ada.CallAsync(HttpMethod.Get, "/api/history?type=mail-settings");
        foreach (var text in new[] { await api.Content.ReadAsStringAsync(TestContext.Current.CancellationToken), await history.Content.ReadAsStringAsync(TestContext.Current.CancellationToken) })
            Assert.DoesNotContain("canary", text, StringComparison.Ordinal);
        Assert.DoesNotContain("canary", await management.WithDatabaseAsync(db => db.MailSettings.Select(s => s.PasswordProtected!).SingleAsync()), StringComparison.Ordinal);
        Assert.Contains("not recorded", await management.WithDatabaseAsync(db => db.ChangeEvents.Where(e => e.RecordType == MailSettings.Type).Select(e => e.Fields).SingleAsync()), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Password_IsNotSentToAnotherServerThanItWasEnteredFor()
    {
        await using var management = await ManagementFixture.StartAsync();
        var ada = await management.SignInAsync();
        using var first = await ada.CallAsync(HttpMethod.Put, "/api/settings/mail", Body("mail.example.org", version: 0));

        using var other = await ada.CallAsync(HttpMethod.Put, "/api/settings/mail", Body("evil.example.org", version: 1, password: null));
        using var plain = await ada.CallAsync(HttpMethod.Put, "/api/settings/mail", Body("mail.example.org", version: 1, password: null, security: "none"));
        using var stale = await ada.CallAsync(HttpMethod.Put, "/api/settings/mail", Body("mail.example.org", version: 7));
        using var same = await ada.CallAsync(HttpMethod.Put, "/api/settings/mail", Body("mail.example.org", version: 1, password: null));

        Assert.Equal(HttpStatusCode.OK, first.StatusCode);
        Assert.Equal((HttpStatusCode.UnprocessableEntity, HttpStatusCode.UnprocessableEntity, HttpStatusCode.Conflict), (other.StatusCode, plain.StatusCode, stale.StatusCode));
        Assert.Equal(HttpStatusCode.OK, same.StatusCode);
    }

    [Theory]
    [InlineData("host", "not a host")]
    [InlineData("port", "70000")]
    [InlineData("senderAddress", "nobody")]
    [InlineData("senderAddress", "a@example.org\r\nBcc: b@example.org")]
    [InlineData("senderName", "x\r\nBcc: b@example.org")]
    [InlineData("digestHour", "24")]
    public async Task Settings_ThatCannotBeUsed_AreRefusedByField(string field, string value)
    {
        await using var management = await ManagementFixture.StartAsync();
        var ada = await management.SignInAsync();
        await ada.OpenAsync("/settings/mail");

        await ada.SubmitAsync("/settings/mail", [("host", "mail.example.org"), ("senderAddress", "tandem@example.org"), (field, value)]);

        Assert.Equal(HttpStatusCode.UnprocessableEntity, ada.Status);
        Assert.NotNull(ada.Page.QuerySelector($"#error-{field}"));
        Assert.Equal(0, await management.WithDatabaseAsync(db => db.MailSettings.CountAsync()));
    }

    [Fact]
    public async Task Mail_ForWhoDoesNotAdminister_IsClosed()
    {
        await using var management = await ManagementFixture.StartAsync();
        await management.SignInAsync();
        var lead = await management.SignInAsAsync("Mari Tamm", Roles.SecurityLead);

        foreach (var path in new[] { "/settings/mail", "/api/settings/mail", "/api/mail" })
        {
            using var answer = await lead.CallAsync(HttpMethod.Get, path);
            Assert.Equal(HttpStatusCode.Forbidden, answer.StatusCode);
        }
        await lead.OpenAsync("/");
        Assert.DoesNotContain(lead.Page.QuerySelectorAll(".rail-link"), link => link.GetAttribute("href") == "/settings/mail");
    }

    internal static Task RunAsync(ManagementFixture management) => management.App.Services.GetRequiredService<MailSender>().RunAsync(TestContext.Current.CancellationToken);

    private static async Task SetUpAsync(Browser browser, TestSmtpServer server, int digestHour = 6)
    {
        using var answer = await browser.CallAsync(HttpMethod.Put, "/api/settings/mail", new { isOn = true, host = "127.0.0.1", port = server.Port, security = "none", senderAddress = "tandem@example.org", digestHour });
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
    }

    private static object Body(string host, int version, string? password = Password, string security = "startTls") =>
        new { isOn = true, host, port = 587, security, userName = "ada", password, senderAddress = "tandem@example.org", version };
}
