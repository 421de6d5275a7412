using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Tandem.Management.Database;
using Tandem.Management.Ui;
using Tandem.Management.Ui.Tables;

namespace Tandem.Management.Access.Tokens;

/// <summary>The page of the own access tokens; its forms work without JavaScript.</summary>
internal static class TokenEndpoints
{
    internal const string Path = "/account/tokens";

    private static readonly NewTokenForm Empty = new() { Scopes = [TokenScopes.Read] };

    internal static void Map(IEndpointRouteBuilder app)
    {
        app.MapGet(Path, (HttpRequest request, TandemDbContext db, CurrentUser user, TimeProvider time) =>
            TableQuery.AnswerAsync(request, TokensTable.Definition(isAll: false, time.GetUtcNow()), Own(db, user), time, table =>
                Page.Show<TokensPage>(new { Table = table, Form = Empty, IsRevoked = request.Query["done"] == "revoked" })));
        app.MapPost(Path, CreateAsync).RequireRateLimiting(AccessFeature.SignInLimit);
        app.MapPost(Path + "/{id:guid}/revoke", async (Guid id, CurrentUser user, RevokeTokens revoke, CancellationToken cancellation) =>
            user.AccountId is { } account && await revoke.RevokeOwnAsync(account, id, cancellation) ? Results.LocalRedirect(Path + "?done=revoked") : Results.NotFound());
    }

    /// <summary>The tokens of the person who asks.</summary>
    internal static IQueryable<TokenRow> Own(TandemDbContext db, CurrentUser user) => TokenRow.All(db).Where(t => t.AccountId == user.AccountId);

    private static async Task<IResult> CreateAsync(HttpRequest request, CreateToken create, TandemDbContext db, CurrentUser user, TimeProvider time, CancellationToken cancellation)
    {
        var form = NewTokenForm.From(await request.ReadFormAsync(cancellation));
        var (_, text, errors) = await create.ExecuteAsync(form, cancellation);
        var table = await TableQuery.LoadAsync(request, TokensTable.Definition(isAll: false, time.GetUtcNow()), Own(db, user), time);
        // Not a redirect: the token would have to travel in an address or be stored. The page is never cached.
        return text is null
            ? Page.Show<TokensPage>(new { Table = table, Form = form, Errors = errors }, StatusCodes.Status422UnprocessableEntity)
            : Page.Show<TokensPage>(new { Table = table, Form = Empty, Created = text.Whole() }, StatusCodes.Status201Created);
    }
}
