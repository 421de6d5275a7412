namespace Tandem.Management.Context;

/// <summary>Whether climate change makes the issue relevant, as somebody has judged (amendment 1 of 2024 to ISO/IEC 27001).</summary>
public enum ClimateRelevance
{
    NotAssessed,
    Yes,
    No,
}
