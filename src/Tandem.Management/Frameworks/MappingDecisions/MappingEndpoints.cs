using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Tandem.Management.Access;
using Tandem.Management.History;
using Tandem.Management.Ui;
using Tandem.Management.Ui.Tables;

namespace Tandem.Management.Frameworks.MappingDecisions;

/// <summary>The pairs of Annex A controls of both standards, and the decision on each.</summary>
internal static class MappingEndpoints
{
    internal static void Map(IEndpointRouteBuilder app)
    {
        app.MapGet("/mapping", ListAsync);
        app.MapGet("/mapping/{id}", ShowAsync);
        app.MapPost("/mapping/{id}", DecideAsync).RequireAuthorization(Permissions.Manage);
        app.MapGet("/api/mapping", ListForApiAsync)
            .WithSummary("Pairs of controls of both standards, with what was decided on each").Produces<IReadOnlyList<MappingAnswer>>();
        app.MapGet("/api/mapping/{id}", FindForApiAsync)
            .WithSummary("One pair of controls").Produces<MappingAnswer>();
        app.MapPut("/api/mapping/{id}", DecideByApiAsync).RequireAuthorization(Permissions.Manage)
            .WithSummary("Accept or refuse a pair of controls, or take that back").Produces<MappingAnswer>();
    }

    private static async Task<IResult> ListAsync(HttpRequest request, MappingDecisionQueries queries, FrameworkCatalogue catalogue, TimeProvider time, CurrentUser user, CancellationToken cancellation)
    {
        var rows = await queries.AllAsync(cancellation);
        return await TableQuery.AnswerAsync(request, MappingTable.Of(catalogue, user.May(Permissions.Manage)), rows.AsQueryable(), time, page => Page.Show<MappingPage>(new { Table = page }));
    }

    private static async Task<IResult> ShowAsync(string id, string? tab, string? saved, MappingDecisionQueries queries, HistoryQueries history, CancellationToken cancellation)
    {
        if (await queries.FindAsync(id, cancellation) is not { } row)
            return Results.NotFound();
        return tab == "history"
            ? Page.Show<MappingPairPage>(new { Row = row, Form = MappingForm.From(row), Tab = tab, History = await history.OfRecordAsync(MappingDecision.Type, id, cancellation) })
            : saved is null || row.Decision is null ? Page.Show<MappingPairPage>(new { Row = row, Form = MappingForm.From(row) })
            : Page.Show<MappingPairPage>(new { Row = row, Form = MappingForm.From(row), IsSaved = true, Next = NextProposed(await queries.AllAsync(cancellation), row) });
    }

    private static async Task<IResult> DecideAsync(string id, HttpRequest request, MappingDecisionQueries queries, DecideMapping decide, CancellationToken cancellation)
    {
        if (await queries.FindAsync(id, cancellation) is not { } row)
            return Results.NotFound();
        var sent = await request.ReadFormAsync(cancellation);
        var form = MappingForm.From(sent);
        return await decide.ExecuteAsync(row.Pair, form, cancellation) switch
        {
            MappingOutcome.Saved => Results.LocalRedirect(sent.ContainsKey("fromList") ? "/mapping?decision=proposed" : row.Url + "?saved=yes"),
            MappingOutcome.Invalid invalid => Again(row, form, invalid.Errors, StatusCodes.Status422UnprocessableEntity),
            // Nothing is lost: what was entered stays, now on top of the decision that it would replace, which stands beside it.
            MappingOutcome.Conflict conflict => Again(
                row with { Decision = conflict.Stored }, form with { Version = conflict.Stored?.Version ?? 0 }, new FormErrors().Add("", Conflict(conflict.Stored)), StatusCodes.Status409Conflict),
            _ => throw new InvalidOperationException("deciding cannot end otherwise"),
        };
    }

    private static async Task<IResult> ListForApiAsync(MappingDecisionQueries queries, CancellationToken cancellation) =>
        Results.Json((await queries.AllAsync(cancellation)).Select(MappingAnswer.Of));

    private static async Task<IResult> FindForApiAsync(string id, MappingDecisionQueries queries, CancellationToken cancellation) =>
        await queries.FindAsync(id, cancellation) is { } row ? Results.Ok(MappingAnswer.Of(row)) : Results.NotFound();

    private static async Task<IResult> DecideByApiAsync(string id, MappingForm form, MappingDecisionQueries queries, DecideMapping decide, CancellationToken cancellation)
    {
        if (await queries.FindAsync(id, cancellation) is not { } row)
            return Results.NotFound();
        return await decide.ExecuteAsync(row.Pair, form, cancellation) switch
        {
            MappingOutcome.Saved => Results.Ok(MappingAnswer.Of((await queries.FindAsync(id, cancellation))!)),
            MappingOutcome.Invalid invalid => Results.ValidationProblem(invalid.Errors.ToDictionary(), statusCode: StatusCodes.Status422UnprocessableEntity),
            MappingOutcome.Conflict conflict => Results.Problem(
                title: "changed meanwhile", detail: Conflict(conflict.Stored), statusCode: StatusCodes.Status409Conflict,
                extensions: new Dictionary<string, object?> { ["stored"] = MappingAnswer.Of(row with { Decision = conflict.Stored }) }),
            _ => throw new InvalidOperationException("deciding cannot end otherwise"),
        };
    }

    private static string Conflict(MappingDecision? stored) => stored is null
        ? "nobody has decided on the pair yet, but an earlier version was named; look again before you decide"
        : $"{stored.UpdatedBy} decided `{MappingRow.Words(stored.State)}` meanwhile (version {stored.Version}); compare, then decide again or leave it";

    private static MappingRow? NextProposed(IReadOnlyList<MappingRow> rows, MappingRow after)
    {
        var later = rows.SkipWhile(row => row.Pair.Id != after.Pair.Id).Skip(1);
        return later.Concat(rows).FirstOrDefault(row => row.State == MappingState.Proposed && row.Pair.Id != after.Pair.Id);
    }

    private static RazorComponentResult Again(MappingRow row, MappingForm form, FormErrors errors, int status) =>
        Page.Show<MappingPairPage>(new { Row = row, Form = form, Errors = errors }, status);
}
