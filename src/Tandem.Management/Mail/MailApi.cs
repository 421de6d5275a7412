using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Tandem.Management.Access;
using Tandem.Management.Database;
using Tandem.Management.Ui;

namespace Tandem.Management.Mail;

/// <summary>Mail settings and queue for programs.</summary>
internal static class MailApi
{
    /// <summary>The settings without the password, of which only is said whether there is one.</summary>
    internal sealed record Settings(
        bool IsOn, string Host, int Port, MailSecurity Security, string UserName, bool HasPassword, string SenderAddress, string SenderName, int DigestHour, int Version);

    internal sealed record Test(string? To);

    internal sealed record TestAnswer(bool IsAccepted, string Words);

    internal sealed record Mail(Guid Id, string To, string Subject, MailState State, int Attempts, string Problem, DateTimeOffset CreatedAt, DateTimeOffset? DueAt, DateTimeOffset? SentAt);

    /// <summary>Newest first; Next is the number to give as `page` for the next page, null on the last.</summary>
    internal sealed record Listing(IReadOnlyList<Mail> Mails, int? Next);

    internal static void Map(IEndpointRouteBuilder app)
    {
        var settings = app.MapGroup("/api/settings/mail").RequireAuthorization(Permissions.Administer).WithTags("Mail");
        settings.MapGet("", async (TandemDbContext db, CancellationToken cancellation) => await ReadAsync(db, cancellation) is { } read ? Results.Ok(read) : Results.NotFound())
            .WithSummary("How mail is sent; never the password").Produces<Settings>();
        settings.MapPut("", SaveAsync)
            .WithSummary("Change how mail is sent").Produces<Settings>();
        settings.MapPost("/test", TestAsync)
            .WithSummary("Send a test mail and show what the server answers").Produces<TestAnswer>();
        var queue = app.MapGroup("/api/mail").RequireAuthorization(Permissions.Administer).WithTags("Mail");
        queue.MapGet("", ListAsync)
            .WithSummary("Mails, newest first").Produces<Listing>();
        queue.MapPost("/{id:guid}/retry", async (Guid id, MailQueue mails, CancellationToken cancellation) => await mails.RetryAsync(id, cancellation) ? Results.NoContent() : Results.NotFound())
            .WithSummary("Try a mail again now").Produces(StatusCodes.Status204NoContent);
        queue.MapPost("/{id:guid}/discard", async (Guid id, MailQueue mails, CurrentUser user, CancellationToken cancellation) =>
            await mails.DiscardAsync(id, user.Name, cancellation) ? Results.NoContent() : Results.NotFound())
            .WithSummary("Give a mail up").Produces(StatusCodes.Status204NoContent);
    }

    private static async Task<Settings?> ReadAsync(TandemDbContext db, CancellationToken cancellation) =>
        await db.MailSettings.AsNoTracking().FirstOrDefaultAsync(s => s.Key == MailSettings.OnlyKey, cancellation) is { } s
            ? new(s.IsOn, s.Host, s.Port, s.Security, s.UserName, s.PasswordProtected is not null, s.SenderAddress, s.SenderName, s.DigestHour, s.Version)
            : null;

    private static async Task<IResult> SaveAsync(MailSettingsForm form, SaveMailSettings save, TandemDbContext db, CancellationToken cancellation)
    {
        var errors = await save.ExecuteAsync(form, cancellation);
        if (errors.For("").Contains(SaveMailSettings.ChangedMeanwhile))
            return Results.Problem(title: "changed meanwhile", detail: SaveMailSettings.ChangedMeanwhile, statusCode: StatusCodes.Status409Conflict);
        return errors.Any
            ? Results.ValidationProblem(errors.ToDictionary(), statusCode: StatusCodes.Status422UnprocessableEntity)
            : Results.Ok(await ReadAsync(db, cancellation));
    }

    private static async Task<IResult> TestAsync(Test body, SendTestMail send, CancellationToken cancellation)
    {
        if (!MailAddressRule.IsValid(body.To ?? ""))
            return Results.ValidationProblem(new Dictionary<string, string[]> { ["to"] = ["enter an e-mail address such as `ada@example.org`"] }, statusCode: StatusCodes.Status422UnprocessableEntity);
        return await send.ExecuteAsync(body.To!, cancellation) is { } answer
            ? Results.Ok(new TestAnswer(answer.Outcome == SmtpOutcome.Accepted, answer.Words))
            : Results.Problem(title: "no settings", detail: "there are no mail settings yet; store them first", statusCode: StatusCodes.Status409Conflict);
    }

    private static async Task<IResult> ListAsync(TandemDbContext db, MailState? state, int? page, int? size, CancellationToken cancellation)
    {
        var take = ApiPaging.Size(size);
        var number = ApiPaging.Page(page);
        var rows = db.MailMessages.AsNoTracking();
        if (state is { } wanted)
            rows = rows.Where(m => m.State == wanted);
        var found = await rows.OrderByDescending(m => m.CreatedAt).ThenByDescending(m => m.Id).Skip((number - 1) * take).Take(take + 1)
            .Select(m => new Mail(m.Id, m.Address, m.Subject, m.State, m.Attempts, m.Problem, m.CreatedAt, m.State == MailState.Waiting ? m.DueAt : null, m.SentAt)).ToListAsync(cancellation);
        return Results.Ok(new Listing(found.Take(take).ToList(), found.Count > take ? number + 1 : null));
    }
}
