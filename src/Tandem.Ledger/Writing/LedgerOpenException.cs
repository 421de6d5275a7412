namespace Tandem.Ledger.Writing;

/// <summary>The log was not opened for writing, because going on could hide a loss or a change. Nothing was changed.</summary>
public sealed class LedgerOpenException : IOException
{
    /// <summary>Creates the exception.</summary>
    /// <param name="code">Stable code.</param>
    /// <param name="file">File concerned, relative to the log's folder.</param>
    /// <param name="index">Record concerned; null when no single one is.</param>
    /// <param name="message">What is wrong, and after a semicolon what to do.</param>
    /// <param name="innerException">Cause, or null.</param>
    public LedgerOpenException(string code, string file, long? index, string message, Exception? innerException = null)
        : base(message, innerException)
    {
        Code = code;
        File = file;
        Index = index;
    }

    /// <summary>Stable code: `locked`, `segments-missing`, `checkpoint-missing`, `checkpoint-invalid`, `checkpoint-ahead`, `wrong-origin`,
    /// `wrong-key`, `wrong-writer`, `newer-format`, `segment-invalid`, `segment-gap`, `corrupt`, `tiles-differ`, `key-file-missing`.</summary>
    public string Code { get; }

    /// <summary>File concerned, relative to the log's folder.</summary>
    public string File { get; }

    /// <summary>Record concerned; null when no single one is.</summary>
    public long? Index { get; }
}
