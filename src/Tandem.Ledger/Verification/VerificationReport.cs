namespace Tandem.Ledger.Verification;

/// <summary>What a verification found.</summary>
/// <param name="Verdict">The outcome.</param>
/// <param name="Origin">Origin of the log: the name of the key it was verified with.</param>
/// <param name="Records">Complete records found.</param>
/// <param name="CheckpointSize">Records covered by the checkpoint; 0 when there is no valid one.</param>
/// <param name="RootHashBase64">Root of the tree computed from the segments: over the checkpoint's records, without a checkpoint over all; empty when
/// damage made it impossible to compute.</param>
/// <param name="Problems">What is wrong, by index; empty unless the verdict is invalid or incomplete. At most 1,000.</param>
public sealed record VerificationReport(
    VerificationVerdict Verdict, string Origin, long Records, long CheckpointSize, string RootHashBase64, IReadOnlyList<VerificationProblem> Problems)
{
    /// <summary>What is worth knowing and not wrong: records beyond the checkpoint, a clock that went back, JSON that is not canonical.</summary>
    public IReadOnlyList<VerificationProblem> Notes { get; init; } = [];
}
