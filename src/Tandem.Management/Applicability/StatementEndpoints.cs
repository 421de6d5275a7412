using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Tandem.Management.Access;
using Tandem.Management.Export;
using Tandem.Management.Frameworks;
using Tandem.Management.History;
using Tandem.Management.StandardFilter;
using Tandem.Management.Ui;

namespace Tandem.Management.Applicability;

/// <summary>Pages of the statement.</summary>
internal static class StatementEndpoints
{
    internal static void Map(IEndpointRouteBuilder app)
    {
        app.MapGet("/statement-of-applicability", ListAsync);
        app.MapGet("/statement-of-applicability/{standard}/{reference}", ShowAsync);
        app.MapPost("/statement-of-applicability/{standard}/{reference}", DecideAsync).RequireAuthorization(Permissions.Manage);
        app.MapGet("/statement-of-applicability/{id}", (string id, FrameworkCatalogue catalogue) => catalogue.Resolve(id) switch
        {
            { Requirement: { IsInStatement: true } control } => Results.LocalRedirect($"/statement-of-applicability/{control.Id.Standard.Prefix()}/{control.Id.Ref}"),
            { Requirement: not null } => Results.NotFound(),
            var resolution => Page.Show<WhichStandardPage>(new { Resolution = resolution }, StatusCodes.Status400BadRequest),
        });
    }

    private static async Task<IResult> ListAsync(HttpRequest request, StatementQueries queries, ChosenStandard chosen, TimeProvider time, CancellationToken cancellation)
    {
        var filter = StatementFilter.Read(request.Query, chosen.Apply());
        var statement = await queries.LoadAsync(cancellation);
        var rows = filter.Apply(statement.Rows);
        return ExportFormats.Requested(request) is { } format
            ? StatementExport.Result(format, filter, rows)
            : Page.Show<StatementPage>(new { Statement = statement, Filter = filter, Rows = rows, At = time.GetUtcNow() });
    }

    private static async Task<IResult> ShowAsync(string standard, string reference, string? tab, string? saved, StatementQueries queries, HistoryQueries history, CancellationToken cancellation)
    {
        if (await queries.FindAsync(standard, reference, cancellation) is not { } row)
            return Results.NotFound();
        return tab == "history"
            ? Page.Show<StatementRowPage>(new { Row = row, Form = StatementForm.From(row), Tab = tab, History = await history.OfRecordAsync(StatementEntry.Type, row.Requirement.Id.ToString(), cancellation) })
            : saved is null || row.Entry is null ? Page.Show<StatementRowPage>(new { Row = row, Form = StatementForm.From(row) })
            : Page.Show<StatementRowPage>(new { Row = row, Form = StatementForm.From(row), IsSaved = true, Next = (await queries.LoadAsync(cancellation)).NextUndecided(row.Requirement) });
    }

    private static async Task<IResult> DecideAsync(string standard, string reference, HttpRequest request, StatementQueries queries, DecideRow decide, CancellationToken cancellation)
    {
        if (await queries.FindAsync(standard, reference, cancellation) is not { } row)
            return Results.NotFound();
        var form = StatementForm.From(await request.ReadFormAsync(cancellation));
        var (change, errors) = form.Read();
        if (change is null)
            return Again(row, form, errors, StatusCodes.Status422UnprocessableEntity);
        switch (await decide.ExecuteAsync(row.Requirement, change, cancellation))
        {
            case DecideOutcome.Saved:
                return Results.LocalRedirect($"{row.Url}?saved=yes");
            case DecideOutcome.Invalid invalid:
                return Again(row, form, invalid.Errors, StatusCodes.Status422UnprocessableEntity);
            case DecideOutcome.Conflict conflict:
                // Nothing is lost: the form keeps what was entered, now on top of the version that it would replace, and the stored one stands beside it.
                var current = row with { Entry = conflict.Stored };
                return Again(current, form with { Version = current.Version }, new FormErrors().Add("", Conflict(conflict.Stored)), StatusCodes.Status409Conflict);
            default:
                throw new InvalidOperationException("deciding cannot end otherwise");
        }
    }

    internal static string Conflict(StatementEntry? stored) => stored is null
        ? "the row has not been decided yet, but the form was about an earlier version; look again before you save"
        : $"{stored.UpdatedBy} decided `{stored.Decision.Label()}` while you were editing (version {stored.Version}); compare, then save again or leave it";

    private static RazorComponentResult Again(StatementRow row, StatementForm form, FormErrors errors, int status) =>
        Page.Show<StatementRowPage>(new { Row = row, Form = form, Errors = errors }, status);
}
