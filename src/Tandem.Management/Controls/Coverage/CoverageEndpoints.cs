using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Tandem.Management.Database;
using Tandem.Management.Records.Fields;
using Tandem.Management.StandardFilter;
using Tandem.Management.Ui;
using Tandem.Management.Ui.Tables;

namespace Tandem.Management.Controls.Coverage;

/// <summary>Requirements with their controls, and controls that may be doubles.</summary>
internal static class CoverageEndpoints
{
    internal sealed record ControlAnswer(string Control, string Title, string? Status, int InPlace, int Needed, string? Effectiveness);

    /// <summary>A requirement with what is done about it.</summary>
    internal sealed record CoverageAnswer(string Requirement, string State, IReadOnlyList<ControlAnswer> Controls, IReadOnlyList<string> Proposals);

    internal sealed record DoubleAnswer(string One, string Other, string Why);

    internal static void Map(IEndpointRouteBuilder app)
    {
        app.MapGet("/control-coverage", ShowAsync);
        var api = app.MapGroup("/api/control-coverage").WithTags("Controls");
        api.MapGet("", ListAsync).WithSummary("Requirements with the controls that serve them").Produces<IReadOnlyList<CoverageAnswer>>();
        api.MapGet("/doubles", ListDoublesAsync).WithSummary("Controls on one subject that may be the same").Produces<IReadOnlyList<DoubleAnswer>>();
    }

    private static async Task<IResult> ShowAsync(HttpRequest request, CoverageReader reader, TandemDbContext db, TimeProvider time, CancellationToken cancellation)
    {
        var rows = await reader.ReadAsync(cancellation);
        var doubles = await DoublesAsync(db, cancellation);
        return await TableQuery.AnswerAsync(request, CoverageTable.Definition, rows.AsQueryable(), time, page => Page.Show<CoveragePage>(new { Table = page, Doubles = doubles }));
    }

    private static async Task<IResult> ListAsync(CoverageReader reader, ChosenStandard chosen, CancellationToken cancellation) => Results.Ok(
        (await reader.ReadAsync(cancellation)).Where(row => chosen.Apply() is not { } standard || row.Requirement.Id.Standard == standard).Select(row => new CoverageAnswer(
            row.Requirement.Id.ToString(), ChoiceNames.Of(row.State),
            [.. row.Controls.Select(control => new ControlAnswer(
                control.Control.Key, control.Control.Title, control.Worst is { } worst ? ChoiceNames.Of(worst) : null, control.InPlace, control.Needed.Count(), control.WorstEffectiveness is { } known ? ChoiceNames.Of(known) : null))],
            [.. row.Proposals.Select(item => item.Id)])).ToList());

    private static async Task<IResult> ListDoublesAsync(TandemDbContext db, CancellationToken cancellation) =>
        Results.Ok((await DoublesAsync(db, cancellation)).Select(pair => new DoubleAnswer(pair.One.Key, pair.Other.Key, pair.Why)).ToList());

    private static async Task<IReadOnlyList<ControlDouble>> DoublesAsync(TandemDbContext db, CancellationToken cancellation) =>
        ControlDoubles.Among(await db.Controls.AsNoTracking().Where(c => c.ArchivedAt == null).OrderBy(c => c.Number).ToListAsync(cancellation));
}
