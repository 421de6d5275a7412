namespace Tandem.Management.Access;

/// <summary>The roles of the management system; what each may do is said in <see cref="Permissions"/> and nowhere else.</summary>
public static class Roles
{
    public const string Owner = "Owner";
    public const string ImsManager = "IMS manager";
    public const string SecurityLead = "Security lead";
    public const string DataProtectionOfficer = "Data protection officer";
    public const string RiskOwner = "Risk owner";
    public const string ControlOwner = "Control owner";
    public const string AiSystemOwner = "AI system owner";
    public const string Contributor = "Contributor";
    public const string Approver = "Approver";
    public const string InternalAuditor = "Internal auditor";
    public const string ExternalAuditor = "External auditor";
    public const string TopManagement = "Top management";
    public const string Reader = "Reader";

    /// <summary>All roles, in the order pages list them.</summary>
    public static IReadOnlyList<string> All { get; } =
    [
        Owner, ImsManager, SecurityLead, DataProtectionOfficer, RiskOwner, ControlOwner, AiSystemOwner, Contributor,
        Approver, InternalAuditor, ExternalAuditor, TopManagement, Reader,
    ];
}
