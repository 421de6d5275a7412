using Tandem.Ledger.Records;
using Tandem.Ledger.Writing;

namespace Tandem.Gateway.Recording;

/// <summary>The log as the gateway writes it. A seam for one purpose: tests let single commits fail to prove that nothing leaves unrecorded.</summary>
internal interface IRecordLog
{
    LedgerHealth Health { get; }

    /// <summary>Completes when the record is durable.</summary>
    /// <exception cref="LedgerUnavailableException">It is not, and will not be.</exception>
    Task<RecordReceipt> AppendAsync(RecordDraft draft);
}
