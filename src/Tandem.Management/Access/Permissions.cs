namespace Tandem.Management.Access;

/// <summary>The one place that says which role may do what. Endpoints name a permission as their authorisation policy.</summary>
public static class Permissions
{
    /// <summary>See every page and export; held by every role.</summary>
    public const string Read = "read";

    /// <summary>Create and change records of the management system.</summary>
    public const string Edit = "edit";

    /// <summary>Decide what is in force: callers' keys of the gateway, statement of applicability.</summary>
    public const string Manage = "manage";

    private static readonly IReadOnlyList<string> Editors =
        [Roles.Owner, Roles.ImsManager, Roles.SecurityLead, Roles.DataProtectionOfficer, Roles.RiskOwner, Roles.ControlOwner, Roles.AiSystemOwner, Roles.Contributor];

    private static readonly IReadOnlyList<string> Managers = [Roles.Owner, Roles.ImsManager, Roles.SecurityLead];

    /// <summary>Roles that hold each permission.</summary>
    public static IReadOnlyDictionary<string, IReadOnlyList<string>> Holders { get; } = new Dictionary<string, IReadOnlyList<string>>
    {
        [Read] = Roles.All,
        [Edit] = Editors,
        [Manage] = Managers,
    };
}
