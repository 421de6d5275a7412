using Tandem.Gateway.Recording;
using Tandem.Ledger.Records;
using Tandem.Ledger.Writing;

namespace Tandem.Gateway.Tests.Hosting;

/// <summary>The real log, but commits of chosen kinds fail as a full or stuck disk makes them fail.</summary>
internal sealed class FaultyLog : IRecordLog
{
    private readonly LedgerRecordLog _log;
    private volatile string[] _failing = [];
    private volatile string[] _broken = [];

    public FaultyLog(LedgerRecordLog log) => _log = log;

    public LedgerHealth Health => _log.Health;

    public void Fail(params string[] kinds) => _failing = kinds;

    /// <summary>As <see cref="Fail"/>, but with a fault that nobody foresaw.</summary>
    public void Break(params string[] kinds) => _broken = kinds;

    public Task<RecordReceipt> AppendAsync(RecordDraft draft)
    {
        if (_broken.Contains(draft.Kind)) throw new InvalidOperationException("broken in a way nobody foresaw");
        return _failing.Contains(draft.Kind)
            ? Task.FromException<RecordReceipt>(new LedgerUnavailableException(LedgerFault.Full, "no room; free space"))
            : _log.AppendAsync(draft);
    }
}
