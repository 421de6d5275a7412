namespace Tandem.Ledger.Verification;

/// <summary>Outcome of a verification; the numbers are the exit codes of the command line.</summary>
public enum VerificationVerdict
{
    /// <summary>Everything that was looked at holds.</summary>
    Valid = 0,

    /// <summary>Something was changed, is damaged or is missing.</summary>
    Invalid = 1,

    /// <summary>Nothing is wrong with what is there, and something needed is not there: no checkpoint, or an unfinished last record.</summary>
    Incomplete = 2,
}
