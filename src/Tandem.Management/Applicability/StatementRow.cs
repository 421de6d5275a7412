using Tandem.Management.Decisions.Evidence;
using Tandem.Management.Frameworks;

namespace Tandem.Management.Applicability;

/// <summary>One row of the statement as pages and exports show it.</summary>
public sealed record StatementRow(Requirement Requirement, StatementEntry? Entry, LiveEvidence? Evidence)
{
    public ApplicabilityDecision Decision => Entry?.Decision ?? ApplicabilityDecision.Undecided;

    public StatementStatus Status => StatementStatuses.Derive(Entry, Evidence);

    public string Url => $"/statement-of-applicability/{Requirement.Id.Standard.Prefix()}/{Requirement.Id.Ref}";

    /// <summary>The version that a change must name; 0 for a row nobody has decided.</summary>
    public int Version => Entry?.Version ?? 0;

    /// <summary>Reasons in words; empty when there are none.</summary>
    public IReadOnlyList<string> Reasons => Entry is null ? []
        : Entry.ExcludeReason is { } excluded ? [excluded.Label()]
        : [.. Entry.IncludeReasons.Select(reason => reason.Label())];

    public string ReasonText => Entry is null ? "" : Entry.Decision == ApplicabilityDecision.No ? Entry.ExcludeText : Entry.IncludeText;

    /// <summary>What records say for the row. "No evidence" and "not expected" are different answers.</summary>
    public string EvidenceText => Evidence switch
    {
        null => "not expected",
        { CountsByItself: true, Requests: 0 } => "none: no decision recorded",
        { CountsByItself: true } counted => $"{counted.State.Label().ToLowerInvariant()}: {Words.Number(counted.HoldingBoth)} of {Words.Number(counted.Requests)} decisions hold both minimum sets",
        { State: LiveEvidenceState.Failed } => LiveEvidenceState.Failed.Label().ToLowerInvariant(),
        { Requests: 0 } => "none: no decision recorded",
        { } other => $"{other.Strength.ToString().ToLowerInvariant()}, to be judged: {Words.Number(other.HoldingFields)} of {Words.Number(other.Requests)} decisions carry its fields",
    };
}
