using System.Net;
using AngleSharp;
using AngleSharp.Dom;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Web;
using Microsoft.EntityFrameworkCore;
using Tandem.Management.Database;
using Tandem.Management.Tests.AiSystems;
using Tandem.Management.Tests.Decisions;
using Tandem.Management.Ui.Charts;
using Tandem.Testing.Postgres;

namespace Tandem.Management.Tests.Ui.Charts;

/// <summary>Charts by themselves, then on the home page: each number once in the picture, once in the table, with its rows behind it.</summary>
public sealed class ChartTests(PostgresServer postgres)
{
    [Theory]
    [InlineData(0, 1, 2)]
    [InlineData(1, 1, 2)]
    [InlineData(4, 4, 5)]
    [InlineData(5, 6, 4)]
    [InlineData(17, 20, 5)]
    [InlineData(99, 100, 3)]
    [InlineData(1_000_001, 1_500_000, 4)]
    [InlineData(long.MaxValue / 4, 3_000_000_000_000_000_000, 4)]
    public void Scale_OfAnyNumber_EndsAtARoundOneWithFewTicks(long highest, long top, int mostTicks)
    {
        var scale = ChartScale.Of(highest);

        Assert.Equal((top, 0), (scale.Top, scale.Ticks[^1]));
        Assert.Equal(scale.Top, scale.Ticks[0]);
        Assert.InRange(scale.Ticks.Count, 2, mostTicks);
        Assert.InRange(scale.Share(highest), 0, 100);
    }

    [Fact]
    public void Columns_Stacked_StandOnEachOther_Grouped_BesideEachOther()
    {
        var data = Data(new ChartRow("a", [new(1, "/a1"), new(3, "/a2")]), new ChartRow("b", [new(0, "/b1"), new(2, null)]));

        var stacked = ColumnMark.Of(data, ChartScale.Of(4), isStacked: true);
        var grouped = ColumnMark.Of(data, ChartScale.Of(4), isStacked: false);

        Assert.Equal([("7%", "75%", "36%", "25%"), ("7%", "0%", "36%", "75%"), ("57%", "50%", "36%", "50%")], stacked.Select(mark => (mark.X, mark.Y, mark.Width, mark.Height)));
        Assert.Equal([("7%", "75%"), ("25%", "25%"), ("75%", "50%")], grouped.Select(mark => (mark.X, mark.Y)));
        Assert.Equal(["/a1", "/a2", null], stacked.Select(mark => mark.Path));
    }

    [Fact]
    public async Task Chart_WithAnyNames_HoldsNothingInlineAndSaysEverythingInItsTable()
    {
        var data = Data(new ChartRow("<script>alert(1)</script>", [new(1, "/rows?a=1&b=2"), new(3, null)])) with { Title = "\"A\" & <b>" };

        foreach (var component in new[] { typeof(ColumnChart), typeof(LineChart), typeof(HeatMap), typeof(RowChart) })
        {
            var page = await RenderAsync(component, data);
            Assert.Empty(page.QuerySelectorAll("script, style, [style], b"));
            Assert.DoesNotContain(page.All.SelectMany(element => element.Attributes), attribute => attribute.Name.StartsWith("on", StringComparison.OrdinalIgnoreCase));
            Assert.Equal("<script>alert(1)</script>", page.QuerySelector("tbody th")!.TextContent);
            Assert.Contains(page.QuerySelectorAll("table a"), link => link.GetAttribute("href") == "/rows?a=1&b=2");
            Assert.NotNull(page.QuerySelector("table caption"));
            Assert.All(page.QuerySelectorAll("svg"), picture => Assert.Equal("true", picture.GetAttribute("aria-hidden")));
            Assert.All(page.QuerySelectorAll("svg a"), link => Assert.Equal("-1", link.GetAttribute("tabindex")));
        }
    }

    [Fact]
    public async Task Series_OfAColumnChart_HaveEachAPatternOfTheirOwn()
    {
        var page = await RenderAsync(typeof(ColumnChart), Data(new ChartRow("a", [new(1, null), new(3, null)])));

        Assert.Equal(["url(#t-ink-1)", "url(#t-ink-2)"], page.QuerySelectorAll(".chart-bar").Select(bar => bar.GetAttribute("fill")));
        Assert.Equal(2, page.QuerySelectorAll("pattern").Select(pattern => pattern.InnerHtml).Distinct().Count());
        Assert.Equal(["one", "two"], page.QuerySelectorAll(".chart-key li").Select(item => item.TextContent.Trim()));
    }

    [Fact]
    public async Task Ring_OfNone_IsNotDividedByZero()
    {
        var ring = await RenderAsync(typeof(RingChart), new Dictionary<string, object?> { ["Title"] = "t", ["Count"] = 0L, ["Of"] = 0L, ["Unit"] = "things", ["Path"] = "/x" });

        Assert.Contains("0 of 0 things", ring.Body!.TextContent, StringComparison.Ordinal);
        Assert.Null(ring.QuerySelector(".chart-ring-part"));
    }

    // The gateway's log is verified in the background after the start, and that is a change too.
    private static async Task QuietAsync(ManagementFixture management)
    {
        for (var (before, now) = (-1, 0); before != now;)
        {
            before = now;
            await Task.Delay(1_500, TestContext.Current.CancellationToken);
            now = await management.WithDatabaseAsync(db => db.ChangeEvents.CountAsync());
        }
    }

    [Theory]
    [InlineData(DatabaseEngine.Sqlite)]
    [InlineData(DatabaseEngine.Postgres)]
    public async Task Home_ShowsFigures_WhoseLinksOpenExactlyTheRowsCounted(string engine)
    {
        await using var management = await ManagementFixture.StartAsync(engine, postgres);
        await using var log = await GatewayLogFixture.CreateAsync(management.Options);
        await log.AppendRequestAsync("req-1");
        await DecisionPagesTests.FollowAsync(management, log);
        var browser = await management.SignInAsync();
        await browser.RegisterAsync("One");
        await browser.RegisterAsync("Two", ("state", "operating"), ("riskClass", "limited"));
        await browser.RegisterAsync("Three");
        await QuietAsync(management);

        await browser.OpenAsync("/");

        Assert.Equal(30, browser.Page.QuerySelectorAll("#changes-per-day-title").Single().Closest("figure")!.QuerySelectorAll("tbody tr").Length);
        Assert.Equal(24, browser.Page.QuerySelectorAll("#decisions-per-hour-title").Single().Closest("figure")!.QuerySelectorAll("tbody tr").Length);
        var figures = browser.Page.QuerySelectorAll(".charts table td a").Select(link => (Count: int.Parse(link.TextContent, System.Globalization.CultureInfo.InvariantCulture), Path: link.GetAttribute("href")!)).Distinct().ToList();
        Assert.Contains(figures, figure => figure.Path.StartsWith("/history", StringComparison.Ordinal));
        Assert.Contains(figures, figure => figure is { Count: 2 } && figure.Path.StartsWith("/ai-systems?state=proposed", StringComparison.Ordinal));
        foreach (var (count, path) in figures)
        {
            await browser.OpenAsync(path);
            Assert.Equal(HttpStatusCode.OK, browser.Status);
            var rows = browser.Page.QuerySelectorAll(".data-table tbody tr").Length;
            Assert.True(rows == Math.Min(count, 25), $"{path} shows {rows} rows for a figure of {count}");
        }
    }

    [Fact]
    public async Task Home_WithNothingYet_HasNoEmptyCharts()
    {
        await using var management = await ManagementFixture.StartAsync();
        var browser = await management.SignInAsync();

        await browser.OpenAsync("/");

        Assert.Empty(browser.Page.QuerySelectorAll("#ai-by-state-title, #decisions-per-hour-title"));
    }

    private static ChartData Data(params ChartRow[] rows) => new()
    {
        Id = "t",
        Title = "T",
        Lead = "4 of 4.",
        RowTitle = "Row",
        Series = [new("one", 1), new("two", 2)],
        Rows = rows,
        At = DateTimeOffset.UnixEpoch,
        Path = "/all",
        PathWords = "All",
    };

    private static Task<IDocument> RenderAsync(Type component, ChartData data) => RenderAsync(component, new Dictionary<string, object?> { ["Data"] = data });

    private static async Task<IDocument> RenderAsync(Type component, IDictionary<string, object?> parameters)
    {
        await using var services = new ServiceCollection().AddLogging().BuildServiceProvider();
        await using var renderer = new HtmlRenderer(services, services.GetRequiredService<ILoggerFactory>());
        var html = await renderer.Dispatcher.InvokeAsync(async () => (await renderer.RenderComponentAsync(component, ParameterView.FromDictionary(parameters))).ToHtmlString());
        return await BrowsingContext.New(Configuration.Default).OpenAsync(request => request.Content(html), TestContext.Current.CancellationToken);
    }
}
