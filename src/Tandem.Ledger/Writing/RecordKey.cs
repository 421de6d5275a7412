using Tandem.Ledger.Notes;
using Tandem.Ledger.Signing;

namespace Tandem.Ledger.Writing;

/// <summary>A record key in memory: never on disk, erased as soon as the last record that it must sign is signed.</summary>
internal sealed class RecordKey(string origin) : IDisposable
{
    private readonly Lock _gate = new();
    private readonly NoteSigner _signer = new(origin, Ed25519PrivateKey.Generate());
    private int _unsigned;   // guarded by _gate
    private bool _retired;   // guarded by _gate
    private bool _disposed;  // guarded by _gate

    public VerifierKey VerifierKey => _signer.VerifierKey;

    public NoteSigner Signer => _signer;

    /// <summary>A record was built that this key will sign.</summary>
    public void Reserve()
    {
        lock (_gate) _unsigned++;
    }

    /// <summary>That record is signed.</summary>
    public void Release()
    {
        lock (_gate)
        {
            _unsigned--;
            DisposeWhenDone_NeedsGate();
        }
    }

    /// <summary>No further record gets this key; it is erased when the last one that has it is signed.</summary>
    public void Dispose()
    {
        lock (_gate)
        {
            _retired = true;
            DisposeWhenDone_NeedsGate();
        }
    }

    private void DisposeWhenDone_NeedsGate()
    {
        if (!_retired || _unsigned > 0 || _disposed) return;
        _disposed = true;
        _signer.Dispose();
    }
}
