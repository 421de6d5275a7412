namespace Tandem.Management.AiSystems;

/// <summary>What the organisation is to an AI system; several may hold.</summary>
public enum OrganisationRole
{
    Provider,
    Developer,
    Deployer,
    Importer,
    Distributor,
    ProductManufacturer,
    AuthorisedRepresentative,
}

/// <summary>Class of an AI system under the EU AI Act.</summary>
public enum EuRiskClass
{
    NotAssessed,
    Prohibited,
    HighAnnexIII,
    HighAnnexI,
    Limited,
    Minimal,
    Gpai,
    GpaiSystemic,
    OutOfScope,
}

/// <summary>How far an AI system acts without a person.</summary>
public enum Autonomy
{
    Informs,
    Recommends,
    ActsWithApproval,
    ActsAlone,
}

/// <summary>Where an AI system stands in its life cycle.</summary>
public enum LifecycleState
{
    Proposed,
    InDevelopment,
    InValidation,
    ApprovedForUse,
    Operating,
    Suspended,
    Retired,
    Rejected,
}
