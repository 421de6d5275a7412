using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Tandem.Management.Database;
using Tandem.Management.Ui;
using Tandem.Management.Ui.Tables;

namespace Tandem.Management.Access.Tokens;

/// <summary>Everybody's access tokens, for those who administer.</summary>
internal static class AllTokensEndpoints
{
    internal const string Path = "/settings/tokens";

    internal const int LongestReason = 1000;

    internal const string ReasonMissing = "say why the token is revoked, in at most 1000 characters; it stands in the history";

    internal static void Map(IEndpointRouteBuilder app)
    {
        app.MapGet(Path, (HttpRequest request, TandemDbContext db, TimeProvider time) => TableQuery.AnswerAsync(
            request, TokensTable.Definition(isAll: true, time.GetUtcNow()), TokenRow.All(db), time, table => Page.Show<AllTokensPage>(new { Table = table }))).RequireAuthorization(Permissions.Administer);
        app.MapPost(Path + "/{id:guid}/revoke", RevokeAsync).RequireAuthorization(Permissions.Administer);
    }

    private static async Task<IResult> RevokeAsync(Guid id, HttpRequest request, RevokeTokens revoke, TandemDbContext db, TimeProvider time, CancellationToken cancellation)
    {
        var reason = (await request.ReadFormAsync(cancellation))["reason"].ToString().Trim();
        if (reason.Length is 0 or > LongestReason)
        {
            var table = await TableQuery.LoadAsync(request, TokensTable.Definition(isAll: true, time.GetUtcNow()), TokenRow.All(db), time, Path);
            return Page.Show<AllTokensPage>(new { Table = table, Errors = new FormErrors().Add("", ReasonMissing) }, StatusCodes.Status422UnprocessableEntity);
        }
        return await revoke.RevokeAnyAsync(id, reason, cancellation) ? Results.LocalRedirect(Path) : Results.NotFound();
    }
}
