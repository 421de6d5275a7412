namespace Tandem.Management.Approvals;

/// <summary>What a feature does when an approval is put forward, decided on, withdrawn or superseded; registered as a singleton. Called in the transaction, before it is saved: what it changes or adds in the scope's database context is stored with it, and it does not save by itself.</summary>
/// <param name="Handle">Called with the services of the scope.</param>
internal sealed record ApprovalMoved(Func<IServiceProvider, ApprovalMove, CancellationToken, Task> Handle);

/// <param name="Approval">As it is being stored, with its seats when it was put forward or decided on.</param>
/// <param name="Step">What happened.</param>
/// <param name="Seat">The seat that was decided; null for other steps.</param>
internal sealed record ApprovalMove(Approval Approval, ApprovalStep Step, ApprovalSeat? Seat = null);

/// <summary>What happened to an approval.</summary>
internal enum ApprovalStep
{
    PutForward,

    /// <summary>One approver decided; the state says whether that was the last decision needed.</summary>
    Decided,

    Withdrawn,

    /// <summary>The record changed.</summary>
    Superseded,
}
