using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Tandem.Management.Access;
using Tandem.Management.Database;
using Tandem.Management.Ui;

namespace Tandem.Management.Gateway;

internal static class GatewayEndpoints
{
    internal static void Map(IEndpointRouteBuilder app)
    {
        app.MapGet("/gateway", async (OperationsClient gateway, TandemDbContext db, CancellationToken cancellation) =>
            await ShowAsync(gateway, db, new NewCallerForm(), FormErrors.None, null, StatusCodes.Status200OK, cancellation));
        app.MapPost("/gateway/callers", CreateAsync).RequireAuthorization(Permissions.Manage);
        app.MapPost("/gateway/callers/{id}/revoke", RevokeAsync).RequireAuthorization(Permissions.Manage);
    }

    private static async Task<IResult> CreateAsync(
        HttpRequest request, OperationsClient gateway, ChangeCallers change, TandemDbContext db, TimeProvider time, CancellationToken cancellation)
    {
        var form = NewCallerForm.From(await request.ReadFormAsync(cancellation));
        var (caller, errors) = form.Check(time.GetUtcNow());
        if (caller is null)
            return await ShowAsync(gateway, db, form, errors, null, StatusCodes.Status422UnprocessableEntity, cancellation);
        var answer = await change.CreateAsync(caller, cancellation);
        // Not a redirect: the secret would have to travel in an address or be stored. The page is never cached.
        return answer.Value is { } created
            ? await ShowAsync(gateway, db, new NewCallerForm(), FormErrors.None, created, StatusCodes.Status201Created, cancellation)
            : await ShowAsync(gateway, db, form, new FormErrors().Add("", answer.Problem!), null, StatusCodes.Status502BadGateway, cancellation);
    }

    private static async Task<IResult> RevokeAsync(
        string id, HttpRequest request, OperationsClient gateway, ChangeCallers change, TandemDbContext db, CancellationToken cancellation)
    {
        var reason = (await request.ReadFormAsync(cancellation))["reason"].ToString().Trim();
        if (reason.Length is 0 or > GatewayAction.LongestReason)
            return await ShowAsync(gateway, db, new NewCallerForm(), new FormErrors().Add("", "say why the key is revoked; it stands in the history"), null, StatusCodes.Status422UnprocessableEntity, cancellation);
        var answer = await change.RevokeAsync(id, reason, cancellation);
        return answer.Value is not null
            ? Results.LocalRedirect("/gateway")
            : await ShowAsync(gateway, db, new NewCallerForm(), new FormErrors().Add("", answer.Problem!), null, answer.StatusOr(StatusCodes.Status200OK), cancellation);
    }

    private static async Task<IResult> ShowAsync(
        OperationsClient gateway, TandemDbContext db, NewCallerForm form, FormErrors errors, CreatedCaller? created, int status, CancellationToken cancellation)
    {
        var health = await gateway.HealthAsync(cancellation);
        // One failed call tells enough; a second would only make the page wait twice.
        var callers = health.Value is null ? new GatewayAnswer<CallerList>(null, health.Problem) : await gateway.CallersAsync(cancellation);
        var systems = await db.AiSystems.AsNoTracking().Where(system => system.ArchivedAt == null).OrderBy(system => system.Key)
            .Select(system => new Choice(system.Key, system.Key + " " + system.Name)).ToListAsync(cancellation);
        return Page.Show<GatewayPage>(
            new { Health = health.Value, health.Problem, Callers = callers.Value?.Callers ?? Array.Empty<GatewayCaller>(), CallersProblem = callers.Problem, Systems = (IReadOnlyList<Choice>)systems, Form = form, Errors = errors, Created = created },
            status);
    }
}
