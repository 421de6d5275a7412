using Tandem.Ledger.Records;

namespace Tandem.Management.Decisions;

/// <summary>A record re-read from the log for display, or the alarm that stands in its place.</summary>
/// <param name="Index">Index of the record.</param>
/// <param name="Record">The record; null when it cannot be read.</param>
/// <param name="Alarm">Why what is shown may not be relied on; null when the record is the one that was indexed.</param>
public sealed record CheckedRecord(long Index, LedgerRecord? Record, string? Alarm)
{
    /// <summary>Members of the record; reads as empty when there is none.</summary>
    public RecordMembers Members => Record is null ? default : new RecordMembers(Record.Root);
}
