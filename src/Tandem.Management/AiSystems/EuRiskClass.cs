namespace Tandem.Management.AiSystems;

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
