using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Tandem.Management.Database;
using Tandem.Management.Ui;

namespace Tandem.Management.Access.Passkeys;

/// <summary>The own passkeys for programs; the page's script takes its challenge here too.</summary>
internal static class PasskeyApi
{
    internal const string Path = "/api/account/passkeys";

    /// <param name="Passkeys">All of them, the oldest first; an account has twenty at most.</param>
    internal sealed record Listing(IReadOnlyList<PasskeyRow> Passkeys);

    internal sealed record PasswordBody
    {
        public string Password { get; init; } = "";

        public override string ToString() => nameof(PasswordBody); // the member is a secret
    }

    internal sealed record Rename(string? Name);

    /// <param name="Name">What to call it.</param>
    /// <param name="Credential">What the browser's `credential.toJSON()` gives.</param>
    internal sealed record Addition(string? Name, JsonElement Credential);

    internal static void Map(IEndpointRouteBuilder app)
    {
        var api = app.MapGroup(Path);
        api.MapGet("", async (TandemDbContext db, CurrentUser user, CancellationToken cancellation) =>
            Results.Ok(new Listing(await PasskeyRow.OfAsync(Guid.Parse(user.Id), db, cancellation))))
            .WithSummary("The own passkeys").Produces<Listing>();
        api.MapPost("/challenge", ChallengeAsync).RequireRateLimiting(AccessFeature.SignInLimit)
            .WithSummary("A challenge to make a passkey with");
        api.MapPost("", async (HttpContext http, Addition body, AddPasskey add, CancellationToken cancellation) =>
            Answer(await add.FinishAsync(http, body.Name ?? "", body.Credential.ValueKind == JsonValueKind.Object ? body.Credential.GetRawText() : "", cancellation)))
            .WithSummary("Add a passkey").Produces(StatusCodes.Status204NoContent);
        api.MapPatch("/{id}", async (HttpContext http, string id, Rename body, ChangePasskey change, CancellationToken cancellation) =>
            Answer(await change.RenameAsync(http, id, body.Name ?? "", cancellation)))
            .WithSummary("Rename a passkey").Produces(StatusCodes.Status204NoContent);
        api.MapPost("/{id}/remove", async (HttpContext http, string id, PasswordBody body, ChangePasskey change, CancellationToken cancellation) =>
            Answer(await change.RemoveAsync(http, id, body.Password, cancellation))).RequireRateLimiting(AccessFeature.SignInLimit)
            .WithSummary("Remove a passkey").Produces(StatusCodes.Status204NoContent);
    }

    private static async Task<IResult> ChallengeAsync(HttpContext http, PasswordBody body, AddPasskey add, CancellationToken cancellation)
    {
        var (errors, options) = await add.BeginAsync(http, body.Password, cancellation);
        return options is null ? Answer(errors) : Results.Text(options, "application/json");
    }

    private static IResult Answer(FormErrors? errors) => errors switch
    {
        null => Results.NotFound(),
        { Any: true } => Results.ValidationProblem(errors.ToDictionary(), statusCode: StatusCodes.Status422UnprocessableEntity),
        _ => Results.NoContent(),
    };
}
