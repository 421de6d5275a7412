namespace Tandem.Management.Frameworks;

/// <summary>A pair of controls, one of each standard. It suggests where work can be shared; it never asserts conformity.</summary>
public sealed record ControlMapping(
    string Id, Requirement Source, Requirement Target, string Relation, int Strength, bool Extends, string Reuse, string Rationale, IReadOnlyList<string> Basis);

/// <summary>A control of ISO/IEC 42001 for which ISO/IEC 27001 has nothing.</summary>
public sealed record ControlWithoutCounterpart(Requirement Target, string Rationale);

public enum ClauseIntegration
{
    Same,
    Extended,
    OnlyIso42001,
}

/// <summary>One clause of ISO/IEC 42001 beside its sibling; <see cref="Source"/> is null where ISO/IEC 27001 has none.</summary>
public sealed record ClauseMapping(Requirement? Source, Requirement Target, string Relation, ClauseIntegration Integration, string Approach)
{
    public string IntegrationText => Words(Integration);

    internal static string Words(ClauseIntegration integration) => integration switch
    {
        ClauseIntegration.Same => "same process",
        ClauseIntegration.Extended => "extended",
        ClauseIntegration.OnlyIso42001 => "only in ISO/IEC 42001",
        _ => throw new InvalidOperationException("not an integration"),
    };
}
