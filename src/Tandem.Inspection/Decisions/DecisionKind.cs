namespace Tandem.Inspection.Decisions;

/// <summary>Which step of a request a record tells: member <c>kind</c>.</summary>
public enum DecisionKind
{
    /// <summary>Committed before anything is forwarded or refused.</summary>
    Decision,

    /// <summary>Completes a decision: what came back and what was released.</summary>
    Outcome,

    /// <summary>Completes a decision whose outcome was lost in a crash.</summary>
    Recovery,
}
