using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Tandem.Management.Access;
using Tandem.Management.Export;
using Tandem.Management.StandardFilter;

namespace Tandem.Management.Applicability;

/// <summary>The statement for programs: the same rows and the same rules.</summary>
internal static class StatementApi
{
    internal static void Map(IEndpointRouteBuilder app)
    {
        var api = app.MapGroup("/api/statement-of-applicability");
        api.MapGet("", ListAsync)
            .WithSummary("The rows of the statement of applicability").Produces<ExportedTable>();
        api.MapGet("/{standard}/{reference}", FindAsync)
            .WithSummary("One row of the statement of applicability").Produces<StatementAnswer>();
        api.MapPut("/{standard}/{reference}", DecideAsync).RequireAuthorization(Permissions.Manage)
            .WithSummary("Decide a row of the statement of applicability").Produces<StatementAnswer>();
    }

    private static async Task<IResult> ListAsync(HttpRequest request, StatementQueries queries, ChosenStandard chosen, CancellationToken cancellation)
    {
        var filter = StatementFilter.Read(request.Query, chosen.Apply());
        return StatementExport.Result(ExportFormats.Requested(request) ?? ExportFormat.Json, filter, filter.Apply((await queries.LoadAsync(cancellation)).Rows));
    }

    private static async Task<IResult> FindAsync(string standard, string reference, StatementQueries queries, CancellationToken cancellation) =>
        await queries.FindAsync(standard, reference, cancellation) is { } row ? Results.Ok(StatementAnswer.Of(row)) : Results.NotFound();

    private static async Task<IResult> DecideAsync(
        string standard, string reference, StatementForm form, StatementQueries queries, DecideRow decide, CancellationToken cancellation)
    {
        if (await queries.FindAsync(standard, reference, cancellation) is not { } row)
            return Results.NotFound();
        var (change, errors) = form.Read();
        if (change is null)
            return Invalid(errors);
        return await decide.ExecuteAsync(row.Requirement, change, cancellation) switch
        {
            DecideOutcome.Saved => Results.Ok(StatementAnswer.Of((await queries.FindAsync(standard, reference, cancellation))!)),
            DecideOutcome.Invalid invalid => Invalid(invalid.Errors),
            DecideOutcome.Conflict conflict => Results.Problem(
                title: "changed meanwhile",
                detail: StatementEndpoints.Conflict(conflict.Stored),
                statusCode: StatusCodes.Status409Conflict,
                extensions: new Dictionary<string, object?> { ["stored"] = StatementAnswer.Of(row with { Entry = conflict.Stored }) }),
            _ => throw new InvalidOperationException("deciding cannot end otherwise"),
        };
    }

    private static IResult Invalid(Ui.FormErrors errors) => Results.ValidationProblem(errors.ToDictionary(), statusCode: StatusCodes.Status422UnprocessableEntity);
}
