using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.WebUtilities;
using Tandem.Management.Records;

namespace Tandem.Management.BulkEdits;

/// <summary>Bulk edits of one register for programs: the same preview and the same edit as on the pages.</summary>
internal sealed class BulkRegisterApi<T>(RecordDefinition<T> definition)
    where T : Record
{
    internal void Map(IEndpointRouteBuilder app)
    {
        var api = app.MapGroup($"/api{definition.Path}/bulk").WithTags(definition.Plural).RequireAuthorization(definition.Rights.EditOwn);
        api.MapPost("/preview", PreviewAsync)
            .WithSummary($"What a change of several {definition.Plural} would do to each of them, without doing it").Produces<BulkEditApi.PreviewAnswer>();
        api.MapPost("", ApplyAsync)
            .WithSummary($"Change several {definition.Plural} at once, each held against its own rights and rules").Produces<BulkEditApi.Answer>(StatusCodes.Status201Created);
    }

    private async Task<IResult> PreviewAsync(BulkEditApi.Look body, HttpRequest request, PreviewBulkEdit preview, CancellationToken cancellation)
    {
        IEnumerable<string?> said = body.Keys ?? [];
        if (body.Keys is null && body.Query is { } query)
            said = await BulkEndpoints<T>.MatchingAsync(definition, request, new QueryCollection(QueryHelpers.ParseQuery(query)), cancellation);
        var (keys, errors) = BulkForm.ReadKeys(said);
        IReadOnlyList<BulkRow> rows = [];
        if (!errors.Any)
            (errors, rows) = await preview.ExecuteAsync(definition, keys, BulkForm.Of(definition, body.Fields, body.Tags?.Add, body.Tags?.Remove), cancellation);
        return errors.Any ? BulkEditApi.Result(new BulkEditOutcome.Invalid(errors)) : Results.Ok(BulkEditApi.AnswerOf(rows));
    }

    private async Task<IResult> ApplyAsync(BulkEditApi.Change body, ApplyBulkEdit apply, CancellationToken cancellation)
    {
        var (versions, errors) = BulkForm.ReadSeen((body.Rows ?? []).OfType<BulkEditApi.SeenRow>().Select(row => (row.Key, row.Version)));
        if (errors.Any)
            return BulkEditApi.Result(new BulkEditOutcome.Invalid(errors));
        return BulkEditApi.Result(await apply.ExecuteAsync(definition, versions, BulkForm.Of(definition, body.Fields, body.Tags?.Add, body.Tags?.Remove), body.Reason ?? "", body.Changed, cancellation));
    }
}
