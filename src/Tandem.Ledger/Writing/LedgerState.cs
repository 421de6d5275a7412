namespace Tandem.Ledger.Writing;

/// <summary>State of a writer.</summary>
public enum LedgerState
{
    /// <summary>Takes records.</summary>
    Open,

    /// <summary>Takes only records that complete others, for lack of room on the disk.</summary>
    Full,

    /// <summary>Stopped after a failed write or flush.</summary>
    Poisoned,

    /// <summary>Closed.</summary>
    Closed,
}
