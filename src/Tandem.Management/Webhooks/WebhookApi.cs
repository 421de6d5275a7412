using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Tandem.Management.Access;
using Tandem.Management.Database;
using Tandem.Management.Ui;

namespace Tandem.Management.Webhooks;

/// <summary>Webhooks for programs.</summary>
internal static class WebhookApi
{
    /// <summary>A receiver; Secret is there only where a key was just made.</summary>
    internal sealed record Answer(
        string Key, string Url, string Description, bool AllowsPrivate, IReadOnlyList<string> RecordTypes, IReadOnlyList<string> Actions, bool IsOn, string Problem,
        DateTimeOffset? FormerKeyUntil, DateTimeOffset? ArchivedAt, int Version, string? Secret)
    {
        public override string ToString() => $"{nameof(Answer)} {Key}"; // one member is a secret
    }

    internal sealed record Listing(IReadOnlyList<Answer> Webhooks);

    internal sealed record Decision(int Version, string? Reason);

    internal sealed record Delivery(
        Guid Id, string MessageId, string Event, WebhookDeliveryState State, int Attempts, int? Status, string Answer, DateTimeOffset CreatedAt, DateTimeOffset? DueAt, DateTimeOffset? DeliveredAt);

    /// <summary>Newest first; Next is the number to give as `page` for the next page, null on the last.</summary>
    internal sealed record Deliveries(IReadOnlyList<Delivery> Rows, int? Next);

    internal static void Map(IEndpointRouteBuilder app)
    {
        var api = app.MapGroup("/api/webhooks").RequireAuthorization(Permissions.Administer).WithTags("Webhooks");
        api.MapGet("", async (TandemDbContext db, bool? archived, CancellationToken cancellation) =>
            Results.Ok(new Listing((await db.Webhooks.AsNoTracking().Where(w => w.ArchivedAt != null == (archived ?? false)).OrderBy(w => w.Key).ToListAsync(cancellation)).ConvertAll(w => AnswerOf(w)))))
            .WithSummary("Webhooks in use, or those taken out of use").Produces<Listing>();
        api.MapGet("/{key}", async (string key, TandemDbContext db, CancellationToken cancellation) =>
            await db.Webhooks.AsNoTracking().FirstOrDefaultAsync(w => w.Key == key, cancellation) is { } webhook ? Results.Ok(AnswerOf(webhook)) : Results.NotFound())
            .WithSummary("One webhook").Produces<Answer>();
        api.MapPost("", async (WebhookForm form, ChangeWebhook change, CancellationToken cancellation) => Result(await change.EnterAsync(form, cancellation), isNew: true))
            .WithSummary("Enter a webhook; its secret is in this answer and in no other").Produces<Answer>(StatusCodes.Status201Created);
        api.MapPut("/{key}", async (string key, WebhookForm form, ChangeWebhook change, CancellationToken cancellation) => Result(await change.EditAsync(key, form, cancellation)))
            .WithSummary("Change a webhook").Produces<Answer>();
        api.MapPost("/{key}/rotate", async (string key, Decision body, ChangeWebhook change, CancellationToken cancellation) => Result(await change.RotateAsync(key, body.Version, cancellation)))
            .WithSummary("Give a webhook a new secret; the old one signs along for a while").Produces<Answer>();
        api.MapPost("/{key}/on", async (string key, Decision body, ChangeWebhook change, CancellationToken cancellation) =>
            Result(await change.SwitchAsync(key, isOn: true, body.Version, body.Reason ?? "", cancellation)))
            .WithSummary("Switch a webhook on").Produces<Answer>();
        api.MapPost("/{key}/off", async (string key, Decision body, ChangeWebhook change, CancellationToken cancellation) =>
            Result(await change.SwitchAsync(key, isOn: false, body.Version, body.Reason ?? "", cancellation)))
            .WithSummary("Switch a webhook off").Produces<Answer>();
        api.MapPost("/{key}/archive", async (string key, Decision body, ChangeWebhook change, CancellationToken cancellation) =>
            Result(await change.ArchiveAsync(key, body.Version, body.Reason ?? "", cancellation)))
            .WithSummary("Take a webhook out of use").Produces<Answer>();
        api.MapPost("/{key}/test", async (string key, ChangeWebhook change, CancellationToken cancellation) => await change.TestAsync(key, cancellation) ? Results.Accepted() : Results.NotFound())
            .WithSummary("Send a test event to a webhook").Produces(StatusCodes.Status202Accepted);
        api.MapGet("/{key}/deliveries", ListAsync)
            .WithSummary("What was sent to a webhook, newest first").Produces<Deliveries>();
        api.MapPost("/{key}/deliveries/{id:guid}/resend", async (string key, Guid id, WebhookQueue queue, CancellationToken cancellation) =>
            await queue.ResendAsync(key, id, cancellation) ? Results.Accepted() : Results.NotFound())
            .WithSummary("Send an event to a webhook again").Produces(StatusCodes.Status202Accepted);
    }

    private static async Task<IResult> ListAsync(string key, TandemDbContext db, WebhookDeliveryState? state, int? page, int? size, CancellationToken cancellation)
    {
        var (take, number) = (ApiPaging.Size(size), ApiPaging.Page(page));
        if (!await db.Webhooks.AnyAsync(w => w.Key == key, cancellation))
            return Results.NotFound();
        var rows = db.WebhookDeliveries.AsNoTracking().Where(d => d.WebhookKey == key);
        if (state is { } wanted)
            rows = rows.Where(d => d.State == wanted);
        var found = await rows.OrderByDescending(d => d.CreatedAt).ThenByDescending(d => d.Id).Skip((number - 1) * take).Take(take + 1).ToListAsync(cancellation);
        return Results.Ok(new Deliveries(
            found.Take(take).Select(d => new Delivery(d.Id, d.MessageId, d.Event, d.State, d.Attempts, d.Status, d.Answer, d.CreatedAt, d.State == WebhookDeliveryState.Waiting ? d.DueAt : null, d.DeliveredAt)).ToList(),
            found.Count > take ? number + 1 : null));
    }

    private static IResult Result(WebhookOutcome outcome, bool isNew = false) => outcome switch
    {
        WebhookOutcome.Saved saved when isNew => Results.Created($"/api/webhooks/{saved.Stored.Key}", AnswerOf(saved.Stored, saved.Secret)),
        WebhookOutcome.Saved saved => Results.Ok(AnswerOf(saved.Stored, saved.Secret)),
        WebhookOutcome.Invalid invalid => Results.ValidationProblem(invalid.Errors.ToDictionary(), statusCode: StatusCodes.Status422UnprocessableEntity),
        WebhookOutcome.Conflict => Results.Problem(title: "changed meanwhile", detail: "another version is stored; read it, decide and send its version", statusCode: StatusCodes.Status409Conflict),
        WebhookOutcome.Missing => Results.NotFound(),
        _ => throw new System.Diagnostics.UnreachableException(),
    };

    private static Answer AnswerOf(Webhook w, string? secret = null) => new(
        w.Key, w.Url, w.Description, w.AllowsPrivate, w.RecordTypes, w.Actions, w.IsOn, w.Problem, w.FormerSecretProtected is null ? null : w.FormerSecretUntil, w.ArchivedAt, w.Version, secret);
}
