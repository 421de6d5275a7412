using System.Globalization;

namespace Tandem.Management.Approvals;

/// <summary>A seat as the rules see it.</summary>
/// <param name="Person">The approver.</param>
/// <param name="Name">The approver's name.</param>
/// <param name="IsDecided">True when a decision was given on it.</param>
/// <param name="DecidedBy">Person who gave it; empty until then.</param>
/// <param name="StandIn">Who may decide in the approver's place today; empty while the approver is not absent or has no deputy.</param>
internal sealed record SeatFacts(string Person, string Name, bool IsDecided, string DecidedBy, string StandIn);

/// <summary>Somebody who may become an approver, as the rules see it.</summary>
internal sealed record CandidateFacts(string Person, string Name, bool IsArchived, bool HasAccount, bool MayApprove);

/// <summary>All rules of approvals; nothing here asks a database. INVARIANT (segregation): nobody decides on what they wrote or put forward, nor in the place of somebody who did, nor twice.</summary>
internal static class ApprovalRules
{
    /// <summary>State that follows from the decisions so far.</summary>
    internal static ApprovalState StateAfter(int seats, int quorum, int approved, int rejected) =>
        approved >= quorum ? ApprovalState.Approved : seats - rejected < quorum ? ApprovalState.Rejected : ApprovalState.Open;

    internal static bool IsOverdue(ApprovalState state, DateOnly? due, DateOnly today) => state == ApprovalState.Open && due < today;

    /// <summary>Who may decide on a seat in place of its approver on a day; empty for nobody.</summary>
    internal static string StandIn(string deputy, DateOnly? absentFrom, DateOnly? absentUntil, DateOnly today) =>
        absentFrom is { } from && from <= today && (absentUntil is not { } until || today <= until) ? deputy : "";

    /// <summary>Why somebody cannot be asked to approve; null when one can.</summary>
    internal static string? WhyNotAsked(CandidateFacts candidate, IReadOnlySet<string> authors) => candidate switch
    {
        { IsArchived: true } => $"{candidate.Name} is archived; choose somebody else",
        { HasAccount: false } => $"{candidate.Name} has no account and cannot sign in to decide; choose somebody else or open an account",
        { MayApprove: false } => $"{candidate.Name} has no role that may approve; choose somebody else or ask an administrator for the role",
        _ when authors.Contains(candidate.Person) => $"{candidate.Name} worked on this version or puts it forward; who approves must be somebody else",
        _ => null,
    };

    /// <summary>What is wrong with quorum and day; null when nothing is.</summary>
    internal static string? QuorumProblem(int quorum, int approvers) => quorum >= 1 && quorum <= approvers ? null
        : string.Create(CultureInfo.InvariantCulture, $"of {approvers} approvers 1 to {approvers} can be needed; `{quorum}` cannot");

    /// <summary>Why somebody may not decide on a seat; null when one may.</summary>
    /// <param name="state">State of the approval.</param>
    /// <param name="seats">All seats of it.</param>
    /// <param name="seatOf">Approver whose seat is meant.</param>
    /// <param name="decider">Person who wants to decide; null for an account without a person.</param>
    /// <param name="mayApprove">True when a role of that person may approve.</param>
    /// <param name="authors">Persons who worked on the version or put it forward.</param>
    internal static string? WhyNotDecide(ApprovalState state, IReadOnlyList<SeatFacts> seats, string seatOf, string? decider, bool mayApprove, IReadOnlySet<string> authors)
    {
        if (state != ApprovalState.Open)
            return $"this approval is {ApprovalWords.Of(state).ToLowerInvariant()} already; there is nothing left to decide";
        if (seats.FirstOrDefault(s => s.Person == seatOf) is not { } seat || string.IsNullOrEmpty(decider))
            return "you are not among those who were asked to decide";
        if (seat.Person != decider && seat.StandIn != decider)
            return $"this decision is {seat.Name}'s; a deputy decides only during an absence";
        if (!mayApprove)
            return "your roles do not let you approve; ask an administrator for the role that does";
        if (seats.Any(s => s.IsDecided && s.DecidedBy == decider))
            return "you have decided in this approval already; each person decides once";
        if (seat.IsDecided)
            return $"a decision for {seat.Name} was given already; each approver decides once";
        if (authors.Contains(decider))
            return "you worked on this version or put it forward; who decides must be somebody else";
        if (authors.Contains(seat.Person))
            return $"{seat.Name} worked on this version or put it forward, so that a deputy cannot decide either";
        return null;
    }
}
