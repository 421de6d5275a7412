using System.Globalization;
using System.Text;
using Ical.Net.CalendarComponents;
using Ical.Net.DataTypes;
using Ical.Net.Serialization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Tandem.Management.Access;
using Tandem.Management.Database;

namespace Tandem.Management.Tasks;

/// <summary>Unfinished tasks as a calendar file (RFC 5545) with one all-day event each; for who is signed in, by no secret address.</summary>
internal static class TaskCalendar
{
    /// <summary>Events of one file, those due first.</summary>
    private const int Most = 1000;

    internal static void Map(IEndpointRouteBuilder app) => app.MapGet("/tasks/calendar.ics", HandleAsync);

    private static async Task<IResult> HandleAsync(string? who, CurrentUser user, TandemDbContext db, ManagementOptions options, TimeProvider time, HttpResponse response, CancellationToken cancellation)
    {
        var tasks = db.Tasks.AsNoTracking().Where(t => t.ArchivedAt == null && (t.State == TaskState.Open || t.State == TaskState.InProgress) && t.DueDay != null);
        var person = user.PersonKey ?? "";
        tasks = who switch
        {
            "everybody" => tasks,
            "owned" => tasks.Where(t => t.Owner == person),
            _ => tasks.Where(t => t.Assignee == person),
        };
        var rows = await tasks.OrderBy(t => t.DueDay).ThenBy(t => t.Number).Take(Most).ToListAsync(cancellation);
        response.Headers.CacheControl = "no-store";
        return Results.File(Encoding.UTF8.GetBytes(Write(rows, options.BrowserUrl, time.GetUtcNow())), "text/calendar; charset=utf-8", "tasks.ics");
    }

    internal static string Write(IReadOnlyList<TaskEntry> tasks, Uri site, DateTimeOffset at)
    {
        var calendar = new Ical.Net.Calendar { ProductId = "-//Tandem//Tasks//EN" };
        foreach (var task in tasks)
        {
            calendar.Events.Add(new CalendarEvent
            {
                Uid = $"{task.Key}@{site.Host}",
                DtStamp = new CalDateTime(at.UtcDateTime, hasTime: true),
                Start = new CalDateTime(task.DueDay!.Value),
                Summary = OneLine($"{task.Key} {task.Title}"),
                Description = OneLine(task.AssigneeName),
                Url = new Uri(site, TaskRegister.Definition.PathOf(task.Key)),
                Sequence = task.Version,
            });
        }
        return new CalendarSerializer().SerializeToString(calendar) ?? "";
    }

    // The writer escapes line feeds; whatever else a reader might take for the end of a line, or a hidden sign, becomes a blank.
    private static string OneLine(string text) => string.Concat(text.Select(c =>
        char.IsControl(c) || CharUnicodeInfo.GetUnicodeCategory(c) is UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator ? ' ' : c));
}
