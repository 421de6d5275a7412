using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;

namespace Tandem.Management.Access;

/// <summary>Mark of an endpoint that guests may reach; it then decides itself which rows they see.</summary>
internal sealed class GuestsAllowed
{
    private GuestsAllowed()
    {
    }

    internal static GuestsAllowed Mark { get; } = new();
}

/// <summary>What every endpoint asks for that does not ask for more: to read everything, or to be a guest where guests are let in. INVARIANT (fail closed): an endpoint that says nothing is closed to guests.</summary>
internal sealed class ReadRequirement : IAuthorizationRequirement;

/// <summary>Decides <see cref="ReadRequirement"/>.</summary>
internal sealed class GuestAccess : AuthorizationHandler<ReadRequirement>
{
    // The own account, and what a form needs; everybody with a role has these.
    private static readonly string[] OwnPaths = ["/account", "/api/account", "/api/antiforgery", "/sign-out"];

    protected override Task HandleRequirementAsync(AuthorizationHandlerContext context, ReadRequirement requirement)
    {
        var user = context.User;
        if (Permissions.Allow(user, Permissions.Read) || (Permissions.Allow(user, Permissions.Guest) && context.Resource is HttpContext http && IsOpenToGuests(http)))
            context.Succeed(requirement);
        return Task.CompletedTask;
    }

    /// <summary>True for the own account, which is no reading of the organisation's records.</summary>
    internal static bool IsOwn(HttpContext http) => OwnPaths.Any(path => http.Request.Path.StartsWithSegments(path, StringComparison.Ordinal));

    private static bool IsOpenToGuests(HttpContext http) => IsOwn(http) || http.GetEndpoint()?.Metadata.GetMetadata<GuestsAllowed>() is not null;
}

/// <summary>How an endpoint lets guests in.</summary>
internal static class GuestEndpoints
{
    /// <summary>Lets guests reach the endpoint, which must ask `RecordRights` for every row it shows.</summary>
    internal static TBuilder AllowGuests<TBuilder>(this TBuilder endpoint)
        where TBuilder : IEndpointConventionBuilder
    {
        endpoint.Add(builder => builder.Metadata.Add(GuestsAllowed.Mark));
        return endpoint;
    }
}
