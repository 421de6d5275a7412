using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Tandem.Management.Database;
using Tandem.Management.Ui;

namespace Tandem.Management.Access.Passkeys;

/// <summary>The page of the own passkeys. The browser adds and uses passkeys by script only; renaming and removing work without.</summary>
internal static class PasskeyEndpoints
{
    internal const string Path = "/account/passkeys";

    internal const string Added = "added";
    internal const string Renamed = "renamed";
    internal const string Removed = "removed";

    internal static void Map(IEndpointRouteBuilder app)
    {
        app.MapGet(Path, async (string? done, TandemDbContext db, CurrentUser user, CancellationToken cancellation) =>
            await ShowAsync(done, FormErrors.None, db, user, cancellation));
        app.MapPost(Path, async (HttpContext http, AddPasskey add, TandemDbContext db, CurrentUser user, CancellationToken cancellation) =>
        {
            var form = await http.Request.ReadFormAsync(cancellation);
            return await AnswerAsync(Added, await add.FinishAsync(http, form["name"].ToString(), form["credential"].ToString(), cancellation), db, user, cancellation);
        });
        app.MapPost(Path + "/{id}/name", async (HttpContext http, string id, ChangePasskey change, TandemDbContext db, CurrentUser user, CancellationToken cancellation) =>
        {
            var form = await http.Request.ReadFormAsync(cancellation);
            return await AnswerAsync(Renamed, await change.RenameAsync(http, id, form["name"].ToString(), cancellation), db, user, cancellation);
        });
        app.MapPost(Path + "/{id}/remove", async (HttpContext http, string id, ChangePasskey change, TandemDbContext db, CurrentUser user, CancellationToken cancellation) =>
        {
            var form = await http.Request.ReadFormAsync(cancellation);
            return await AnswerAsync(Removed, await change.RemoveAsync(http, id, form["password"].ToString(), cancellation), db, user, cancellation);
        }).RequireRateLimiting(AccessFeature.SignInLimit);
    }

    private static async Task<IResult> AnswerAsync(
        string done, FormErrors? errors, TandemDbContext db, CurrentUser user, CancellationToken cancellation)
    {
        if (errors is null)
            return Results.NotFound();
        return errors.Any ? await ShowAsync(done: null, errors, db, user, cancellation) : Results.LocalRedirect($"{Path}?done={done}");
    }

    private static async Task<RazorComponentResult> ShowAsync(
        string? done, FormErrors errors, TandemDbContext db, CurrentUser user, CancellationToken cancellation) => Page.Show<PasskeysPage>(
        new { Done = done, Passkeys = await PasskeyRow.OfAsync(Guid.Parse(user.Id), db, cancellation), Errors = errors },
        errors.Any ? StatusCodes.Status422UnprocessableEntity : StatusCodes.Status200OK);
}
