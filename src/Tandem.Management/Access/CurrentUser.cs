using System.Security.Claims;
using Microsoft.AspNetCore.Http;

namespace Tandem.Management.Access;

/// <summary>Who acts in this scope: the signed-in person of the request, or the program itself in background work.</summary>
public sealed class CurrentUser(IHttpContextAccessor http)
{
    internal const string DisplayNameClaim = "tandem:name";

    internal const string PersonKeyClaim = "tandem:person";

    internal const string SessionClaim = "tandem:session";

    internal const string PasswordClaim = "tandem:password";

    internal const string MethodClaim = "tandem:method";

    internal const string FactorClaim = "tandem:factor";

    internal const string TokenClaim = "tandem:token";

    internal const string TokenNameClaim = "tandem:token-name";

    private ClaimsPrincipal? Principal => http.HttpContext?.User is { Identity.IsAuthenticated: true } user ? user : null;

    public bool IsSignedIn => Principal is not null;

    /// <summary>Account id as text; `system` outside of a signed-in request.</summary>
    public string Id => Principal?.FindFirstValue(ClaimTypes.NameIdentifier) ?? "system";

    /// <summary>Account of the signed-in person; null outside of a signed-in request.</summary>
    public Guid? AccountId => Guid.TryParse(Principal?.FindFirstValue(ClaimTypes.NameIdentifier), out var id) ? id : null;

    /// <summary>Name to show; `System` outside of a signed-in request.</summary>
    public string Name => Principal?.FindFirstValue(DisplayNameClaim) ?? Principal?.Identity?.Name ?? "System";

    /// <summary>Key of the signed-in person in the register of people; null outside of a signed-in request.</summary>
    public string? PersonKey => Principal?.FindFirstValue(PersonKeyClaim);

    /// <summary>True for the program itself: work in the background, which no request asked for.</summary>
    public bool IsProgram => http.HttpContext is null;

    /// <summary>True for a signed-in person who sees only what was opened to that person.</summary>
    public bool IsGuest => Principal is { } user && !Permissions.Holders[Permissions.Read].Any(user.IsInRole);

    public string? Email => Principal?.FindFirstValue(ClaimTypes.Email);

    /// <summary>True when the signed-in person has a password here; a provider or a passkey may sign an account in without one.</summary>
    public bool HasPassword => Principal?.HasClaim(claim => claim.Type == PasswordClaim) == true;

    public IReadOnlyList<string> Roles => Principal?.FindAll(ClaimTypes.Role).Select(c => c.Value).ToList() ?? [];

    /// <summary>Session by which the person acts; null outside of one.</summary>
    public Guid? SessionId => Guid.TryParse(Principal?.FindFirstValue(SessionClaim), out var id) ? id : null;

    /// <summary>What the session was begun with, a constant of <see cref="SignInMethods"/>; null outside of a session.</summary>
    internal string? SignedInBy => Principal?.FindFirstValue(MethodClaim);

    /// <summary>True when signing in by password asks for a code too.</summary>
    internal bool HasSecondFactor => Principal?.HasClaim(FactorClaim, "code") == true;

    internal bool HasPasskey => Principal?.HasClaim(FactorClaim, "passkey") == true;

    /// <summary>Access token by which a program acts for the person; null for a person who acts in a browser.</summary>
    public Guid? TokenId => Guid.TryParse(Principal?.FindFirstValue(TokenClaim), out var id) ? id : null;

    public string? TokenName => Principal?.FindFirstValue(TokenNameClaim);

    /// <summary>True when one of the person's roles holds the permission (a constant of <see cref="Permissions"/>) and the credential in use reaches it.</summary>
    public bool May(string permission) => Principal is { } user && Permissions.Allow(user, permission);
}
