using System.Diagnostics;

namespace Tandem.Management.AiSystems;

/// <summary>What pages call the values of the register.</summary>
internal static class AiSystemWords
{
    internal static string Of(OrganisationRole role) => role switch
    {
        OrganisationRole.Provider => "Provider",
        OrganisationRole.Developer => "Developer",
        OrganisationRole.Deployer => "Deployer",
        OrganisationRole.Importer => "Importer",
        OrganisationRole.Distributor => "Distributor",
        OrganisationRole.ProductManufacturer => "Product manufacturer",
        OrganisationRole.AuthorisedRepresentative => "Authorised representative",
        _ => throw new UnreachableException(),
    };

    internal static string Of(EuRiskClass risk) => risk switch
    {
        EuRiskClass.NotAssessed => "Not assessed yet",
        EuRiskClass.Prohibited => "Prohibited practice",
        EuRiskClass.HighAnnexIII => "High risk (Annex III)",
        EuRiskClass.HighAnnexI => "High risk (Annex I)",
        EuRiskClass.Limited => "Limited risk",
        EuRiskClass.Minimal => "Minimal risk",
        EuRiskClass.Gpai => "General-purpose model",
        EuRiskClass.GpaiSystemic => "General-purpose model, systemic risk",
        EuRiskClass.OutOfScope => "Out of scope of the Act",
        _ => throw new UnreachableException(),
    };

    internal static string Of(Autonomy autonomy) => autonomy switch
    {
        Autonomy.Informs => "Informs a person",
        Autonomy.Recommends => "Recommends to a person",
        Autonomy.ActsWithApproval => "Acts after approval",
        Autonomy.ActsAlone => "Acts alone",
        _ => throw new UnreachableException(),
    };

    internal static string Of(LifecycleState state) => state switch
    {
        LifecycleState.Proposed => "Proposed",
        LifecycleState.InDevelopment => "In development",
        LifecycleState.InValidation => "In validation",
        LifecycleState.ApprovedForUse => "Approved for use",
        LifecycleState.Operating => "Operating",
        LifecycleState.Suspended => "Suspended",
        LifecycleState.Retired => "Retired",
        LifecycleState.Rejected => "Rejected",
        _ => throw new UnreachableException(),
    };
}
