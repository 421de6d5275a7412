using Tandem.Gateway.Identity;
using Tandem.Gateway.Recording;

namespace Tandem.Gateway.Operations;

/// <summary>Makes and revokes callers' keys. The record is durable first; a key the log does not know opens nothing.</summary>
internal sealed class CallerAdministration : IDisposable
{
    private readonly CallerKeys _keys;
    private readonly IRecordLog _log;
    private readonly TimeProvider _time;

    // One change at a time, so that record and table change in the same order.
    private readonly SemaphoreSlim _oneAtATime = new(1, 1);

    public CallerAdministration(CallerKeys keys, IRecordLog log, TimeProvider time)
    {
        _keys = keys;
        _log = log;
        _time = time;
    }

    /// <returns>The key with its secret, which is shown this once.</returns>
    public async Task<ApiKey> CreateAsync(NewCaller caller, CancellationToken cancellationToken)
    {
        await _oneAtATime.WaitAsync(cancellationToken);
        try
        {
            var key = ApiKey.Generate();
            while (_keys.Find(key.Id) is not null) key = ApiKey.Generate();
            var known = new CallerKey(key.Id, caller.Application, caller.AiSystem, caller.Roles, _keys.HmacOf(key), _time.GetUtcNow(), caller.Expires, null);
            await _log.AppendAsync(KeyRecords.Created(known));
            _keys.Put(known);
            return key;
        }
        finally
        {
            _oneAtATime.Release();
        }
    }

    /// <returns>False when there is no such key.</returns>
    public async Task<bool> RevokeAsync(string id, string reason, CancellationToken cancellationToken)
    {
        await _oneAtATime.WaitAsync(cancellationToken);
        try
        {
            if (_keys.Find(id) is not { } key) return false;
            if (key.Revoked is not null) return true;
            var revoked = key with { Revoked = _time.GetUtcNow() };
            // Refused at once, even before the record: if the record fails the operator is told, and the safe state stays.
            _keys.Put(revoked);
            await _log.AppendAsync(KeyRecords.Revoked(revoked, reason));
            return true;
        }
        finally
        {
            _oneAtATime.Release();
        }
    }

    public void Dispose() => _oneAtATime.Dispose();
}
