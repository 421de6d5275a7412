using System.Net;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Tandem.Management.Database;
using Tandem.Management.History;
using Tandem.Management.Tests.AiSystems;
using Tandem.Testing.Postgres;

namespace Tandem.Management.Tests.History;

/// <summary>A record at any past instant, folded from its changes.</summary>
public sealed class RecordAsOfTests(PostgresServer postgres)
{
    private static readonly DateTimeOffset Start = new(2026, 11, 1, 9, 0, 0, TimeSpan.Zero);

    private static readonly ChangeEvent[] Life =
    [
        Change(0, ChangeAction.Created, """{"name":{"before":null,"after":"Claims"},"owner":{"before":null,"after":"Mari"}}"""),
        Change(1, ChangeAction.Changed, """{"owner":{"before":"Mari","after":null},"tags":{"before":null,"after":["a","b"]}}"""),
        Change(2, ChangeAction.Archived, """{"archivedAt":{"before":null,"after":"2026-11-01T09:02:00Z"}}"""),
        Change(3, ChangeAction.Changed, """{"name":{"before":"Claims","after":"Claims 2"}}"""),
        Change(4, ChangeAction.Restored, """{"archivedAt":{"before":"2026-11-01T09:02:00Z","after":null}}"""),
        Change(5, ChangeAction.Removed, """{"name":{"before":"Claims 2","after":null},"tags":{"before":["a","b"],"after":null}}"""),
        Change(6, ChangeAction.Created, """{"name":{"before":null,"after":"Claims 3"}}"""),
    ];

    [Theory]
    [InlineData(0, "current", "name=\"Claims\" owner=\"Mari\"")]
    [InlineData(1, "current", "name=\"Claims\" tags=[\"a\",\"b\"]")]
    [InlineData(2, "archived", "archivedAt=\"2026-11-01T09:02:00Z\" name=\"Claims\" tags=[\"a\",\"b\"]")]
    [InlineData(3, "archived", "archivedAt=\"2026-11-01T09:02:00Z\" name=\"Claims 2\" tags=[\"a\",\"b\"]")]
    [InlineData(4, "current", "name=\"Claims 2\" tags=[\"a\",\"b\"]")]
    [InlineData(5, "removed", "")]
    [InlineData(6, "current", "name=\"Claims 3\"")]
    [InlineData(600, "current", "name=\"Claims 3\"")]
    public void Fold_AtAnInstant_GivesTheFieldsOfThatInstant(int minute, string state, string fields)
    {
        var record = RecordAsOf.Fold(Life.Reverse(), Start.AddMinutes(minute));

        Assert.NotNull(record);
        Assert.Equal((state, fields), (record.State, string.Join(' ', record.Fields.Select(field => $"{field.Key}={field.Value.GetRawText()}"))));
    }

    [Fact]
    public void Fold_BeforeTheCreation_IsNothing()
    {
        Assert.Null(RecordAsOf.Fold(Life, Start.AddTicks(-1)));
        Assert.Null(RecordAsOf.Fold([], Start));
    }

    [Theory]
    [InlineData(DatabaseEngine.Sqlite)]
    [InlineData(DatabaseEngine.Postgres)]
    public async Task AsOf_OfARealRecord_AnswersPageAndProgram(string engine)
    {
        await using var management = await ManagementFixture.StartAsync(engine, postgres);
        var browser = await management.SignInAsync();
        await browser.RegisterAsync("Claims assistant");
        await browser.OpenAsync("/ai-systems/AIS-0001/edit");
        await browser.SubmitAsync("/ai-systems/AIS-0001/edit", ("owner", "Jonas Weber"), ("reason", "Mari left"));
        var changes = await management.WithDatabaseAsync(db => db.ChangeEvents.Where(e => e.RecordType == "ai-system").OrderBy(e => e.Number).ToListAsync());

        var then = await AsOfAsync(browser, "ai-system/AIS-0001", changes[^1].At);
        var before = await AsOfAsync(browser, "ai-system/AIS-0001", changes[0].At.AddSeconds(-1));
        var unknown = await AsOfAsync(browser, "ai-system/AIS-0999", changes[0].At);

        Assert.Equal((HttpStatusCode.OK, "Jonas Weber"), (then.Status, then.Body.GetProperty("fields").GetProperty("ownerName").GetString()));
        Assert.Equal(HttpStatusCode.NotFound, before.Status);
        Assert.Contains("AIS-0001 was not there yet: its history begins at", before.Body.GetProperty("detail").GetString(), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotFound, unknown.Status);
        Assert.Contains("the history knows no ai system with the key AIS-0999", unknown.Body.GetProperty("detail").GetString(), StringComparison.Ordinal);
        await browser.OpenAsync($"/history/as-of?type=ai-system&key=AIS-0001&at={changes[^1].At.UtcDateTime:yyyy-MM-dd'T'HH:mm:ss.ffffff}Z");
        Assert.Equal(HttpStatusCode.OK, browser.Status);
        Assert.Contains("Jonas Weber", browser.Text, StringComparison.Ordinal);
        await browser.OpenAsync("/history/as-of?type=ai-system&key=AIS-0001&at=2000-01-01T00:00");
        Assert.Equal(HttpStatusCode.NotFound, browser.Status);
        Assert.Contains("was not there yet", browser.Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("")]
    [InlineData("?at=yesterday")]
    [InlineData("?at=2026-13-40T00:00:00Z")]
    [InlineData("?at=9999-01-01T00:00:00Z")]
    public async Task AsOf_OfNoPastInstant_SaysSo(string query)
    {
        await using var management = await ManagementFixture.StartAsync();
        var browser = await management.SignInAsync();

        using var answer = await browser.CallAsync(HttpMethod.Get, $"/api/history/ai-system/AIS-0001/as-of{query}");

        Assert.Equal(HttpStatusCode.UnprocessableEntity, answer.StatusCode);
        Assert.Contains("the instant ", await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken), StringComparison.Ordinal);
    }

    private static async Task<(HttpStatusCode Status, JsonElement Body)> AsOfAsync(Browser browser, string record, DateTimeOffset at)
    {
        using var answer = await browser.CallAsync(HttpMethod.Get, $"/api/history/{record}/as-of?at={at.UtcDateTime:yyyy-MM-dd'T'HH:mm:ss.ffffff}Z");
        return (answer.StatusCode, JsonSerializer.Deserialize<JsonElement>(await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken)));
    }

    private static ChangeEvent Change(int minute, string action, string fields)
    {
        var change = new ChangeEvent
        {
            At = Start.AddMinutes(minute),
            ActorId = "system",
            ActorName = "system",
            RecordType = "thing",
            RecordKey = "T-1",
            RecordVersion = minute + 1,
            Action = action,
            Fields = fields,
            RequestId = "r",
            Salt = "s",
        };
        typeof(ChangeEvent).GetProperty(nameof(ChangeEvent.Number))!.SetValue(change, (long)minute + 1);
        return change;
    }
}
