using System.Diagnostics;
using Tandem.Management.Ui;

namespace Tandem.Management.Approvals;

/// <summary>What pages call the values of approvals.</summary>
internal static class ApprovalWords
{
    /// <summary>What every page with a decision says about it.</summary>
    internal const string Honesty =
        "A decision is given with a fresh sign-in, is bound to exactly this version by its hash, and is recorded in the ledger, from where anyone can prove it. It is not a qualified electronic signature.";

    internal static string Of(ApprovalState state) => state switch
    {
        ApprovalState.Open => "Open",
        ApprovalState.Approved => "Approved",
        ApprovalState.Rejected => "Rejected",
        ApprovalState.Withdrawn => "Withdrawn",
        ApprovalState.Superseded => "Superseded",
        _ => throw new UnreachableException(),
    };

    internal static string Of(ApprovalVerdict verdict) => verdict switch
    {
        ApprovalVerdict.Approve => "Approved",
        ApprovalVerdict.Reject => "Rejected",
        _ => throw new UnreachableException(),
    };

    internal static Tone Tone(ApprovalState state) => state switch
    {
        ApprovalState.Open => Ui.Tone.Active,
        ApprovalState.Approved => Ui.Tone.Good,
        ApprovalState.Rejected => Ui.Tone.Bad,
        ApprovalState.Withdrawn or ApprovalState.Superseded => Ui.Tone.Neutral,
        _ => throw new UnreachableException(),
    };

    internal static Tone Tone(ApprovalVerdict verdict) => verdict == ApprovalVerdict.Approve ? Ui.Tone.Good : Ui.Tone.Bad;
}
