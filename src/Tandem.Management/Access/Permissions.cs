using System.Security.Claims;
using Tandem.Management.Access.Tokens;

namespace Tandem.Management.Access;

/// <summary>The one place that says which role may do what. Endpoints name a permission as their authorisation policy.</summary>
public static class Permissions
{
    /// <summary>See every page and export; held by every role but that of external auditors.</summary>
    public const string Read = "read";

    /// <summary>See what was opened to oneself, and no more.</summary>
    public const string Guest = "guest";

    /// <summary>Write comments, report on the own tasks, keep the own saved views.</summary>
    public const string Comment = "comment";

    /// <summary>Enter new records.</summary>
    public const string Create = "create";

    /// <summary>Change and archive the records whose owner one is.</summary>
    public const string EditOwn = "edit-own";

    /// <summary>Change and archive any record.</summary>
    public const string Edit = "edit";

    /// <summary>Decide on what is put forward for approval to oneself.</summary>
    public const string Approve = "approve";

    /// <summary>Decide what is in force: callers' keys of the gateway, statement of applicability.</summary>
    public const string Manage = "manage";

    /// <summary>Accounts, roles, ways of signing in, mail and webhooks.</summary>
    public const string Administer = "administer";

    private static readonly IReadOnlyList<string> Insiders = [.. Roles.All.Except([Roles.ExternalAuditor])];

    private static readonly IReadOnlyList<string> Editors = [Roles.Owner, Roles.ImsManager, Roles.SecurityLead, Roles.DataProtectionOfficer];

    private static readonly IReadOnlyList<string> Contributors = [.. Editors, Roles.RiskOwner, Roles.ControlOwner, Roles.AiSystemOwner, Roles.Contributor];

    private static readonly IReadOnlyList<string> Approvers = [.. Contributors.Except([Roles.Contributor]), Roles.Approver, Roles.TopManagement];

    private static readonly IReadOnlyList<string> Managers = [Roles.Owner, Roles.ImsManager, Roles.SecurityLead];

    /// <summary>Roles that hold each permission.</summary>
    public static IReadOnlyDictionary<string, IReadOnlyList<string>> Holders { get; } = new Dictionary<string, IReadOnlyList<string>>
    {
        [Read] = Insiders,
        [Guest] = Roles.All,
        [Comment] = Insiders,
        [Create] = Contributors,
        [EditOwn] = Contributors,
        [Edit] = Editors,
        [Approve] = Approvers,
        [Manage] = Managers,
        [Administer] = [Roles.Owner, Roles.ImsManager],
    };

    /// <summary>True when one of the person's roles holds the permission and the credential in use reaches it. Every decision on a permission comes through here.</summary>
    internal static bool Allow(ClaimsPrincipal user, string permission) => Holders[permission].Any(user.IsInRole) && TokenScopes.Reach(user, permission);
}
