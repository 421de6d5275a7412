namespace Tandem.Ledger.Verification;

/// <summary>How much is verified.</summary>
public enum VerificationMode
{
    /// <summary>Frames, checksums, numbers, chain, tree, tiles, entry bundles and the checkpoint's signature. Enough to find any change made after the
    /// checkpoint was signed.</summary>
    Structure,

    /// <summary>The same and the signature of every record by the key certified for its index, the certificates, and the form of the JSON.</summary>
    Full,
}
