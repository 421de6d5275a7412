namespace Tandem.Management.Approvals;

/// <summary>Where an approval stands.</summary>
public enum ApprovalState
{
    /// <summary>Waits for decisions.</summary>
    Open,

    Approved,

    Rejected,

    /// <summary>Taken back by who put it forward.</summary>
    Withdrawn,

    /// <summary>The record was changed before enough people had decided.</summary>
    Superseded,
}

/// <summary>What one approver decides.</summary>
public enum ApprovalVerdict
{
    Approve,

    Reject,
}
