using System.Globalization;
using System.Text;
using Tandem.Ledger.Checkpoints;
using Tandem.Ledger.Merkle;
using Tandem.Ledger.Notes;
using Tandem.Ledger.Proofs;
using Tandem.Ledger.Records;

namespace Tandem.Ledger.Reading;

/// <summary>A record with everything that shows it is in the log, unchanged. Holds data only; nothing in it is trusted before <see cref="Check"/>.</summary>
/// <param name="Record">The record.</param>
/// <param name="Checkpoint">Checkpoint that the proof leads to.</param>
/// <param name="InclusionProof">Sibling hashes from leaf to root, 32 bytes each.</param>
/// <param name="TlogProofText">The same as a C2SP tlog-proof file, for other verifiers.</param>
public sealed record RecordProof(LedgerRecord Record, SignedCheckpoint Checkpoint, byte[][] InclusionProof, string TlogProofText)
{
    /// <summary>The `key` record that certifies the key the record is signed by; null when none was found.</summary>
    public LedgerRecord? Certificate { get; init; }

    /// <summary>The record before this one; null for the first record, and in an export, where the chain is then not checked.</summary>
    public LedgerRecord? Predecessor { get; init; }

    /// <summary>Reads an exported record: entry and tlog-proof file. The proof's extra data is the certificate's entry.</summary>
    /// <param name="entry">The entry, exactly the stored bytes.</param>
    /// <param name="tlogProof">The proof file.</param>
    /// <returns>The proof; nothing is checked.</returns>
    /// <exception cref="FormatException">Entry, proof, checkpoint or certificate have not the form.</exception>
    public static RecordProof Read(ReadOnlyMemory<byte> entry, ReadOnlyMemory<byte> tlogProof)
    {
        var proof = TlogProof.Parse(tlogProof);
        var record = LedgerRecord.FromEntry(proof.Index, entry);
        LedgerRecord? certificate = null;
        if (proof.Extra is { } extra)
        {
            var first = LedgerRecord.FromEntry(0, extra);
            certificate = LedgerRecord.FromEntry(Math.Max(0, first.Sequence), extra);
        }

        return new RecordProof(record, SignedCheckpoint.Parse(proof.CheckpointNote), [.. proof.Hashes], Encoding.UTF8.GetString(tlogProof.Span)) { Certificate = certificate };
    }

    /// <summary>Checks everything.</summary>
    /// <param name="logKey">The log's verifier key, from a source that is trusted.</param>
    /// <param name="recordKey">The key the record must be signed by; null to take it from <see cref="Certificate"/>, which the log key must have signed.</param>
    /// <returns>All steps with the values that were compared.</returns>
    public RecordProofResult Check(VerifierKey logKey, VerifierKey? recordKey)
    {
        ArgumentNullException.ThrowIfNull(logKey);
        var steps = new List<RecordProofStep>(6);
        var leaf = Record.LeafHash();
        steps.Add(new RecordProofStep("leaf-hash", true, "the hash of the stored bytes is computed", "SHA-256(0x00, entry)", Convert.ToBase64String(leaf)));
        steps.Add(CheckInclusion(leaf));
        steps.Add(CheckCheckpoint(logKey));
        var key = recordKey ?? CheckCertificate(logKey, steps);
        steps.Add(CheckSignature(key));
        if (Predecessor is not null || Record.Index == 0) steps.Add(CheckChain());
        return new RecordProofResult(steps);
    }

    private RecordProofStep CheckInclusion(byte[] leaf)
    {
        var expected = Convert.ToBase64String(Checkpoint.Checkpoint.RootHash);
        var size = Checkpoint.Checkpoint.Size;
        var passed = MerkleProofs.TryRootFromInclusion(leaf, Record.Index, size, InclusionProof, out var root)
            && root.AsSpan().SequenceEqual(Checkpoint.Checkpoint.RootHash);
        var title = string.Create(CultureInfo.InvariantCulture, $"the path of {InclusionProof.Length} hashes leads from record {Record.Index} to the root of the tree of {size} records");
        return new RecordProofStep("inclusion", passed, title, expected, root.Length == 0 ? "no path of this length exists" : Convert.ToBase64String(root));
    }

    private RecordProofStep CheckCheckpoint(VerifierKey logKey)
    {
        var passed = Checkpoint.Verify(logKey);
        return new RecordProofStep("checkpoint-signature", passed, "the log key signed the checkpoint", logKey.ToString(), passed ? logKey.ToString() : "no valid signature by this key");
    }

    private VerifierKey? CheckCertificate(VerifierKey logKey, List<RecordProofStep> steps)
    {
        const string Title = "the log key certified the record key before this record";
        if (Record.CertifiesRecordKey)
        {
            steps.Add(new RecordProofStep("record-key", true, "the record certifies a record key, so the log key itself signs it", logKey.ToString(), logKey.ToString()));
            return logKey;
        }

        if (Certificate is null)
        {
            steps.Add(new RecordProofStep("record-key", false, Title, logKey.ToString(), "no certificate was found"));
            return null;
        }

        VerifierKey? key = null;
        var passed = Certificate.CertifiesRecordKey && Certificate.Index < Record.Index && Certificate.Sequence == Certificate.Index
            && RecordEntry.IsSignedBy(Certificate.Entry, logKey) && VerifierKey.TryParse(Certificate.Members.RecordKey, out key);
        var found = passed
            ? string.Create(CultureInfo.InvariantCulture, $"record {Certificate.Index} certifies {key}")
            : string.Create(CultureInfo.InvariantCulture, $"record {Certificate.Index} is no valid certificate");
        steps.Add(new RecordProofStep("record-key", passed, Title, logKey.ToString(), found));
        return passed ? key : null;
    }

    private RecordProofStep CheckSignature(VerifierKey? key)
    {
        var passed = key is not null && RecordEntry.IsSignedBy(Record.Entry, key);
        var found = string.Create(CultureInfo.InvariantCulture, $"key id {Record.SigningKeyId:x8}, ");
        return new RecordProofStep("record-signature", passed, "the record key signed the record", key?.ToString() ?? "a certified key", found + (passed ? "valid" : "not valid"));
    }

    private RecordProofStep CheckChain()
    {
        const string Title = "the record points to the one before it";
        if (Record.Index == 0)
            return new RecordProofStep("chain", Record.Previous == RecordFormat.FirstPrevious, "the first record points to nothing", RecordFormat.FirstPrevious, Record.Previous);
        var expected = Convert.ToHexStringLower(Predecessor!.LineHash());
        return new RecordProofStep("chain", Predecessor.Sequence == Record.Sequence - 1 && expected == Record.Previous, Title, expected, Record.Previous);
    }
}
