using System.Net;
using System.Text.Json;
using Tandem.Management.Database;
using Tandem.Management.Tests.Controls;
using Tandem.Testing.Postgres;

namespace Tandem.Management.Tests.Figures;

/// <summary>All figures on one page, counted from what people entered, and the same for programs and as a file.</summary>
public sealed class FigurePageTests(PostgresServer postgres)
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Page_WithoutData_ListsEveryFigureAndSaysWhatIsMissing()
    {
        await using var management = await ManagementFixture.StartAsync();
        var ada = await management.SignInAsync();

        var figures = (await ada.ReadApiAsync("/figures")).EnumerateArray().ToList();

        Assert.Equal(Enumerable.Range(1, 12), figures.Select(figure => int.Parse(Id(figure).Split(',')[0].TrimStart('F').TrimEnd('a', 'b', 'c'), System.Globalization.CultureInfo.InvariantCulture)).Distinct());
        Assert.Equal(["F3c, strength 5", "F3c, strength 6", "F8, 27001", "F8, 42001"], figures.Where(figure => figure.GetProperty("value").ValueKind == JsonValueKind.Number).Select(Id));
        Assert.All(figures.Where(figure => figure.GetProperty("value").ValueKind != JsonValueKind.Number), figure => Assert.StartsWith("Not enough data", figure.GetProperty("missing").GetString(), StringComparison.Ordinal));
        // Published: 28 and 21 of 38 controls; 93 and 38 controls.
        Assert.Equal([74, 55, 93, 38], figures.Where(figure => figure.GetProperty("value").ValueKind == JsonValueKind.Number).Select(figure => figure.GetProperty("value").GetInt32()));
        await ada.OpenAsync("/figures");
        Assert.Equal(figures.Count, ada.Page.QuerySelectorAll("main tbody tr").Length);
        Assert.Contains("say above on which day", ada.Text, StringComparison.Ordinal);
        await ada.OpenAsync("/figures?begun=31.12.2026");
        Assert.Equal(HttpStatusCode.UnprocessableEntity, ada.Status);
        using var refused = await ada.CallAsync(HttpMethod.Get, "/api/figures?begun=31.12.2026");
        Assert.Equal(HttpStatusCode.UnprocessableEntity, refused.StatusCode);
    }

    [Theory]
    [InlineData(DatabaseEngine.Sqlite)]
    [InlineData(DatabaseEngine.Postgres)]
    public async Task Page_WithData_CountsThem(string engine)
    {
        await using var management = await ManagementFixture.StartAsync(engine, postgres);
        var ada = await management.SignInAsync();
        for (var i = 1; i <= 10; i++)
        {
            await ada.EnterControlAsync($"Control{i}", i <= 4 ? ["iso27001:A.5.1", "iso42001:A.2.2"] : ["iso27001:A.5.1"]);
            await ada.EnterAsync("/control-instances", new { control = $"CTL-{i:0000}", status = "implemented", method = "m" });
        }
        var today = TimeProvider.System.GetUtcNow().ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture);
        foreach (var (requirement, kind, minutes) in new[] { ("iso42001:A.2.2", "new", 60), ("iso42001:A.2.2", "reused", 30), ("iso42001:A.2.3", "new", 90), ("iso27001:A.5.1", "new", 999) })
        {
            using var entered = await ada.CallAsync(HttpMethod.Post, "/api/work-entries", new { day = today, minutes, about = requirement, kind });
            Assert.Equal(HttpStatusCode.Created, entered.StatusCode);
        }

        var figures = (await ada.ReadApiAsync("/figures?begun=2026-01-01")).EnumerateArray().ToDictionary(Id);

        Assert.Equal(40, figures["F3a"].GetProperty("value").GetInt32());
        Assert.Equal([4, 10], figures["F3a"].GetProperty("inputs").EnumerateArray().Select(input => input.GetProperty("value").GetInt32()));
        Assert.Equal([3m, 1m, 1m, 1.5m], figures["F1"].GetProperty("inputs").EnumerateArray().Select(input => input.GetProperty("value").GetDecimal()));
        Assert.Contains("no control yet", figures["F10, before"].GetProperty("missing").GetString(), StringComparison.Ordinal);
        using var export = await ada.CallAsync(HttpMethod.Get, "/figures?begun=2026-01-01&format=csv");
        var text = await export.Content.ReadAsStringAsync(Cancellation);
        Assert.Contains("F3a", text, StringComparison.Ordinal);
        Assert.Contains("serve both: 4; in place: 10", text, StringComparison.Ordinal);
        await ada.OpenAsync("/figures");
        Assert.Contains("40 %", ada.Text, StringComparison.Ordinal);
    }

    private static string Id(JsonElement figure) => figure.GetProperty("id").GetString()!;
}
