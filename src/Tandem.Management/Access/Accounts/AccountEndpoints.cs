using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Tandem.Management.Database;
using Tandem.Management.Ui;
using Tandem.Management.Ui.Tables;

namespace Tandem.Management.Access.Accounts;

/// <summary>The pages on which accounts are administered; their forms work without JavaScript.</summary>
internal static class AccountEndpoints
{
    internal const string Path = "/settings/accounts";

    internal const string NewPath = Path + "/new";

    // What an address may say was just done; anything else is not said.
    private static readonly Dictionary<string, string> DoneWords = new(StringComparer.Ordinal)
    {
        ["roles"] = "The roles are changed.",
        ["disabled"] = "The account is disabled; its sessions and access tokens have ended.",
        ["enabled"] = "The account is enabled.",
        ["reset"] = "The second factor is reset; all sessions have ended.",
    };

    internal static string PathOf(Guid account) => $"{Path}/{account}";

    internal static void Map(IEndpointRouteBuilder app)
    {
        var pages = app.MapGroup(Path).RequireAuthorization(Permissions.Administer);
        pages.MapGet("", (HttpRequest request, TandemDbContext db, TimeProvider time) => TableQuery.AnswerAsync(
            request, AccountsTable.Definition(db), AccountRow.All(db), time, table => Page.Show<AccountsPage>(new { Table = table })));
        pages.MapGet("/new", () => Page.Show<InvitePage>(new { Form = new InvitationForm() }));
        pages.MapPost("/new", InviteAsync);
        pages.MapGet("/{id:guid}", (Guid id, HttpRequest request, TandemDbContext db, CancellationToken cancellation) =>
            ShowAsync(id, AccountOutcome.Done, DoneWords.GetValueOrDefault(request.Query["done"].ToString()), null, db, cancellation));
        pages.MapPost("/{id:guid}/roles", ChangeRolesAsync);
        pages.MapPost("/{id:guid}/link", async (Guid id, HttpRequest request, RenewLink renew, TandemDbContext db, CancellationToken cancellation) =>
            await ShowAsync(id, await renew.ExecuteAsync(id, await ReasonAsync(request, cancellation), cancellation), null, null, db, cancellation));
        pages.MapPost("/{id:guid}/reset-second-factor", async (Guid id, HttpRequest request, ResetSecondFactor reset, TandemDbContext db, CancellationToken cancellation) =>
            await FinishAsync(id, await reset.ExecuteAsync(id, await ReasonAsync(request, cancellation), cancellation), "reset", null, db, cancellation));
        pages.MapPost("/{id:guid}/disable", async (Guid id, HttpRequest request, DisableAccount disable, TandemDbContext db, CancellationToken cancellation) =>
            await FinishAsync(id, await disable.DisableAsync(id, await ReasonAsync(request, cancellation), cancellation), "disabled", null, db, cancellation));
        pages.MapPost("/{id:guid}/enable", async (Guid id, HttpRequest request, DisableAccount disable, TandemDbContext db, CancellationToken cancellation) =>
            await FinishAsync(id, await disable.EnableAsync(id, await ReasonAsync(request, cancellation), cancellation), "enabled", null, db, cancellation));
    }

    private static async Task<IResult> InviteAsync(HttpRequest request, InvitePerson invite, TandemDbContext db, CancellationToken cancellation)
    {
        var form = InvitationForm.From(await request.ReadFormAsync(cancellation));
        var outcome = await invite.ExecuteAsync(form, cancellation);
        return outcome.Account is { } account
            ? await ShowAsync(account, outcome, null, null, db, cancellation)
            : Page.Show<InvitePage>(new { Form = form, outcome.Errors }, StatusCodes.Status422UnprocessableEntity);
    }

    private static async Task<IResult> ChangeRolesAsync(Guid id, HttpRequest request, ChangeRoles change, TandemDbContext db, CancellationToken cancellation)
    {
        var form = await request.ReadFormAsync(cancellation);
        string[] wanted = [.. form["roles"].OfType<string>()];
        return await FinishAsync(id, await change.ExecuteAsync(id, wanted, [.. form["before"].OfType<string>()], form["reason"], cancellation), "roles", wanted, db, cancellation);
    }

    private static async Task<string> ReasonAsync(HttpRequest request, CancellationToken cancellation) => (await request.ReadFormAsync(cancellation))["reason"].ToString();

    private static async Task<IResult> FinishAsync(Guid id, AccountOutcome outcome, string done, IReadOnlyList<string>? chosen, TandemDbContext db, CancellationToken cancellation) =>
        outcome.Errors is { Any: false } ? Results.LocalRedirect($"{PathOf(id)}?done={done}") : await ShowAsync(id, outcome, null, chosen, db, cancellation);

    private static async Task<IResult> ShowAsync(Guid id, AccountOutcome outcome, string? done, IReadOnlyList<string>? chosen, TandemDbContext db, CancellationToken cancellation)
    {
        if (outcome.Errors is not { } errors || await AccountRow.All(db).FirstOrDefaultAsync(a => a.Id == id, cancellation) is not { } account)
            return Results.NotFound();
        // A link is shown in the answer itself: in an address, or stored for the next page, it would lie about. The page is never cached.
        return Page.Show<AccountPage>(
            new { Account = account, Chosen = chosen, outcome.Link, Done = done, Errors = errors },
            errors.Any ? StatusCodes.Status422UnprocessableEntity : outcome.Link is null ? StatusCodes.Status200OK : StatusCodes.Status201Created);
    }
}
