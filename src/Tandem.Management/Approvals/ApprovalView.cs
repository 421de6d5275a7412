namespace Tandem.Management.Approvals;

/// <summary>An approval as a page shows it to one person.</summary>
/// <param name="Approval">With its seats.</param>
/// <param name="SubjectPath">Page of the record.</param>
/// <param name="IsCurrent">True while the record's content is what was put forward.</param>
/// <param name="Seats">By name.</param>
/// <param name="IsOverdue">True when it should have been decided by now.</param>
/// <param name="WhyNot">Why this person, who has a part in it, may not decide; null when the person may, or has no part.</param>
/// <param name="MayWithdraw">True for whoever put it forward.</param>
/// <param name="NeedsCode">True when the fresh sign-in takes a code.</param>
public sealed record ApprovalView(
    Approval Approval, string SubjectPath, bool IsCurrent, IReadOnlyList<SeatView> Seats, bool IsOverdue, string? WhyNot, bool MayWithdraw, bool NeedsCode)
{
    /// <summary>Seats on which this person may decide now.</summary>
    public IReadOnlyList<SeatView> Decidable => Seats.Where(seat => seat.MayDecide).ToList();
}

/// <param name="Seat">The seat.</param>
/// <param name="StandInName">Who may decide in the approver's place today; empty for nobody.</param>
/// <param name="MayDecide">True when the person who looks may decide on it.</param>
/// <param name="Change">Number of the decision in the history; null until decided.</param>
/// <param name="LedgerIndex">Place of the decision in the log; null until it is durable there.</param>
public sealed record SeatView(ApprovalSeat Seat, string StandInName, bool MayDecide, long? Change, long? LedgerIndex);
