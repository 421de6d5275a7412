using System.Net;
using Tandem.Management.Access;

namespace Tandem.Management.Tests.Tasks;

public sealed class TaskCalendarTests
{
    [Fact]
    public async Task Calendar_OfAPerson_HasTheOwnUnfinishedTasksAsAllDayEvents()
    {
        await using var management = await ManagementFixture.StartAsync();
        var ada = await management.SignInAsync();
        var mari = await management.SignInAsAsync("Mari Tamm", Roles.Reader);
        await ada.EnterTaskAsync("Hers", ("assignee", "PER-0002"), ("dueDay", "2027-01-31"));
        await ada.EnterTaskAsync("Mine", ("dueDay", "2027-02-28"));
        await ada.EnterTaskAsync("No day", ("assignee", "PER-0002"));
        await ada.EnterTaskAsync("Finished", ("assignee", "PER-0002"), ("dueDay", "2027-01-01"), ("state", "done"), ("result", "ok"));

        var hers = await ReadAsync(mari, "/tasks/calendar.ics");

        Assert.Equal(["SUMMARY:TSK-0001 Hers"], hers.Where(line => line.StartsWith("SUMMARY", StringComparison.Ordinal)));
        Assert.Contains("DTSTART;VALUE=DATE:20270131", hers);
        Assert.Contains("UID:TSK-0001@localhost", hers);
        Assert.Contains("URL:http://localhost:8080/tasks/TSK-0001", hers);
        Assert.Equal(2, (await ReadAsync(ada, "/tasks/calendar.ics?who=everybody")).Count(line => line == "BEGIN:VEVENT"));
        Assert.Equal(2, (await ReadAsync(ada, "/tasks/calendar.ics?who=owned")).Count(line => line == "BEGIN:VEVENT"));
    }

    [Fact]
    public async Task Title_WithEveryLineEnd_StaysOneLineOfTheFile()
    {
        await using var management = await ManagementFixture.StartAsync();
        var ada = await management.SignInAsync();
        await ada.EnterTaskAsync("a\r\nEND:VEVENT\rBEGIN:VEVENT\nATTACH:x\u2028X-A:1\u0085X-B:1\u000bX-C:1;,\\end", ("dueDay", "2027-01-31"));

        var lines = await ReadAsync(ada, "/tasks/calendar.ics");

        Assert.Equal(1, lines.Count(line => line == "BEGIN:VEVENT"));
        Assert.Equal(1, lines.Count(line => line == "END:VEVENT"));
        Assert.DoesNotContain(lines, line => line.StartsWith("ATTACH", StringComparison.Ordinal) || line.StartsWith("X-", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Calendar_ForGuestsAndStrangers_IsRefused()
    {
        await using var management = await ManagementFixture.StartAsync();
        await management.SignInAsync();
        var auditor = await management.SignInAsAsync("Eva Audit", Roles.ExternalAuditor);

        using var answer = await auditor.CallAsync(HttpMethod.Get, "/tasks/calendar.ics?who=everybody");
        using var stranger = await management.OpenBrowser().CallAsync(HttpMethod.Get, "/tasks/calendar.ics");

        Assert.NotEqual(HttpStatusCode.OK, answer.StatusCode);
        Assert.Equal(HttpStatusCode.Found, stranger.StatusCode);
    }

    // Every way in which some reader of calendars ends a line.
    private static async Task<string[]> ReadAsync(Browser browser, string path)
    {
        using var answer = await browser.CallAsync(HttpMethod.Get, path);
        Assert.Equal(("text/calendar", HttpStatusCode.OK), (answer.Content.Headers.ContentType!.MediaType, answer.StatusCode));
        var text = await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        return text.Replace("\r\n ", "", StringComparison.Ordinal).Split(["\r\n", "\r", "\n", "\u2028", "\u2029", "\u0085", "\u000b"], StringSplitOptions.RemoveEmptyEntries);
    }
}
