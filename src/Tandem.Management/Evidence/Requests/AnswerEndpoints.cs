using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Tandem.Management.Access;
using Tandem.Management.Records;
using Tandem.Management.Records.Fields;
using Tandem.Management.Ui;

namespace Tandem.Management.Evidence.Requests;

/// <param name="Version">Version of the request that was seen.</param>
/// <param name="Answer">Key of the evidence item.</param>
/// <param name="Reason">A note; may be empty.</param>
public sealed record RequestAnswerEntry(int Version, string? Answer = null, string? Reason = null);

/// <summary>Answering a request, in one step for who is asked; the change itself goes the way of every other one.</summary>
internal static class AnswerEndpoints
{
    internal static void Map(IEndpointRouteBuilder app)
    {
        app.MapPost(RequestRegister.Definition.Path + "/{key}/answer", SendAsync).RequireAuthorization(Permissions.Comment);
        app.MapPost("/api" + RequestRegister.Definition.Path + "/{key}/answer", async (string key, RequestAnswerEntry body, SaveRecord save, CancellationToken cancellation) =>
            RecordApi<EvidenceRequest>.Result(RequestRegister.Definition, await AnswerAsync(key, body, save, cancellation)))
            .RequireAuthorization(Permissions.Comment).WithTags(RequestRegister.Definition.Plural)
            .WithSummary("Answer a request with an evidence item").Produces<RecordApi<EvidenceRequest>.Answer>();
    }

    private static Task<RecordOutcome<EvidenceRequest>> AnswerAsync(string key, RequestAnswerEntry entry, SaveRecord save, CancellationToken cancellation) => save.EditAsync(
        RequestRegister.Definition, key,
        new RecordPatch(new Dictionary<string, JsonNode?> { ["answer"] = entry.Answer ?? "", ["state"] = ChoiceNames.Of(RequestState.Answered) }, entry.Version, entry.Reason ?? ""), cancellation);

    private static async Task<IResult> SendAsync(string key, HttpRequest request, SaveRecord save, CancellationToken cancellation)
    {
        var form = await request.ReadFormAsync(cancellation);
        return await AnswerAsync(key, new RequestAnswerEntry(RecordForm.Version(form), form["answer"].ToString(), form["reason"].ToString()), save, cancellation) switch
        {
            RecordOutcome<EvidenceRequest>.Saved => Results.LocalRedirect(RequestRegister.Definition.PathOf(key)),
            RecordOutcome<EvidenceRequest>.Missing => Results.NotFound(),
            RecordOutcome<EvidenceRequest>.Invalid invalid => Refuse(invalid.Errors, StatusCodes.Status422UnprocessableEntity),
            RecordOutcome<EvidenceRequest>.Forbidden forbidden => Refuse(new FormErrors().Add("", forbidden.Why), StatusCodes.Status403Forbidden),
            RecordOutcome<EvidenceRequest>.Refused refused => Refuse(new FormErrors().Add("", refused.Why), StatusCodes.Status409Conflict),
            RecordOutcome<EvidenceRequest>.Conflict conflict => Refuse(new FormErrors().Add("", $"{conflict.Stored.UpdatedBy} changed {key} meanwhile; look at it and answer it again"), StatusCodes.Status409Conflict),
            var outcome => throw new InvalidOperationException($"answering cannot end as `{outcome}`"),
        };

        IResult Refuse(FormErrors errors, int status) => Page.Show<AnswerRefusedPage>(new { Key = key, Errors = errors }, status);
    }
}
