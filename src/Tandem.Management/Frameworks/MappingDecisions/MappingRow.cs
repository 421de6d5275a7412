using Tandem.Management.Ui;

namespace Tandem.Management.Frameworks.MappingDecisions;

/// <summary>A pair of controls with what was decided on it.</summary>
/// <param name="Pair">The pair as the content has it now.</param>
/// <param name="Decision">Null for a pair that nobody has decided on.</param>
public sealed record MappingRow(ControlMapping Pair, MappingDecision? Decision)
{
    public MappingState State => Decision?.State ?? MappingState.Proposed;

    public string Url => "/mapping/" + Pair.Id;

    /// <summary>The version that a decision must name; 0 for a pair that nobody has decided on.</summary>
    public int Version => Decision?.Version ?? 0;

    /// <summary>True when the content says something else of the pair now than it did when it was decided on.</summary>
    public bool IsOnAnotherVersion => Decision is { State: not MappingState.Proposed } decision && (decision.Strength != Pair.Strength || decision.Rationale != Pair.Rationale);

    internal static string Words(MappingState state) => state switch
    {
        MappingState.Proposed => "Proposed",
        MappingState.Accepted => "Accepted",
        MappingState.Refused => "Refused",
        _ => throw new System.Diagnostics.UnreachableException(),
    };

    internal static Tone Tone(MappingState state) => state switch
    {
        MappingState.Proposed => Ui.Tone.Neutral,
        MappingState.Accepted => Ui.Tone.Good,
        MappingState.Refused => Ui.Tone.Bad,
        _ => throw new System.Diagnostics.UnreachableException(),
    };
}
