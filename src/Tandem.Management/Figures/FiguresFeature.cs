using System.Globalization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Tandem.Management.Export;
using Tandem.Management.Records.Fields;
using Tandem.Management.Ui;

namespace Tandem.Management.Figures;

/// <summary>Figures F1 to F12, counted from the organisation's own records.</summary>
internal static class FiguresFeature
{
    internal const string Path = "/figures";

    private static readonly IReadOnlyList<ExportColumn<Figure>> Columns =
    [
        new("id", f => f.Id),
        new("title", f => f.Title),
        new("formula", f => f.Formula),
        new("result", f => f.Result),
        new("value", f => f.Value?.ToString("0.##", CultureInfo.InvariantCulture)),
        new("unit", f => ChoiceNames.Of(f.Unit)),
        new("inputs", f => f.Inputs.Select(input => input.Words)),
        new("from", f => DayText.Of(f.From)),
        new("to", f => DayText.Of(f.To)),
        new("missing", f => f.Missing),
        new("note", f => f.Note),
    ];

    internal static void Add(IServiceCollection services)
    {
        services.AddSingleton(new RailEntry(RailGroup.AuditAndImprove, 90, "chart-bar", "Figures", Path));
        services.AddScoped<FigureReader>();
        services.AddScoped<IFigureSource, UncountedFigures>();
    }

    internal static void Map(IEndpointRouteBuilder app)
    {
        app.MapGet(Path, ShowAsync);
        app.MapGet("/api" + Path, ListAsync)
            .WithTags("Figures").WithSummary("Figures counted from the organisation's own records, with formula, inputs and period, or what is missing").Produces<IReadOnlyList<Figure>>();
    }

    private static async Task<IResult> ShowAsync(string? begun, HttpRequest request, FigureReader reader, TimeProvider time, CancellationToken cancellation)
    {
        var (day, errors) = FigureReader.Begun(begun);
        var figures = await reader.ReadAsync(day, cancellation);
        return ExportFormats.Requested(request) is { } format
            ? TableExport.Result(format, new ExportTable<Figure>("figures", "Figures", Columns, figures.ToAsyncEnumerable()) { CountAsync = _ => Task.FromResult<long>(figures.Count) })
            : Page.Show<FiguresPage>(new { Figures = figures, Begun = day, Errors = errors, At = time.GetUtcNow() }, errors.Any ? StatusCodes.Status422UnprocessableEntity : StatusCodes.Status200OK);
    }

    private static async Task<IResult> ListAsync(string? begun, FigureReader reader, CancellationToken cancellation)
    {
        var (day, errors) = FigureReader.Begun(begun);
        return errors.Any ? Results.ValidationProblem(errors.ToDictionary(), statusCode: StatusCodes.Status422UnprocessableEntity) : Results.Ok(await reader.ReadAsync(day, cancellation));
    }
}
