using Tandem.Ledger.Verification;

namespace Tandem.Backups;

/// <summary>What came of a restore.</summary>
internal sealed class RestoredBackup
{
    public BackupManifest? Manifest { get; set; }

    /// <summary>What was verified, in words.</summary>
    public List<string> Proofs { get; } = [];

    /// <summary>What is wrong; then nothing was restored.</summary>
    public List<string> Problems { get; } = [];

    /// <summary>What was restored is right, and this must be added.</summary>
    public List<string> Missing { get; } = [];

    public VerificationVerdict Verdict => Problems.Count > 0 ? VerificationVerdict.Invalid : Missing.Count > 0 ? VerificationVerdict.Incomplete : VerificationVerdict.Valid;
}
