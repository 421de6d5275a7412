using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Tandem.Management.Access;

namespace Tandem.Management.Gateway;

/// <summary>The gateway for programs: the same actions with the same rules.</summary>
internal static class GatewayApi
{
    internal sealed record RevokeRequest(string? Reason);

    internal static void Map(IEndpointRouteBuilder app)
    {
        var api = app.MapGroup("/api/gateway");
        api.MapGet("", async (OperationsClient gateway, CancellationToken cancellation) => Result(await gateway.HealthAsync(cancellation), StatusCodes.Status200OK))
            .WithSummary("Health of the gateway").Produces<GatewayHealth>();
        api.MapGet("/callers", async (OperationsClient gateway, CancellationToken cancellation) => Result(await gateway.CallersAsync(cancellation), StatusCodes.Status200OK))
            .WithSummary("Callers' keys of the gateway").Produces<CallerList>();
        api.MapPost("/callers", CreateAsync).RequireAuthorization(Permissions.Manage)
            .WithSummary("Create a key for an application; its secret is in this answer and nowhere else").Produces<CreatedCaller>(StatusCodes.Status201Created);
        api.MapPost("/callers/{id}/revoke", RevokeAsync).RequireAuthorization(Permissions.Manage)
            .WithSummary("Revoke a key").Produces<GatewayCaller>();
    }

    private static async Task<IResult> CreateAsync(NewCallerForm form, ChangeCallers change, TimeProvider time, CancellationToken cancellation)
    {
        var (caller, errors) = form.Check(time.GetUtcNow());
        return caller is null
            ? Results.ValidationProblem(errors.ToDictionary(), statusCode: StatusCodes.Status422UnprocessableEntity)
            : Result(await change.CreateAsync(caller, cancellation), StatusCodes.Status201Created);
    }

    private static async Task<IResult> RevokeAsync(string id, RevokeRequest request, ChangeCallers change, CancellationToken cancellation)
    {
        var reason = request.Reason?.Trim() ?? "";
        return reason.Length is 0 or > GatewayAction.LongestReason
            ? Results.ValidationProblem(new Dictionary<string, string[]> { ["reason"] = ["say why the key is revoked; it stands in the history"] }, statusCode: StatusCodes.Status422UnprocessableEntity)
            : Result(await change.RevokeAsync(id, reason, cancellation), StatusCodes.Status200OK);
    }

    private static IResult Result<T>(GatewayAnswer<T> answer, int good)
        where T : class => answer.Value is { } value
            ? Results.Json(value, statusCode: good)
            : Results.Problem(answer.Problem, statusCode: answer.StatusOr(good), title: answer.IsUnknown ? "there is no such key" : "the gateway did not do it");
}
