using System.Globalization;
using System.IO.Compression;
using System.Text;
using System.Xml.Linq;
using Tandem.Management.Export;

namespace Tandem.Management.Tests.Export;

public sealed class XlsxExportTests
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

    [Fact]
    public async Task WriteAsync_Rows_AreReadBackWithTheirTypes()
    {
        var sheet = (await SheetsAsync(new Row("Õun <&> \"x\"", -7, true, At, ["x", "y"]), new Row(null, 0, false, null, [])))[0];
        Assert.Equal(["name", "count", "open", "seen", "tags"], sheet[0]);
        Assert.Equal(["Õun <&> \"x\"", -7.0, true, At.UtcDateTime, "x; y"], sheet[1]);
        Assert.Equal([null, 0.0, false, null, ""], sheet[2].Select((value, i) => i == 4 ? value ?? "" : value));
        Assert.Equal(3, sheet.Count);
    }

    [Fact]
    public async Task WriteAsync_SecondSheet_SaysWhatTheRowsAre()
    {
        var about = (await SheetsAsync(new Row("a", 1, true, At, [])))[1].Select(row => row.Where(value => value is not null).ToArray()).ToArray();
        Assert.Equal("Rows", Assert.Single(about[0]));
        Assert.Contains(about, row => row is ["as of (UTC)", DateTime time] && time == At.UtcDateTime);
        Assert.Contains(about, row => row is ["rows", 1.0]);
        Assert.Contains(about, row => row is ["status", "open"]);
        Assert.Contains(about, row => row is ["open", "=not closed"]);
    }

    [Theory]
    [InlineData("=1+1")]
    [InlineData("@SUM(A1)")]
    [InlineData("+cmd|' /C calc'!A0")]
    [InlineData("007")]
    [InlineData("  two  blanks ")]
    [InlineData("two\r\nlines\tand\nmore")]
    [InlineData("nul \0 bell \a escape \u001B end \uFFFF")]
    [InlineData("looks escaped _x0041_ and _x000D_")]
    [InlineData("emoji 🦊 stays")]
    [InlineData("]]> <script>alert(1)</script>")]
    public async Task WriteAsync_Text_StaysExactlyThatText(string text)
    {
        var bytes = await BytesAsync(Rows(new Row(text, 1, true, null, [])));
        Assert.Equal(text, Workbook.Read(bytes)[0][1][0]);
        Assert.DoesNotContain(Part(bytes, "xl/worksheets/sheet1.xml").Descendants(), element => element.Name.LocalName == "f");
    }

    [Fact]
    public async Task WriteAsync_HalfASurrogatePair_IsReplaced() => Assert.Equal("a\uFFFDb", (await SheetsAsync(new Row("a\uD83Eb", 1, true, null, [])))[0][1][0]);

    [Fact]
    public async Task WriteAsync_TextLongerThanACellHolds_IsCutWithWords()
    {
        var text = Assert.IsType<string>((await SheetsAsync(new Row(new string('x', 40_000), 1, true, null, [])))[0][1][0]);
        Assert.Equal(32_767, text.Length);
        Assert.EndsWith("(cut here; CSV and JSON have all of it)", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task WriteAsync_NumberBeyondExactDigits_IsText() =>
        Assert.Equal(long.MaxValue.ToString(CultureInfo.InvariantCulture), (await SheetsAsync(new Row("a", long.MaxValue, true, null, [])))[0][1][1]);

    [Fact]
    public async Task WriteAsync_TimeBeforeTheFormatsCalendar_IsText() =>
        Assert.Equal("0001-01-01T00:00:00.000000Z", (await SheetsAsync(new Row("a", 1, true, DateTimeOffset.MinValue, [])))[0][1][3]);

    [Fact]
    public async Task WriteAsync_Heading_IsFrozenBoldAndAsWideAsItsTexts()
    {
        var bytes = await BytesAsync(Rows(new Row(new string('n', 30), 1, true, At, [])));
        var sheet = Part(bytes, "xl/worksheets/sheet1.xml");
        XNamespace main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
        Assert.Equal("frozen", sheet.Descendants(main + "pane").Single().Attribute("state")?.Value);
        Assert.Equal(["32", "8", "8", "21", "8"], sheet.Descendants(main + "col").Select(column => column.Attribute("width")!.Value));
        Assert.All(sheet.Descendants(main + "row").First().Elements(main + "c"), cell => Assert.Equal("1", cell.Attribute("s")?.Value));
        Assert.NotNull(Part(bytes, "xl/styles.xml").Descendants(main + "cellXfs").Single().Elements().ElementAt(1).Attribute("applyFont"));
    }

    [Fact]
    public async Task WriteAsync_NoRows_IsAWorkbookWithItsHeading() => Assert.Single((await SheetsAsync())[0]);

    [Fact]
    public async Task WriteAsync_ManyRows_ReachTheClientBeforeTheLastIsRead()
    {
        using var target = new MemoryStream();
        await XlsxExport.WriteAsync(new AsyncOnlyStream(target), Table(Watched(target), 20_000), At, TestContext.Current.CancellationToken);
        Assert.Equal(20_001, Workbook.Read(target.ToArray())[0].Count);
    }

    [Fact]
    public async Task Result_MoreRowsThanASheetHolds_IsRefusedBeforeAnythingIsWritten()
    {
        using var body = new MemoryStream();
        var services = new ServiceCollection().AddSingleton(TimeProvider.System).AddLogging().AddProblemDetails().BuildServiceProvider();
        await using (services)
        {
            var context = new DefaultHttpContext { RequestServices = services };
            context.Response.Body = body;
            await TableExport.Result(ExportFormat.Xlsx, Table(Unreadable(), 1_048_576)).ExecuteAsync(context);
            Assert.Equal(StatusCodes.Status422UnprocessableEntity, context.Response.StatusCode);
            Assert.False(context.Response.Headers.ContainsKey("Content-Disposition"));
        }
        Assert.Contains("1,048,576 rows, but an XLSX sheet holds 1,048,575; narrow the filter", Encoding.UTF8.GetString(body.ToArray()), StringComparison.Ordinal);
    }

    private static async IAsyncEnumerable<Row> Unreadable()
    {
        await Task.CompletedTask;
        Assert.Fail("a refused export must not read its rows");
        yield break;
    }

    private static async IAsyncEnumerable<Row> Watched(MemoryStream target)
    {
        for (var i = 0; i < 20_000; i++)
        {
            if (i == 19_999)
                Assert.True(target.Length > 100_000, "nothing was written before the last row");
            yield return new Row($"name {i}", i, true, At, ["x"]);
        }
        await Task.CompletedTask;
    }

    private static async IAsyncEnumerable<Row> Rows(params Row[] rows)
    {
        foreach (var row in rows)
            yield return row;
        await Task.CompletedTask;
    }

    private static ExportTable<Row> Table(IAsyncEnumerable<Row> rows, long count) => new("rows", "Rows", Columns, rows)
    {
        CountAsync = _ => Task.FromResult(count),
        Filter = new Dictionary<string, string> { ["status"] = "open" },
        Legend = new Dictionary<string, string> { ["open"] = "=not closed" },
    };

    private static async Task<byte[]> BytesAsync(IAsyncEnumerable<Row> rows)
    {
        using var target = new MemoryStream();
        await XlsxExport.WriteAsync(new AsyncOnlyStream(target), Table(rows, 1), At, TestContext.Current.CancellationToken);
        return target.ToArray();
    }

    private static async Task<List<List<object?[]>>> SheetsAsync(params Row[] rows) => Workbook.Read(await BytesAsync(Rows(rows)));

    private static XDocument Part(byte[] workbook, string path)
    {
        using var zip = new ZipArchive(new MemoryStream(workbook));
        using var part = zip.GetEntry(path)!.Open();
        return XDocument.Load(part);
    }
}
