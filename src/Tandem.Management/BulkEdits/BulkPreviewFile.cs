using Microsoft.AspNetCore.Http;
using Tandem.Management.Export;
using Tandem.Management.Records;

namespace Tandem.Management.BulkEdits;

/// <summary>What a bulk edit would do, as a file with the rows and the order of its page.</summary>
internal static class BulkPreviewFile
{
    private static readonly IReadOnlyList<ExportColumn<BulkRow>> Columns =
    [
        new("key", row => row.Key),
        new("title", row => row.Title),
        new("outcome", row => BulkWords.Name(row.Outcome)),
        new("what", row => row.What),
        new("why", row => row.Why),
        new("version", row => row.Version),
    ];

    // What is refused is what one looks for.
    internal static IEnumerable<BulkRow> InOrder(IEnumerable<BulkRow> rows) => rows.OrderBy(row => row.Outcome switch { BulkOutcome.Refused => 0, BulkOutcome.Changed => 1, _ => 2 });

    internal static IResult Answer(ExportFormat format, Register register, IReadOnlyList<BulkRow> rows) =>
        TableExport.Result(format, new ExportTable<BulkRow>("bulk-preview", $"What would happen to each row: {register.Plural}", Columns, InOrder(rows).ToAsyncEnumerable())
        {
            CountAsync = _ => Task.FromResult((long)rows.Count),
            Legend = Enum.GetValues<BulkOutcome>().ToDictionary(BulkWords.Name, BulkWords.WouldBe, StringComparer.Ordinal),
        });
}
