using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Tandem.Management.Database;
using Tandem.Management.Ui.Tables;

namespace Tandem.Management.Access.Accounts;

/// <summary>Accounts as JSON: the same actions with the same rules.</summary>
internal static class AccountApi
{
    private const string Path = "/api/accounts";

    internal sealed record Answer(
        Guid Id, string Name, string Email, string? Person, IReadOnlyList<string> Roles, bool HasSecondFactor, int Passkeys, string State,
        DateTimeOffset CreatedAt, DateTimeOffset? JoinedAt, DateTimeOffset? LastSignInAt, DateTimeOffset? DisabledAt, DateTimeOffset? LinkEndsAt);

    /// <summary>`Next` is the number to give as `page` for the next page; null on the last.</summary>
    internal sealed record Listing(IReadOnlyList<Answer> Accounts, int Total, int? Next);

    /// <summary>`Link` works once and is shown once; null when the change makes none.</summary>
    internal sealed record Changed(Guid Id, string? Link)
    {
        public override string ToString() => nameof(Changed); // a member is a secret
    }

    /// <summary>`Before` names the roles that the change is based on; left out, those of now are overwritten.</summary>
    internal sealed record RolesBody(IReadOnlyList<string>? Roles, IReadOnlyList<string>? Before, string? Reason);

    internal sealed record ReasonBody(string? Reason);

    internal static void Map(IEndpointRouteBuilder app)
    {
        var api = app.MapGroup(Path).RequireAuthorization(Permissions.Administer).WithTags("Accounts");
        api.MapGet("", ListAsync)
            .WithSummary("Accounts").Produces<Listing>();
        api.MapGet("/{id:guid}", async (Guid id, TandemDbContext db, CancellationToken cancellation) =>
            await AccountRow.All(db).FirstOrDefaultAsync(a => a.Id == id, cancellation) is { } account ? Results.Ok(AnswerOf(account)) : Results.NotFound())
            .WithSummary("One account").Produces<Answer>();
        api.MapPost("", async (InvitationForm form, InvitePerson invite, CancellationToken cancellation) => Result(null, await invite.ExecuteAsync(form, cancellation)))
            .WithSummary("Invite a person; the link that is answered works once and is shown once").Produces<Changed>(StatusCodes.Status201Created);
        api.MapPost("/{id:guid}/roles", async (Guid id, RolesBody body, ChangeRoles change, CancellationToken cancellation) =>
            Result(id, await change.ExecuteAsync(id, body.Roles ?? [], body.Before, body.Reason, cancellation)))
            .WithSummary("Change the roles of an account").Produces<Changed>();
        api.MapPost("/{id:guid}/link", async (Guid id, ReasonBody body, RenewLink renew, CancellationToken cancellation) => Result(id, await renew.ExecuteAsync(id, body.Reason, cancellation)))
            .WithSummary("A new one-time link: for an open invitation, else for a new password").Produces<Changed>();
        api.MapPost("/{id:guid}/reset-second-factor", async (Guid id, ReasonBody body, ResetSecondFactor reset, CancellationToken cancellation) =>
            Result(id, await reset.ExecuteAsync(id, body.Reason, cancellation)))
            .WithSummary("Forget authenticator, recovery codes and passkeys of an account").Produces<Changed>();
        api.MapPost("/{id:guid}/disable", async (Guid id, ReasonBody body, DisableAccount disable, CancellationToken cancellation) => Result(id, await disable.DisableAsync(id, body.Reason, cancellation)))
            .WithSummary("Disable an account; its sessions and tokens end").Produces<Changed>();
        api.MapPost("/{id:guid}/enable", async (Guid id, ReasonBody body, DisableAccount disable, CancellationToken cancellation) => Result(id, await disable.EnableAsync(id, body.Reason, cancellation)))
            .WithSummary("Enable a disabled account").Produces<Changed>();
    }

    private static async Task<IResult> ListAsync(HttpRequest request, TandemDbContext db, TimeProvider time)
    {
        var page = await TableQuery.LoadAsync(request, AccountsTable.Definition(db), AccountRow.All(db), time);
        return Results.Ok(new Listing([.. page.Rows.Select(AnswerOf)], page.Matching, page.Next is null ? null : page.State.Place.Page + 1));
    }

    private static IResult Result(Guid? id, AccountOutcome outcome) => outcome.Errors switch
    {
        null => Results.NotFound(),
        { Any: true } errors => Results.ValidationProblem(errors.ToDictionary(), statusCode: StatusCodes.Status422UnprocessableEntity),
        _ when outcome.Account is { } created => Results.Created($"{Path}/{created}", new Changed(created, outcome.Link?.ToString())),
        _ => Results.Ok(new Changed(id!.Value, outcome.Link?.ToString())),
    };

    private static Answer AnswerOf(AccountRow row) => new(
        row.Id, row.Name, row.Email, row.PersonKey, row.Roles, row.HasSecondFactor, row.Passkeys, row.State, row.CreatedAt, row.JoinedAt, row.LastSignInAt, row.DisabledAt, row.LinkEndsAt);
}
