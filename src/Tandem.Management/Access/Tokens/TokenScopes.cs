using System.Security.Claims;

namespace Tandem.Management.Access.Tokens;

/// <summary>
/// How far an access token reaches: a closed list, each with the permissions it lets the account's roles use. INVARIANT (fail closed): a permission that stands
/// in no scope is out of reach of every token, as approvals are: they are signed by a person who is present.
/// </summary>
internal static class TokenScopes
{
    internal const string Read = "read";

    internal const string Write = "write";

    internal const string Manage = "manage";

    internal const string Administer = "administer";

    /// <summary>Claim of a token's principal; one for each scope.</summary>
    internal const string Claim = "tandem:scope";

    private static readonly IReadOnlyList<(string Scope, string Words, string[] Permissions)> Known =
    [
        (Read, "see pages' data and exports", [Access.Permissions.Read, Access.Permissions.Guest]),
        (Write, "enter and change records, write comments", [Access.Permissions.Comment, Access.Permissions.Create, Access.Permissions.EditOwn, Access.Permissions.Edit]),
        (Manage, "decide on the statement of applicability and callers' keys", [Access.Permissions.Manage]),
        (Administer, "accounts, roles and settings", [Access.Permissions.Administer]),
    ];

    /// <summary>All scopes with what each is for, in the order pages list them.</summary>
    internal static IReadOnlyList<(string Scope, string Words)> All { get; } = [.. Known.Select(known => (known.Scope, known.Words))];

    /// <summary>The scope that a permission needs; null when no token reaches it.</summary>
    internal static string? Of(string permission) => Known.FirstOrDefault(known => known.Permissions.Contains(permission)).Scope;

    /// <summary>True when the credential in use reaches the permission; whether the person holds it is another question.</summary>
    internal static bool Reach(ClaimsPrincipal user, string permission) =>
        user.Identity?.AuthenticationType != TokenHandler.SchemeName || (Of(permission) is { } scope && user.HasClaim(Claim, scope));
}
