namespace Tandem.Ledger.Signing;

/// <summary>A private key made ready for one provider. Thread-safe.</summary>
internal abstract class Ed25519Signer : IDisposable
{
    public abstract byte[] PublicKey { get; }

    public abstract void Sign(ReadOnlySpan<byte> message, Span<byte> signature64);

    public abstract void Dispose();
}
