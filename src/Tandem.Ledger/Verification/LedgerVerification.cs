using Tandem.Ledger.Checkpoints;
using Tandem.Ledger.Notes;
using Tandem.Ledger.Reading;

namespace Tandem.Ledger.Verification;

/// <summary>Verifies a log offline, with nothing but its files and its public key.</summary>
public static class LedgerVerification
{
    /// <summary>Verifies a whole log. Writes nothing; may run while the writer appends.</summary>
    /// <param name="folder">The log's folder.</param>
    /// <param name="logKey">The log's verifier key, from a source that is trusted, not from the folder itself.</param>
    /// <param name="mode">How much is verified.</param>
    /// <param name="progress">Told about progress from time to time; null for nobody.</param>
    /// <param name="cancellationToken">Stops the verification.</param>
    /// <returns>The verdict with all problems found.</returns>
    /// <exception cref="IOException">A file cannot be read.</exception>
    /// <exception cref="UnauthorizedAccessException">A file may not be read.</exception>
    /// <exception cref="OperationCanceledException">It was stopped.</exception>
    public static VerificationReport Verify(
        string folder, VerifierKey logKey, VerificationMode mode, IProgress<VerificationProgress>? progress, CancellationToken cancellationToken)
    {
        return Verify(folder, logKey, mode, pace: null, progress, cancellationToken);
    }

    /// <summary>Verifies a whole log and that it still continues a checkpoint which the verifier kept earlier.</summary>
    /// <param name="folder">The log's folder.</param>
    /// <param name="logKey">The log's verifier key, from a source that is trusted, not from the folder itself.</param>
    /// <param name="mode">How much is verified.</param>
    /// <param name="held">The kept checkpoint, signed by the log.</param>
    /// <param name="progress">Told about progress from time to time; null for nobody.</param>
    /// <param name="cancellationToken">Stops the verification.</param>
    /// <returns>The verdict with all problems found; `held-checkpoint-ahead` and `held-checkpoint-differs` say that the log does not continue it.</returns>
    /// <exception cref="ArgumentException">The log did not sign the kept checkpoint.</exception>
    /// <exception cref="IOException">A file cannot be read.</exception>
    /// <exception cref="UnauthorizedAccessException">A file may not be read.</exception>
    /// <exception cref="OperationCanceledException">It was stopped.</exception>
    public static VerificationReport Verify(
        string folder, VerifierKey logKey, VerificationMode mode, SignedCheckpoint held, IProgress<VerificationProgress>? progress, CancellationToken cancellationToken)
    {
        ArgumentException.ThrowIfNullOrEmpty(folder);
        ArgumentNullException.ThrowIfNull(logKey);
        ArgumentNullException.ThrowIfNull(held);
        if (!held.Verify(logKey)) throw new ArgumentException($"the checkpoint is not signed by `{logKey}`", nameof(held));
        return new LogVerification(folder, logKey, mode, held.Checkpoint, null, progress, cancellationToken).Run();
    }

    /// <summary>Verifies a whole log beside other work of the process, at a pace.</summary>
    /// <param name="folder">The log's folder.</param>
    /// <param name="logKey">The log's verifier key, from a source that is trusted, not from the folder itself.</param>
    /// <param name="mode">How much is verified.</param>
    /// <param name="pace">How much of one processor it takes, for which the calling thread rests; null for as much as it can.</param>
    /// <param name="progress">Told about progress from time to time; null for nobody.</param>
    /// <param name="cancellationToken">Stops the verification.</param>
    /// <returns>The verdict with all problems found.</returns>
    /// <exception cref="IOException">A file cannot be read.</exception>
    /// <exception cref="UnauthorizedAccessException">A file may not be read.</exception>
    /// <exception cref="OperationCanceledException">It was stopped.</exception>
    public static VerificationReport Verify(
        string folder, VerifierKey logKey, VerificationMode mode, WorkPace? pace, IProgress<VerificationProgress>? progress, CancellationToken cancellationToken)
    {
        ArgumentException.ThrowIfNullOrEmpty(folder);
        ArgumentNullException.ThrowIfNull(logKey);
        return new LogVerification(folder, logKey, mode, null, pace, progress, cancellationToken).Run();
    }

    /// <summary>Verifies one exported record: its entry and its tlog-proof file, as <see cref="RecordProof.TlogProofText"/> gives it.</summary>
    /// <param name="entry">The entry, exactly the stored bytes.</param>
    /// <param name="tlogProof">The proof file.</param>
    /// <param name="logKey">The log's verifier key, from a source that is trusted.</param>
    /// <returns>The steps. The chain pointer is not among them: the record before is not part of the export.</returns>
    /// <exception cref="FormatException">Entry or proof have not the form.</exception>
    public static RecordProofResult VerifyRecord(ReadOnlyMemory<byte> entry, ReadOnlyMemory<byte> tlogProof, VerifierKey logKey)
    {
        ArgumentNullException.ThrowIfNull(logKey);
        return RecordProof.Read(entry, tlogProof).Check(logKey, null);
    }
}
