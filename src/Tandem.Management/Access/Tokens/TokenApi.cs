using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Tandem.Management.Database;
using Tandem.Management.Ui;
using Tandem.Management.Ui.Tables;

namespace Tandem.Management.Access.Tokens;

/// <summary>Access tokens as JSON: the own ones below the account, everybody's for those who administer.</summary>
internal static class TokenApi
{
    /// <summary>`Start` is how the token begins; the rest is shown once, when it is made.</summary>
    internal sealed record Answer(
        Guid Id, string Owner, string Name, string Start, IReadOnlyList<string> Scopes, DateTimeOffset CreatedAt, DateTimeOffset? LastUsedAt, DateTimeOffset ExpiresAt, DateTimeOffset? RevokedAt);

    /// <summary>`Next` is the number to give as `page` for the next page; null on the last.</summary>
    internal sealed record Listing(IReadOnlyList<Answer> Tokens, int Total, int? Next);

    /// <summary>`Token` is the whole token, which nobody can show again.</summary>
    internal sealed record Created(Guid Id, string Token, DateTimeOffset ExpiresAt)
    {
        public override string ToString() => nameof(Created); // a member is a secret
    }

    internal sealed record Reason(string? Text);

    internal static void Map(IEndpointRouteBuilder app)
    {
        var own = app.MapGroup("/api/account/tokens");
        own.MapGet("", (HttpRequest request, TandemDbContext db, CurrentUser user, TimeProvider time) =>
            ListAsync(request, TokensTable.Definition(isAll: false, time.GetUtcNow()), TokenEndpoints.Own(db, user), time))
            .WithSummary("The own access tokens").Produces<Listing>();
        own.MapPost("", CreateAsync).RequireRateLimiting(AccessFeature.SignInLimit)
            .WithSummary("Make an access token, with the own password; the only showing of it").Produces<Created>(StatusCodes.Status201Created);
        own.MapPost("/{id:guid}/revoke", async (Guid id, CurrentUser user, RevokeTokens revoke, CancellationToken cancellation) =>
            user.AccountId is { } account && await revoke.RevokeOwnAsync(account, id, cancellation) ? Results.NoContent() : Results.NotFound())
            .WithSummary("Revoke one of the own access tokens").Produces(StatusCodes.Status204NoContent);

        var all = app.MapGroup("/api/tokens").RequireAuthorization(Permissions.Administer);
        all.MapGet("", (HttpRequest request, TandemDbContext db, TimeProvider time) =>
            ListAsync(request, TokensTable.Definition(isAll: true, time.GetUtcNow()), TokenRow.All(db), time))
            .WithSummary("Access tokens of all").Produces<Listing>();
        all.MapPost("/{id:guid}/revoke", RevokeAsync)
            .WithSummary("Revoke anybody's access token").Produces(StatusCodes.Status204NoContent);
    }

    private static async Task<IResult> ListAsync(HttpRequest request, TableDefinition<TokenRow> table, IQueryable<TokenRow> rows, TimeProvider time)
    {
        var page = await TableQuery.LoadAsync(request, table, rows, time);
        return Results.Ok(new Listing(
            [.. page.Rows.Select(t => new Answer(t.Id, t.Owner, t.Name, t.Start, t.Scopes, t.CreatedAt, t.LastUsedAt, t.ExpiresAt, t.RevokedAt))],
            page.Matching, page.Next is null ? null : page.State.Place.Page + 1));
    }

    private static async Task<IResult> CreateAsync(NewTokenForm form, CreateToken create, CancellationToken cancellation)
    {
        var (token, text, errors) = await create.ExecuteAsync(form, cancellation);
        return token is null || text is null
            ? Results.ValidationProblem(errors.ToDictionary(), statusCode: StatusCodes.Status422UnprocessableEntity)
            : Results.Created((string?)null, new Created(token.Id, text.Whole(), token.ExpiresAt));
    }

    private static async Task<IResult> RevokeAsync(Guid id, Reason body, RevokeTokens revoke, CancellationToken cancellation)
    {
        if (body.Text?.Trim() is not { Length: > 0 and <= AllTokensEndpoints.LongestReason } reason)
            return Results.ValidationProblem(new FormErrors().Add("text", AllTokensEndpoints.ReasonMissing).ToDictionary(), statusCode: StatusCodes.Status422UnprocessableEntity);
        return await revoke.RevokeAnyAsync(id, reason, cancellation) ? Results.NoContent() : Results.NotFound();
    }
}
