namespace Tandem.Ledger.Verification;

/// <summary>How far a verification has come.</summary>
/// <param name="Records">Records done.</param>
/// <param name="Bytes">Bytes of segments done.</param>
/// <param name="TotalBytes">Bytes of all segments, preallocated room included.</param>
public sealed record VerificationProgress(long Records, long Bytes, long TotalBytes);
