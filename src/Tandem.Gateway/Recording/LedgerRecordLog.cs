using Tandem.Ledger.Records;
using Tandem.Ledger.Writing;

namespace Tandem.Gateway.Recording;

/// <summary>The gateway's own log. Appending is never cancelled: a caller who leaves must not take its record along.</summary>
internal sealed class LedgerRecordLog : IRecordLog
{
    private readonly LedgerWriter _writer;

    public LedgerRecordLog(LedgerWriter writer) => _writer = writer;

    public LedgerHealth Health => _writer.Health;

    public Task<RecordReceipt> AppendAsync(RecordDraft draft) => _writer.AppendAsync(draft, CancellationToken.None);
}
