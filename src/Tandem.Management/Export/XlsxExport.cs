using System.Globalization;
using System.Xml;

namespace Tandem.Management.Export;

/// <summary>
/// A workbook of two sheets, the rows and what they are, written as it is made: the zip is only ever appended to, and of the rows no more than a page is held.
/// Texts stand in their cells (inline), so there is no table of shared strings to keep, and none of them is ever a formula.
/// </summary>
internal static class XlsxExport
{
    /// <summary>What a sheet holds besides its heading.</summary>
    internal const int MostRows = 1_048_575;

    private const string Main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
    private const int RowsMeasured = 100;
    private const int NarrowestColumn = 8;
    private const int WidestColumn = 60;

    internal static async Task WriteAsync<T>(Stream target, ExportTable<T> table, DateTimeOffset at, CancellationToken cancellation)
    {
        using var package = new XlsxPackage(target, at);
        foreach (var (path, content) in XlsxParts.Fixed)
        {
            using var part = package.Open(path);
            part.WriteRaw(content);
        }
        long rows;
        using (var xml = package.Open(XlsxParts.RowsPath))
            rows = await WriteRowsAsync(package, xml, table, cancellation);
        using (var xml = package.Open(XlsxParts.AboutPath))
            WriteAbout(xml, table, rows, at);
        await package.FinishAsync(cancellation);
    }

    private static async Task<long> WriteRowsAsync<T>(XlsxPackage package, XmlWriter xml, ExportTable<T> table, CancellationToken cancellation)
    {
        var source = table.Rows.GetAsyncEnumerator(cancellation);
        await using (source)
        {
            // Widths stand before the rows, so the first rows are held back until they are measured.
            var first = new List<object?[]>();
            while (first.Count < RowsMeasured && await source.MoveNextAsync())
                first.Add(Values(table, source.Current));
            Start(xml, [.. table.Columns.Select((column, i) => Width(first.Select(values => values[i]).Prepend(column.Name)))], isHeadingFrozen: true);
            WriteRow(xml, [.. table.Columns.Select(column => column.Name)], XlsxCell.Bold);
            var written = 0L;
            foreach (var values in first)
            {
                WriteRow(xml, values);
                written++;
                await package.WriteWhenFullAsync(cancellation);
            }
            first.Clear();
            while (await source.MoveNextAsync())
            {
                if (written == MostRows)
                    throw new InvalidOperationException("the table grew beyond what a sheet holds while it was exported; narrow the filter, or export CSV or JSON");
                WriteRow(xml, Values(table, source.Current));
                written++;
                await package.WriteWhenFullAsync(cancellation);
            }
            End(xml);
            return written;
        }
    }

    private static void WriteAbout<T>(XmlWriter xml, ExportTable<T> table, long rows, DateTimeOffset at)
    {
        Start(xml, [24, WidestColumn], isHeadingFrozen: false);
        WriteRow(xml, [table.Title], XlsxCell.Bold);
        WriteRow(xml, ["as of (UTC)", at]);
        WriteRow(xml, ["rows", rows]);
        WriteRow(xml, ["times", "all times are UTC"]);
        WritePairs(xml, "filter", table.Filter, "none: all rows");
        WritePairs(xml, "legend", table.Legend, "the values explain themselves");
        End(xml);
    }

    private static void WritePairs(XmlWriter xml, string heading, IReadOnlyDictionary<string, string> pairs, string none)
    {
        WriteRow(xml, []);
        WriteRow(xml, [heading], XlsxCell.Bold);
        if (pairs.Count == 0)
            WriteRow(xml, [none]);
        foreach (var (name, text) in pairs)
            WriteRow(xml, [name, text]);
    }

    private static object?[] Values<T>(ExportTable<T> table, T row)
    {
        var values = new object?[table.Columns.Count];
        for (var i = 0; i < values.Length; i++)
            values[i] = table.Columns[i].Value(row);
        return values;
    }

    private static int Width(IEnumerable<object?> values) =>
        Math.Clamp(values.Max(value => value is DateTimeOffset ? XlsxCell.TimeWidth : ExportText.Of(value).Length) + 2, NarrowestColumn, WidestColumn);

    private static void Start(XmlWriter xml, IReadOnlyList<int> widths, bool isHeadingFrozen)
    {
        xml.WriteStartElement("worksheet", Main);
        if (isHeadingFrozen)
            xml.WriteRaw("""<sheetViews><sheetView workbookViewId="0"><pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/></sheetView></sheetViews>""");
        xml.WriteStartElement("cols", Main);
        for (var i = 0; i < widths.Count; i++)
            xml.WriteRaw(string.Create(CultureInfo.InvariantCulture, $"""<col min="{i + 1}" max="{i + 1}" width="{widths[i]}" customWidth="1"/>"""));
        xml.WriteEndElement();
        xml.WriteStartElement("sheetData", Main);
    }

    private static void WriteRow(XmlWriter xml, IReadOnlyList<object?> values, int textStyle = XlsxCell.Plain)
    {
        xml.WriteStartElement("row", Main);
        foreach (var value in values)
            XlsxCell.Write(xml, value, textStyle);
        xml.WriteEndElement();
    }

    private static void End(XmlWriter xml)
    {
        xml.WriteEndElement();
        xml.WriteEndElement();
    }
}
