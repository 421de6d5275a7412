using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Tandem.Management.Access.SecondFactor;

/// <summary>The own second factor for programs.</summary>
internal static class SecondFactorApi
{
    internal sealed record Answer(bool IsOn, int RecoveryCodesLeft, NewKey? Offered);

    internal sealed record Codes(IReadOnlyList<string> RecoveryCodes);

    internal sealed record Request
    {
        public string SetUp { get; init; } = "";

        public string Code { get; init; } = "";

        public string Password { get; init; } = "";

        public override string ToString() => nameof(Request); // the members are secrets
    }

    internal static void Map(IEndpointRouteBuilder app)
    {
        var api = app.MapGroup("/api/account/second-factor");
        api.MapGet("", ReadAsync)
            .WithSummary("Whether the own second factor is on; a key to set it up while it is off").Produces<Answer>();
        api.MapPost("", async (HttpContext http, Request request, ChangeSecondFactor factor, CancellationToken cancellation) =>
            Result(await factor.SwitchOnAsync(http, request.SetUp, request.Code, request.Password, cancellation))).RequireRateLimiting(AccessFeature.SignInLimit)
            .WithSummary("Switch the own second factor on").Produces<Codes>();
        api.MapPost("/codes", async (HttpContext http, Request request, ChangeSecondFactor factor, CancellationToken cancellation) =>
            Result(await factor.RenewCodesAsync(http, request.Password, cancellation))).RequireRateLimiting(AccessFeature.SignInLimit)
            .WithSummary("Renew the own recovery codes").Produces<Codes>();
        api.MapPost("/off", async (HttpContext http, Request request, ChangeSecondFactor factor, CancellationToken cancellation) =>
            Result(await factor.SwitchOffAsync(http, request.Password, cancellation))).RequireRateLimiting(AccessFeature.SignInLimit)
            .WithSummary("Switch the own second factor off").Produces<Codes>();
    }

    private static async Task<IResult> ReadAsync(HttpContext http, ChangeSecondFactor factor, CancellationToken cancellation)
    {
        var state = await factor.ReadAsync(http, cancellation);
        return Results.Ok(new Answer(state.IsOn, state.CodesLeft, state.IsOn ? null : await factor.OfferAsync(http, setUp: null)));
    }

    private static IResult Result(SecondFactorOutcome outcome) => outcome.Errors.Any
        ? Results.ValidationProblem(outcome.Errors.ToDictionary(), statusCode: StatusCodes.Status422UnprocessableEntity)
        : Results.Ok(new Codes(outcome.RecoveryCodes));
}
