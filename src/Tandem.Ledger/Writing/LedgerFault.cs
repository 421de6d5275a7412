namespace Tandem.Ledger.Writing;

/// <summary>Why the log takes no record.</summary>
public enum LedgerFault
{
    /// <summary>The disk has no room for another segment; free space on it, the writer goes on by itself.</summary>
    Full,

    /// <summary>The record was not durable in time. It may still become durable: whoever gets this must not act as if it were, and must not act as if it were not.</summary>
    Timeout,

    /// <summary>A write or flush failed; the writer stops for good, because nothing more can be said about what the disk holds. Open the log again.</summary>
    Poisoned,

    /// <summary>The writer was closed.</summary>
    Closed,

    /// <summary>The record would be larger than <see cref="Records.RecordFormat.MaximumEntryBytes"/>; nothing was written.</summary>
    TooLarge,
}
