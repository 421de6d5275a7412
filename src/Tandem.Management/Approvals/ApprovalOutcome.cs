using Tandem.Management.Ui;

namespace Tandem.Management.Approvals;

/// <summary>What came of putting forward, deciding or withdrawing.</summary>
internal abstract record ApprovalOutcome
{
    /// <param name="Approval">As it is stored now.</param>
    /// <param name="IsRecorded">False while the ledger does not hold it yet: it is stored and waits.</param>
    internal sealed record Done(Approval Approval, bool IsRecorded) : ApprovalOutcome;

    internal sealed record Invalid(FormErrors Errors) : ApprovalOutcome;

    /// <param name="Why">What right is lacking, and whom to ask.</param>
    internal sealed record Forbidden(string Why) : ApprovalOutcome;

    /// <param name="Why">What state stands against it, and what to do.</param>
    internal sealed record Refused(string Why) : ApprovalOutcome;

    internal sealed record Missing : ApprovalOutcome;
}
