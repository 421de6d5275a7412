using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Tandem.Management.Access;
using Tandem.Management.Database;
using Tandem.Management.Records;
using Tandem.Management.Ui;
using Tandem.Management.Ui.Tables;

namespace Tandem.Management.Webhooks;

/// <summary>The pages of webhooks.</summary>
internal static class WebhookEndpoints
{
    internal const string Path = "/settings/webhooks";

    internal static void Map(IEndpointRouteBuilder app)
    {
        var pages = app.MapGroup(Path).RequireAuthorization(Permissions.Administer);
        pages.MapGet("", (HttpRequest request, TandemDbContext db, TimeProvider time) =>
            TableQuery.AnswerAsync(request, WebhookTables.Webhooks, db.Webhooks.AsNoTracking(), time, table => Page.Show<WebhooksPage>(new { Table = table })));
        pages.MapGet("/new", () => Form(key: null, new WebhookForm(), FormErrors.None));
        pages.MapPost("/new", EnterAsync);
        pages.MapGet("/{key}", (string key, HttpContext http) => ShowAsync(key, http, secret: null, FormErrors.None));
        pages.MapGet("/{key}/edit", async (string key, TandemDbContext db, CancellationToken cancellation) =>
            await db.Webhooks.AsNoTracking().FirstOrDefaultAsync(w => w.Key == key && w.ArchivedAt == null, cancellation) is { } webhook ? Form(key, WebhookForm.From(webhook), FormErrors.None) : (IResult)Results.NotFound());
        pages.MapPost("/{key}/edit", EditAsync);
        MapDecision(pages, "rotate", (change, key, version, _, cancellation) => change.RotateAsync(key, version, cancellation));
        MapDecision(pages, "on", (change, key, version, reason, cancellation) => change.SwitchAsync(key, isOn: true, version, reason, cancellation));
        MapDecision(pages, "off", (change, key, version, reason, cancellation) => change.SwitchAsync(key, isOn: false, version, reason, cancellation));
        MapDecision(pages, "archive", (change, key, version, reason, cancellation) => change.ArchiveAsync(key, version, reason, cancellation));
        pages.MapPost("/{key}/test", async (string key, ChangeWebhook change, CancellationToken cancellation) =>
            await change.TestAsync(key, cancellation) ? Results.LocalRedirect(Webhook.PathOf(key)) : Results.NotFound());
        pages.MapPost("/{key}/deliveries/{id:guid}/resend", async (string key, Guid id, WebhookQueue queue, CancellationToken cancellation) =>
            await queue.ResendAsync(key, id, cancellation) ? Results.LocalRedirect(Webhook.PathOf(key)) : Results.NotFound());
    }

    private static void MapDecision(RouteGroupBuilder pages, string name, Func<ChangeWebhook, string, int, string, CancellationToken, Task<WebhookOutcome>> decide) =>
        pages.MapPost($"/{{key}}/{name}", async (string key, HttpContext http, ChangeWebhook change, CancellationToken cancellation) =>
        {
            var form = await http.Request.ReadFormAsync(cancellation);
            return await ResultAsync(key, http, await decide(change, key, RecordForm.Version(form), form["reason"].ToString(), cancellation));
        });

    private static async Task<IResult> EnterAsync(HttpContext http, ChangeWebhook change, CancellationToken cancellation)
    {
        var form = WebhookForm.From(await http.Request.ReadFormAsync(cancellation));
        return await change.EnterAsync(form, cancellation) switch
        {
            WebhookOutcome.Saved saved => await ShowAsync(saved.Stored.Key, http, saved.Secret, FormErrors.None),
            WebhookOutcome.Invalid invalid => Form(key: null, form, invalid.Errors),
            var outcome => throw new InvalidOperationException($"entering cannot end as `{outcome}`"),
        };
    }

    private static async Task<IResult> EditAsync(string key, HttpContext http, ChangeWebhook change, CancellationToken cancellation)
    {
        var form = WebhookForm.From(await http.Request.ReadFormAsync(cancellation));
        var outcome = await change.EditAsync(key, form, cancellation);
        return outcome is WebhookOutcome.Invalid invalid ? Form(key, form, invalid.Errors) : await ResultAsync(key, http, outcome);
    }

    // A new key is in this answer alone: no address shows it again.
    private static async Task<IResult> ResultAsync(string key, HttpContext http, WebhookOutcome outcome) => outcome switch
    {
        WebhookOutcome.Saved { Secret: { } secret } => await ShowAsync(key, http, secret, FormErrors.None),
        WebhookOutcome.Saved => Results.LocalRedirect(Webhook.PathOf(key)),
        WebhookOutcome.Invalid invalid => await ShowAsync(key, http, secret: null, invalid.Errors, StatusCodes.Status422UnprocessableEntity),
        WebhookOutcome.Conflict => await ShowAsync(key, http, secret: null, new FormErrors().Add("", $"{key} was changed meanwhile; look at it and decide again"), StatusCodes.Status409Conflict),
        WebhookOutcome.Missing => Results.NotFound(),
        _ => throw new System.Diagnostics.UnreachableException(),
    };

    private static RazorComponentResult Form(string? key, WebhookForm form, FormErrors errors) =>
        Page.Show<WebhookFormPage>(new { Key = key, Form = form, Errors = errors }, errors.Any ? StatusCodes.Status422UnprocessableEntity : StatusCodes.Status200OK);

    private static async Task<IResult> ShowAsync(string key, HttpContext http, string? secret, FormErrors errors, int status = StatusCodes.Status200OK)
    {
        var db = http.RequestServices.GetRequiredService<TandemDbContext>();
        if (await db.Webhooks.AsNoTracking().FirstOrDefaultAsync(w => w.Key == key, http.RequestAborted) is not { } webhook)
            return Results.NotFound();
        var deliveries = db.WebhookDeliveries.AsNoTracking().Where(d => d.WebhookKey == key);
        return await TableQuery.AnswerAsync(
            http.Request, WebhookTables.Deliveries, deliveries, http.RequestServices.GetRequiredService<TimeProvider>(),
            table => Page.Show<WebhookPage>(new { Hook = webhook, Table = table, Secret = secret, Errors = errors }, status), Webhook.PathOf(key));
    }
}
