using System.Net;
using System.Text.Json;
using Tandem.Management.Database;
using Tandem.Management.Links;
using Tandem.Management.Links.Tracing;
using Tandem.Management.Tests.AiSystems;
using Tandem.Testing.Postgres;

namespace Tandem.Management.Tests.Links;

/// <summary>The walk along links: pure, then over a database.</summary>
public sealed class TraceTests(PostgresServer postgres)
{
    [Fact]
    public async Task Walk_OverACycle_ReachesEachOnceAtItsShortestDistance()
    {
        var links = Links(("A", "B"), ("B", "C"), ("C", "A"), ("C", "D"), ("A", "A2"));

        var trace = await WalkAsync(links, "A", 5);

        Assert.Equal([("A", 0), ("B", 1), ("C", 1), ("A2", 1), ("D", 2)], trace.Nodes.Select(node => (node.Key, node.Step)));
        Assert.Equal(5, trace.Links.Count);
        Assert.False(trace.IsCut);
    }

    [Theory]
    [InlineData(1, 2)]
    [InlineData(2, 3)]
    [InlineData(10, 11)]
    public async Task Walk_ToADepth_StopsThere(int depth, int nodes)
    {
        var links = Links([.. Enumerable.Range(0, 20).Select(i => ($"N{i}", $"N{i + 1}"))]);

        Assert.Equal(nodes, (await WalkAsync(links, "N0", depth)).Nodes.Count);
    }

    [Fact]
    public async Task Walk_BeyondTheMostNodes_IsCutAndSaysSo()
    {
        var links = Links([.. Enumerable.Range(0, Trace.MostNodes + 50).Select(i => ("hub", $"N{i}"))]);

        var trace = await WalkAsync(links, "hub", 3);

        Assert.Equal((Trace.MostNodes, true), (trace.Nodes.Count, trace.IsCut));
    }

    [Fact]
    public async Task Walk_BeyondTheMostLinksOfAStep_IsCutAndSaysSo()
    {
        var links = Links([.. Enumerable.Range(0, Trace.MostLinks + 1).Select(i => ("hub", $"N{i % 300}"))]);

        Assert.True((await WalkAsync(links, "hub", 1)).IsCut);
    }

    [Theory]
    [InlineData(DatabaseEngine.Sqlite)]
    [InlineData(DatabaseEngine.Postgres)]
    public async Task Trace_FromARecordOrARequirement_ShowsTheStepsBothWays(string engine)
    {
        await using var management = await ManagementFixture.StartAsync(engine, postgres);
        StatementCounter.Prepare(management);
        var browser = await management.SignInAsync();
        foreach (var name in new[] { "One", "Two", "Three" })
            await browser.RegisterAsync(name, ("owner", "PER-0001"));
        await browser.CallAsync(HttpMethod.Post, "/api/links", new { from = "AIS-0001", relation = "supports", to = "AIS-0002" });
        await browser.CallAsync(HttpMethod.Post, "/api/links", new { from = "AIS-0002", relation = "evidenceFor", to = "iso42001:A.6.2.8" });
        await browser.CallAsync(HttpMethod.Post, "/api/links", new { from = "AIS-0003", relation = "causes", to = "AIS-0001" });

        var down = await ReadAsync(browser, "/api/trace/AIS-0001?depth=2");
        Assert.Equal(["AIS-0001 0", "AIS-0002 1", "AIS-0003 1", "iso42001:A.6.2.8 2"], down.GetProperty("nodes").EnumerateArray().Select(node => $"{node.GetProperty("key").GetString()} {node.GetProperty("step").GetInt32()}"));
        Assert.Equal(3, down.GetProperty("links").GetArrayLength());
        var up = await ReadAsync(browser, "/api/trace/iso42001:A.6.2.8?depth=3");
        Assert.Equal("AIS-0003", up.GetProperty("nodes").EnumerateArray().Last().GetProperty("key").GetString());

        using (var counter = new StatementCounter())
        {
            await browser.OpenAsync("/trace/iso42001:A.6.2.8?depth=3");
            Assert.InRange(counter.Count, 1, 8);
        }
        Assert.Equal(["start", "iso42001:A.6.2.8 has as evidence", "AIS-0002 is supported by", "AIS-0001 is caused by"],
            browser.Page.QuerySelectorAll("#table-trace tbody tr").Select(row => row.Children[1].TextContent.Trim()));
        using var csv = await browser.CallAsync(HttpMethod.Get, "/trace/AIS-0001?depth=2&format=csv");
        Assert.Equal(5, (await csv.Content.ReadAsStringAsync(TestContext.Current.CancellationToken)).Split("\r\n", StringSplitOptions.RemoveEmptyEntries).Length);
    }

    [Fact]
    public async Task Trace_OfNothingOrABareIdentifier_AsksBack()
    {
        await using var management = await ManagementFixture.StartAsync();
        var browser = await management.SignInAsync();

        await browser.OpenAsync("/trace/A.8.3");
        Assert.Equal(HttpStatusCode.BadRequest, browser.Status);
        Assert.Contains("iso42001:A.8.3", browser.Text, StringComparison.Ordinal);
        await browser.OpenAsync("/trace/AIS-0099");
        Assert.Equal(HttpStatusCode.NotFound, browser.Status);
        foreach (var depth in new[] { "0", "-1", "x", "99999999999", "1000" })
            Assert.Equal(HttpStatusCode.OK, (await browser.CallAsync(HttpMethod.Get, "/api/trace/iso27001:A.8.3?depth=" + depth)).StatusCode);
    }

    private static Task<Trace> WalkAsync(List<Link> links, string start, int depth) =>
        Trace.WalkAsync(start, depth, (keys, most) => Task.FromResult<IReadOnlyList<Link>>(links.Where(link => keys.Contains(link.FromKey) || keys.Contains(link.ToKey)).Take(most).ToList()));

    private static List<Link> Links(params (string From, string To)[] pairs) => pairs.Select((pair, number) => new Link
    {
        Id = Guid.Empty,
        Key = $"LNK-{number:0000}",
        Number = number,
        FromKey = pair.From,
        Relation = LinkRelation.Supports,
        ToKey = pair.To,
        CreatedAt = default,
        CreatedBy = "",
    }).ToList();

    private static async Task<JsonElement> ReadAsync(Browser browser, string path)
    {
        using var answer = await browser.CallAsync(HttpMethod.Get, path);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        return await answer.Content.ReadFromJsonAsync<JsonElement>(TestContext.Current.CancellationToken);
    }
}
