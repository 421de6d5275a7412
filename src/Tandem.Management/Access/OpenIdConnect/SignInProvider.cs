using System.Globalization;
using System.Net;

namespace Tandem.Management.Access.OpenIdConnect;

/// <summary>An identity provider (OpenID Connect) at which people may sign in; the members are those of the file described in docs/formats/sign-in-provider.md.</summary>
public sealed record SignInProvider
{
    private const int LongestName = 60;

    /// <summary>Issuer, letter for letter as the provider's tokens name it, at most 128 characters; https, or http on this machine. The discovery document lies below it.</summary>
    public string Issuer { get; init; } = "";

    /// <summary>Name under which the provider knows this installation.</summary>
    public string ClientId { get; init; } = "";

    /// <summary>File with the secret that the provider gave for it, one line; read at each sign-in, so that a new one needs no restart.</summary>
    public string ClientSecretFile { get; init; } = "";

    /// <summary>Name for the button of the sign-in page, at most 60 characters.</summary>
    public string DisplayName { get; init; } = "";

    /// <summary>What is asked of the provider; `openid` among it. Default `openid profile email`.</summary>
    public IReadOnlyList<string> Scopes { get; init; } = ["openid", "profile", "email"];

    /// <summary>Claim that holds the e-mail address; default `email`.</summary>
    public string EmailClaim { get; init; } = "email";

    /// <summary>True when each address that the provider names was verified by it, also where it does not say `email_verified`; default false.</summary>
    public bool TrustsEmail { get; init; }

    /// <summary>True to link an account that has no login of this provider to whoever signs in with its verified e-mail address; default false: people link their accounts themselves.</summary>
    public bool LinksByEmail { get; init; }

    /// <summary>True to create an account for a person nobody knows yet, whose e-mail address is verified; default false.</summary>
    public bool CreatesAccounts { get; init; }

    /// <summary>Role of a new account that gets none by its groups; empty means none, and that it is not created.</summary>
    public string DefaultRole { get; init; } = "";

    /// <summary>Claim that holds the groups of a person; empty means that groups say nothing.</summary>
    public string GroupsClaim { get; init; } = "";

    /// <summary>Role by group. Roles that stand here are given and taken at each sign-in; others are left alone.</summary>
    public IReadOnlyDictionary<string, string> Roles { get; init; } = new Dictionary<string, string>();

    /// <summary>True when passwords and passkeys sign in nobody but administrators; default false.</summary>
    public bool IsOnlyWay { get; init; }

    /// <summary>True where http is taken: the provider runs on this machine.</summary>
    internal bool IsLocal => Uri.TryCreate(Issuer, UriKind.Absolute, out var issuer) && IsLoopback(issuer) && issuer.Scheme == Uri.UriSchemeHttp;

    internal Uri DiscoveryDocument => new(Issuer.TrimEnd('/') + "/.well-known/openid-configuration");

    /// <summary>Whether secrets and tokens may be sent to the address: over https, or to this machine.</summary>
    internal bool IsSafe(Uri address) => address.Scheme == Uri.UriSchemeHttps || (IsLocal && address.Scheme == Uri.UriSchemeHttp && IsLoopback(address));

    /// <summary>Adds everything that is wrong, each naming the member to set.</summary>
    internal void Check(ICollection<string> problems)
    {
        if (Issuer.Length > 128 || !Uri.TryCreate(Issuer, UriKind.Absolute, out var issuer) || !IsSafe(issuer) || issuer.Query.Length + issuer.Fragment.Length + issuer.UserInfo.Length > 0)
            Wrong("issuer", $"`{Issuer}` cannot be an issuer; write an https address of at most 128 characters without query, as the provider's documents do");
        if (ClientId.Length is 0 or > 256 || ClientId.Any(char.IsControl))
            Wrong("clientId", "no value; enter the client id that the provider gave");
        if (!File.Exists(ClientSecretFile))
            Wrong("clientSecretFile", $"there is no file `{ClientSecretFile}`; put the client secret there, one line, readable by the program alone");
        if (DisplayName.Length is 0 or > LongestName || DisplayName.Any(char.IsControl))
            Wrong("displayName", string.Create(CultureInfo.InvariantCulture, $"enter 1 to {LongestName} characters for the button of the sign-in page"));
        if (!Scopes.Contains("openid", StringComparer.Ordinal) || Scopes.Any(scope => scope.Length == 0 || scope.Any(c => c is <= ' ' or > '~' or '"' or '\\')))
            Wrong("scopes", "`openid` and other scopes without blanks are needed, as in `openid`, `profile`, `email`");
        if (EmailClaim.Length == 0)
            Wrong("emailClaim", "no value; leave it out for `email`");
        CheckRoles(Wrong);

        void Wrong(string member, string message) => problems.Add($"{nameof(ManagementOptions.SignInProvider)}.{member}: {message}");
    }

    private void CheckRoles(Action<string, string> wrong)
    {
        if (DefaultRole.Length > 0 && !Access.Roles.All.Contains(DefaultRole, StringComparer.Ordinal))
            wrong("defaultRole", $"`{DefaultRole}` is no role; choose one of: {string.Join(", ", Access.Roles.All)}");
        foreach (var role in Roles.Values.Distinct(StringComparer.Ordinal).Where(role => !Access.Roles.All.Contains(role, StringComparer.Ordinal)))
            wrong("roles", $"`{role}` is no role; choose from: {string.Join(", ", Access.Roles.All)}");
        if (Roles.Count > 0 && GroupsClaim.Length == 0)
            wrong("groupsClaim", "roles are given by group, but no claim is named that holds the groups; name it, often `groups`");
        if (CreatesAccounts && DefaultRole.Length == 0 && Roles.Count == 0)
            wrong("createsAccounts", "new accounts would have no role; name a `defaultRole` or map groups to `roles`");
    }

    private static bool IsLoopback(Uri address) => address.Host == "localhost" || (IPAddress.TryParse(address.Host.Trim('[', ']'), out var ip) && IPAddress.IsLoopback(ip));
}
