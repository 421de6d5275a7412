namespace Tandem.Management.AiSystems;

/// <summary>How far an AI system acts without a person.</summary>
public enum Autonomy
{
    Informs,
    Recommends,
    ActsWithApproval,
    ActsAlone,
}
