namespace Tandem.Management.AiSystems;

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
