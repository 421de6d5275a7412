using System.Text;
using Tandem.Ledger.Notes;

namespace Tandem.Ledger.Checkpoints;

/// <summary>A checkpoint with its note. Immutable.</summary>
/// <param name="Checkpoint">What the text says; to be ignored until <see cref="Verify"/> answered true.</param>
/// <param name="Note">Text and signatures as they were read.</param>
public sealed record SignedCheckpoint(Checkpoint Checkpoint, SignedNote Note)
{
    /// <summary>Reads a signed checkpoint.</summary>
    /// <param name="note">The whole note. It is kept, not copied, and must not change afterwards.</param>
    /// <returns>The checkpoint; no signature has been verified.</returns>
    /// <exception cref="NoteFormatException">The bytes are not a signed note, or its text is not that of a checkpoint.</exception>
    public static SignedCheckpoint Parse(ReadOnlyMemory<byte> note)
    {
        var signed = SignedNote.Parse(note);
        return new SignedCheckpoint(Checkpoint.Parse(Encoding.UTF8.GetString(signed.Text.Span)), signed);
    }

    /// <summary>Signs a checkpoint.</summary>
    /// <param name="checkpoint">What to commit to. The caller makes sure that it continues every checkpoint signed before.</param>
    /// <param name="signers">1 to 16 signers; the log's own comes first and is named like the origin.</param>
    /// <returns>The signed checkpoint.</returns>
    /// <exception cref="NoteFormatException">The checkpoint cannot be printed.</exception>
    /// <exception cref="ArgumentException">There is no signer, or there are more than 16.</exception>
    public static SignedCheckpoint Sign(Checkpoint checkpoint, params ReadOnlySpan<NoteSigner> signers)
    {
        ArgumentNullException.ThrowIfNull(checkpoint);
        var note = SignedNote.Create(Encoding.UTF8.GetBytes(checkpoint.ToText()), signers);
        return new SignedCheckpoint(checkpoint, SignedNote.Parse(note));
    }

    /// <summary>Tells whether the log signed this checkpoint.</summary>
    /// <param name="logKey">The log's key, from a source the caller trusts; its name is the log's origin.</param>
    /// <returns>true only if the origin is the key's name and the key's signature is valid.</returns>
    /// <remarks>Comparing the origin keeps a key that serves two logs from vouching for one with the other's checkpoint.</remarks>
    public bool Verify(VerifierKey logKey)
    {
        ArgumentNullException.ThrowIfNull(logKey);
        return string.Equals(Checkpoint.Origin, logKey.Name, StringComparison.Ordinal) && Note.IsSignedBy(logKey);
    }
}
