namespace Tandem.Ledger.Notes;

/// <summary>One signature line of a note, verified or not.</summary>
/// <param name="Name">Key name.</param>
/// <param name="KeyId">Key id, from the first four bytes of the line's base 64.</param>
/// <param name="Signature">The bytes after the key id; 64 for Ed25519, other lengths for other types. Not to be changed.</param>
public readonly record struct NoteSignature(string Name, uint KeyId, byte[] Signature);
