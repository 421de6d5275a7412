using System.Globalization;
using System.Text;
using CsvHelper;
using CsvHelper.Configuration;

namespace Tandem.Management.Export;

internal static class CsvExport
{
    private const int RowsPerFlush = 256;

    private static readonly CsvConfiguration Configuration = new(CultureInfo.InvariantCulture)
    {
        NewLine = "\r\n",
        // The guard is ours: it must leave numbers alone, which the library's own cannot tell from texts.
        InjectionOptions = InjectionOptions.None,
    };

    internal static async Task WriteAsync<T>(Stream target, ExportTable<T> table, CancellationToken cancellation)
    {
        var text = new StreamWriter(target, new UTF8Encoding(encoderShouldEmitUTF8Identifier: true), leaveOpen: true);
        await using (text)
        {
            var csv = new CsvWriter(text, Configuration);
            await using (csv)
            {
                foreach (var column in table.Columns)
                    csv.WriteField(column.Name);
                await csv.NextRecordAsync();
                var rows = 0;
                await foreach (var row in table.Rows.WithCancellation(cancellation))
                {
                    foreach (var column in table.Columns)
                        csv.WriteField(Field(column.Value(row)));
                    await csv.NextRecordAsync();
                    if (++rows % RowsPerFlush == 0)
                        await csv.FlushAsync();
                }
            }
        }
    }

    // Numbers, times and flags cannot start a formula; a guard would make texts of them.
    internal static string Field(object? value) => value is bool or int or long or DateTimeOffset ? ExportText.Of(value) : FormulaGuard.Apply(ExportText.Of(value));
}
