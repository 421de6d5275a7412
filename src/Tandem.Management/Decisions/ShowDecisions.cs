using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Tandem.Management.Decisions.Evidence;
using Tandem.Management.Decisions.Indexing;
using Tandem.Management.Export;
using Tandem.Management.Ui;

namespace Tandem.Management.Decisions;

/// <summary>The decisions of the gateway, one row per request; every row shown is re-read from the log.</summary>
internal static class ShowDecisions
{
    internal static void Map(IEndpointRouteBuilder app)
    {
        app.MapGet("/decisions", Show);
        app.MapGet("/api/decisions", (HttpRequest request, DecisionIndexReader index, RecordReading reading, MinimumFieldSets sets) =>
            Export(ExportFormats.Requested(request) ?? ExportFormat.Json, DecisionQuery.Read(request.Query, sets), index, reading, sets))
            .WithSummary("Decisions of the gateway, one for each request").Produces<ExportedTable>();
    }

    private static IResult Show(
        HttpRequest request, DecisionIndexReader index, DecisionIndexService service, DecisionIndexStore store, RecordReading reading, MinimumFieldSets sets, LiveEvidenceReader evidence, TimeProvider time)
    {
        var query = DecisionQuery.Read(request.Query, sets);
        if (ExportFormats.Requested(request) is { } format)
            return Export(format, query, index, reading, sets);
        var hits = index.Page(query.Filter, query.Position, query.OldestFirst, query.Size);
        return Page.Show<DecisionsPage>(new
        {
            Query = query,
            Rows = hits.Hits.Select(reading.Read).ToArray(),
            hits.HasNewer,
            hits.HasOlder,
            Matching = index.Count(query.Filter),
            Total = query.IsNarrowed ? index.Count(DecisionFilter.All) : -1,
            Pending = index.PendingCount(),
            Facets = index.Facets(),
            State = service.State,
            Alarms = store.Alarms(),
            Evidence = evidence.Overall(),
            At = time.GetUtcNow(),
        });
    }

    private static IResult Export(ExportFormat format, DecisionQuery query, DecisionIndexReader index, RecordReading reading, MinimumFieldSets sets) =>
        TableExport.Result(format, new ExportTable<CheckedRecord>(
            "decisions", "Decisions of the gateway, one per request", DecisionColumns.Of(sets),
            index.All(query.Filter, query.OldestFirst).Select(reading.Read).ToAsyncEnumerable())
        {
            CountAsync = _ => Task.FromResult(index.Count(query.Filter)),
            Filter = query.Parts,
            Legend = DecisionColumns.Legend,
        });
}
