using System.Text;
using System.Text.Json;
using Tandem.Management.Export;

namespace Tandem.Management.Tests.Export;

public sealed class TableExportTests
{
    private static readonly DateTimeOffset At = new(2026, 11, 21, 3, 31, 0, TimeSpan.Zero);

    private sealed record Row(string? Name, long Count, bool IsOpen, DateTimeOffset? Seen, IReadOnlyList<string> Tags);

    private static readonly IReadOnlyList<ExportColumn<Row>> Columns =
    [
        new("name", row => row.Name),
        new("count", row => row.Count),
        new("open", row => row.IsOpen),
        new("seen", row => row.Seen),
        new("tags", row => row.Tags),
    ];

    [Theory]
    [InlineData("=1+1", "'=1+1")]
    [InlineData("+49 30", "'+49 30")]
    [InlineData("-cmd", "'-cmd")]
    [InlineData("@SUM(A1)", "'@SUM(A1)")]
    [InlineData("  =1", "'  =1")]
    [InlineData("\t=1", "'\t'=1")]
    [InlineData("\rx", "'\rx")]
    [InlineData("x;=1+1", "x;'=1+1")]
    [InlineData("x; \"=1+1\"", "x;' \"=1+1\"")]
    [InlineData("two lines\n@SUM(A1)", "two lines\n'@SUM(A1)")]
    [InlineData("a;b; c", "a;b; c")]
    [InlineData("\uFF1D1", "'\uFF1D1")]
    [InlineData("A.8.15", "A.8.15")]
    [InlineData("", "")]
    public void Field_Text_IsGuardedAgainstFormulas(string text, string expected) => Assert.Equal(expected, CsvExport.Field(text));

    [Fact]
    public void Field_NegativeNumber_StaysANumber() => Assert.Equal("-1", CsvExport.Field(-1L));

    [Fact]
    public void Field_ListThatStartsLikeAFormula_IsGuarded() => Assert.Equal("'=x;' -y", CsvExport.Field(new[] { "=x", "-y" }));

    [Fact]
    public async Task WriteAsync_Csv_QuotesGuardsAndLeavesMissingEmpty()
    {
        var text = Encoding.UTF8.GetString(await CsvAsync(Rows(new Row("a \"b\", c", -1, true, At, ["x", "y"]), new Row(null, 0, false, null, []))));
        Assert.Equal("\uFEFFname,count,open,seen,tags\r\n\"a \"\"b\"\", c\",-1,true,2026-11-21T03:31:00.000000Z,x; y\r\n,0,false,,\r\n", text);
    }

    [Fact]
    public async Task WriteAsync_Json_KeepsTypesAndCarriesFilterAndLegend()
    {
        using var target = new MemoryStream();
        var table = new ExportTable<Row>("rows", "Rows", Columns, Rows(new Row(null, 7, true, null, ["x"])))
        {
            CountAsync = Count,
            Filter = new Dictionary<string, string> { ["q"] = "</script>" },
            Legend = new Dictionary<string, string> { ["open"] = "not closed" },
        };
        await JsonExport.WriteAsync(target, table, At, TestContext.Current.CancellationToken);
        using var json = JsonDocument.Parse(target.ToArray());
        var row = json.RootElement.GetProperty("rows")[0];
        Assert.Equal(JsonValueKind.Null, row.GetProperty("name").ValueKind);
        Assert.Equal(7, row.GetProperty("count").GetInt64());
        Assert.Equal("x", row.GetProperty("tags")[0].GetString());
        Assert.Equal("</script>", json.RootElement.GetProperty("filter").GetProperty("q").GetString());
        Assert.Equal("not closed", json.RootElement.GetProperty("legend").GetProperty("open").GetString());
    }

    [Fact]
    public async Task WriteAsync_Csv_ReachesTheClientBeforeTheLastRowIsRead()
    {
        using var target = new MemoryStream();
        var table = new ExportTable<Row>("rows", "Rows", Columns, Watched(target)) { CountAsync = Count };
        await CsvExport.WriteAsync(target, table, TestContext.Current.CancellationToken);
        Assert.Equal(5_001, Encoding.UTF8.GetString(target.ToArray()).Split("\r\n", StringSplitOptions.RemoveEmptyEntries).Length);
    }

    private static Task<long> Count(CancellationToken cancellation) => throw new InvalidOperationException("CSV and JSON hold any number of rows, so they must not count");

    private static async IAsyncEnumerable<Row> Watched(MemoryStream target)
    {
        for (var i = 0; i < 5_000; i++)
        {
            if (i == 4_999)
                Assert.True(target.Length > 50_000, "nothing was written before the last row");
            yield return new Row("name", i, true, null, []);
        }
        await Task.CompletedTask;
    }

    private static async IAsyncEnumerable<Row> Rows(params Row[] rows)
    {
        foreach (var row in rows)
            yield return row;
        await Task.CompletedTask;
    }

    private static async Task<byte[]> CsvAsync(IAsyncEnumerable<Row> rows)
    {
        using var target = new MemoryStream();
        await CsvExport.WriteAsync(target, new ExportTable<Row>("rows", "Rows", Columns, rows) { CountAsync = Count }, TestContext.Current.CancellationToken);
        return target.ToArray();
    }
}
