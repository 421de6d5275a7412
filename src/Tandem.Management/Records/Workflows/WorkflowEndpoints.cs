using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Tandem.Management.Database;
using Tandem.Management.Ui;

namespace Tandem.Management.Records.Workflows;

/// <summary>The steps of a record's states, for pages and programs.</summary>
/// <param name="definition">A register with a workflow.</param>
/// <param name="render">The record's page with errors.</param>
/// <param name="answer">An outcome as the API tells it.</param>
internal sealed class WorkflowEndpoints<T>(
    RecordDefinition<T> definition, Func<string, FormErrors, int, IServiceProvider, CancellationToken, Task<IResult>> render, Func<RecordOutcome<T>, IResult> answer)
    where T : Record
{
    internal sealed record Step(string Name, string Verb, string To, bool IsPossible, IReadOnlyList<Blocker> Blockers);

    /// <param name="State">The state that it is in.</param>
    /// <param name="Version">The record's version.</param>
    /// <param name="Transitions">What it can become next.</param>
    internal sealed record Steps(string State, int Version, IReadOnlyList<Step> Transitions);

    internal void Map(IEndpointRouteBuilder app)
    {
        app.MapPost($"{definition.Path}/{{key}}/transitions/{{name}}", MoveAsync).RequireAuthorization(definition.Rights.EditOwn);
        var api = app.MapGroup($"/api{definition.Path}").WithTags(definition.Plural);
        api.MapGet("/{key}/transitions", ListAsync)
            .WithSummary($"What one {definition.Singular} can become next, and what stands in the way").Produces<Steps>();
        api.MapPost("/{key}/transitions/{name}", async (string key, string name, VersionAndReason body, MoveRecord move, CancellationToken cancellation) =>
            answer(await move.ExecuteAsync(definition, key, name, body.Version, body.Reason ?? "", cancellation))).RequireAuthorization(definition.Rights.EditOwn)
            .WithSummary($"Move one {definition.Singular} to its next state").Produces<RecordApi<T>.Answer>();
    }

    private async Task<IResult> ListAsync(string key, TandemDbContext db, IServiceProvider services, CancellationToken cancellation)
    {
        if (await db.Set<T>().AsNoTracking().FirstOrDefaultAsync(r => r.Key == key, cancellation) is not { } record)
            return Results.NotFound();
        var steps = new List<Step>();
        foreach (var transition in definition.Workflow!.From(WorkflowCheck.StateOf(definition, record)))
        {
            var blockers = await transition.BlockersAsync(record, services, cancellation);
            steps.Add(new(transition.Name, transition.Verb, transition.To, blockers.Count == 0, blockers));
        }
        return Results.Ok(new Steps(WorkflowCheck.StateOf(definition, record), record.Version, steps));
    }

    private async Task<IResult> MoveAsync(string key, string name, HttpRequest request, MoveRecord move, IServiceProvider services, CancellationToken cancellation)
    {
        var form = await request.ReadFormAsync(cancellation);
        return await move.ExecuteAsync(definition, key, name, RecordForm.Version(form), form["reason"].ToString(), cancellation) switch
        {
            RecordOutcome<T>.Saved => Results.LocalRedirect(definition.PathOf(key)),
            // The page has no inputs of these names to lead to.
            RecordOutcome<T>.Invalid invalid => await ShowAsync(invalid.Errors.All.Select(error => error.Message), StatusCodes.Status422UnprocessableEntity),
            RecordOutcome<T>.Forbidden forbidden => await ShowAsync([forbidden.Why], StatusCodes.Status403Forbidden),
            RecordOutcome<T>.Refused refused => await ShowAsync([refused.Why], StatusCodes.Status409Conflict),
            RecordOutcome<T>.Conflict conflict => await ShowAsync([$"{conflict.Stored.UpdatedBy} changed {key} meanwhile; look at it and decide again"], StatusCodes.Status409Conflict),
            RecordOutcome<T>.Missing => Results.NotFound(),
            var outcome => throw new InvalidOperationException($"moving cannot end as `{outcome}`"),
        };

        Task<IResult> ShowAsync(IEnumerable<string> messages, int status) =>
            render(key, messages.Aggregate(new FormErrors(), (errors, message) => errors.Add("", message)), status, services, cancellation);
    }
}
