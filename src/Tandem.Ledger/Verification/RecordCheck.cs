using System.Security.Cryptography;
using Tandem.Ledger.Canonical;
using Tandem.Ledger.Merkle;
using Tandem.Ledger.Notes;
using Tandem.Ledger.Records;

namespace Tandem.Ledger.Verification;

/// <summary>The part of checking a record that needs no other record; runs on any thread.</summary>
internal sealed class RecordCheck(long index, ReadOnlyMemory<byte> entry, VerifierKey? signingKey, bool certifies)
{
    public long Index { get; } = index;

    public ReadOnlyMemory<byte> Entry { get; } = entry;

    public byte[] LeafHash { get; private set; } = [];

    public byte[] LineHash { get; private set; } = [];

    public RecordMembers? Members { get; private set; }

    /// <summary>Why the entry is no record; null when it is one.</summary>
    public string? FormProblem { get; private set; }

    public bool IsSignatureValid { get; private set; } = true;

    public string? CanonicalProblem { get; private set; }

    public void Run(VerificationMode mode)
    {
        LeafHash = MerkleTree.HashLeaf(Entry.Span);
        var length = RecordEntry.LineLength(Entry.Span);
        if (length < 0)
        {
            FormProblem = "the entry has no JSON line followed by an empty line";
            return;
        }

        var line = Entry.Span[..length];
        LineHash = SHA256.HashData(line);
        Members = RecordMembers.TryRead(line, out var problem);
        FormProblem = problem;
        // Certificates are few: they are checked in both modes.
        if (certifies || mode == VerificationMode.Full) IsSignatureValid = signingKey is not null && RecordEntry.IsSignedBy(Entry, signingKey);
        if (mode != VerificationMode.Full) return;
        if (JcsLint.Check(line) is { } lint) CanonicalProblem = $"{lint.Message} at byte {lint.Offset}";
    }
}
