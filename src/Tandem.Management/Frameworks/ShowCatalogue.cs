using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Tandem.Management.Export;
using Tandem.Management.StandardFilter;
using Tandem.Management.Ui;

namespace Tandem.Management.Frameworks;

/// <summary>The catalogue of both standards as a tree, narrowed by what the address says.</summary>
internal static class ShowCatalogue
{
    private static readonly IReadOnlyList<ExportColumn<Requirement>> Columns =
    [
        new("requirement", r => r.Id.ToString()),
        new("standard", r => r.Id.Standard.Edition()),
        new("ref", r => r.Id.Ref),
        new("kind", r => r.Kind == RequirementKind.Clause ? "clause" : "control"),
        new("group", r => r.Group.Title),
        new("title", r => r.Title),
        new("summary", r => r.Summary),
        new("level", r => r.Level),
        new("isAssessable", r => r.IsAssessable),
        new("evidence", r => r.Evidence.Select(type => type.Id)),
        new("records", r => r.RuntimeEvidence?.Strength.ToString().ToLowerInvariant()),
    ];

    internal static void Map(IEndpointRouteBuilder app)
    {
        app.MapGet("/catalogue", (HttpRequest request, FrameworkCatalogue catalogue, ChosenStandard chosen) => Show(request, catalogue, chosen));
        app.MapGet("/api/catalogue", (HttpRequest request, FrameworkCatalogue catalogue, ChosenStandard chosen) =>
            Export(ExportFormats.Requested(request) ?? ExportFormat.Json, catalogue, CatalogueFilter.Read(request.Query, chosen.Apply())))
            .WithSummary("Requirements of both standards").Produces<ExportedTable>();
    }

    private static IResult Show(HttpRequest request, FrameworkCatalogue catalogue, ChosenStandard chosen)
    {
        var filter = CatalogueFilter.Read(request.Query, chosen.Apply());
        return ExportFormats.Requested(request) is { } format
            ? Export(format, catalogue, filter)
            : Page.Show<CataloguePage>(new { Filter = filter, Shown = filter.Apply(catalogue.Requirements) });
    }

    private static IResult Export(ExportFormat format, FrameworkCatalogue catalogue, CatalogueFilter filter)
    {
        var shown = filter.Apply(catalogue.Requirements);
        return TableExport.Result(format, new ExportTable<Requirement>("catalogue", "Requirements of both standards", Columns, shown.ToAsyncEnumerable())
        {
            CountAsync = _ => Task.FromResult<long>(shown.Count),
            Filter = filter.ToDictionary(),
            Legend = new Dictionary<string, string> { ["notice"] = catalogue.Notice, ["titles"] = FrameworkCatalogue.TitlesNotice },
        });
    }
}
