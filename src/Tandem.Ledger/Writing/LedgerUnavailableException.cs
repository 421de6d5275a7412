namespace Tandem.Ledger.Writing;

/// <summary>The log did not take a record.</summary>
public sealed class LedgerUnavailableException : IOException
{
    /// <summary>Creates the exception.</summary>
    /// <param name="fault">Why.</param>
    /// <param name="message">What happened and what to do.</param>
    /// <param name="innerException">Cause, or null.</param>
    public LedgerUnavailableException(LedgerFault fault, string message, Exception? innerException = null)
        : base(message, innerException) => Fault = fault;

    /// <summary>Why the log did not take the record.</summary>
    public LedgerFault Fault { get; }
}
