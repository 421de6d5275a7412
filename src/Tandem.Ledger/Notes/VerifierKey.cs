using System.Buffers.Binary;
using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Tandem.Ledger.Signing;

namespace Tandem.Ledger.Notes;

/// <summary>The public half of a note key: name, key id and Ed25519 public key.</summary>
/// <remarks>
/// Text form `name+id+key`: the id is eight lowercase hexadecimal digits, the key is base 64 of the signature type 0x01 and the
/// 32 bytes of the public key. C2SP signed-note, sections Signatures and Ed25519 signatures; the text is that of Go's note
/// package. Immutable.
/// </remarks>
public sealed record VerifierKey
{
    internal const byte Ed25519Type = 1;

    private readonly byte[] _publicKey;

    /// <summary>Makes the verifier key of a name and a public key; the id follows from both.</summary>
    /// <param name="name">Key name, 1 to 255 bytes of UTF-8 without spaces, plus or control characters.</param>
    /// <param name="publicKey32">Encoded Ed25519 public key, 32 bytes.</param>
    /// <exception cref="ArgumentException">The name is not a key name, or the key has not 32 bytes.</exception>
    public VerifierKey(string name, ReadOnlySpan<byte> publicKey32)
    {
        KeyName.ThrowUnlessValid(name, nameof(name));
        if (publicKey32.Length != Ed25519.PublicKeySize)
            throw new ArgumentException("an Ed25519 public key has 32 bytes", nameof(publicKey32));
        Name = name;
        _publicKey = publicKey32.ToArray();
        KeyId = ComputeKeyId(name, Ed25519Type, publicKey32);
    }

    /// <summary>The key's name, by convention an address without scheme such as `gw1.example/ledger`.</summary>
    public string Name { get; }

    /// <summary>First four bytes, big-endian, of SHA-256(name, newline, 0x01, public key). It tells keys apart and proves nothing.</summary>
    public uint KeyId { get; }

    /// <summary>A fresh copy of the encoded Ed25519 public key, 32 bytes.</summary>
    public byte[] PublicKey => (byte[])_publicKey.Clone();

    /// <summary>Reads the text form.</summary>
    /// <param name="text">One key without surrounding white space.</param>
    /// <returns>The key.</returns>
    /// <exception cref="NoteFormatException">The text is not a verifier key of type 0x01, or its id does not fit name and key.</exception>
    public static VerifierKey Parse(string text) =>
        TryParse(text, out var key) ? key : throw new NoteFormatException("not a verifier key; expected `name+id+key` of an Ed25519 key");

    /// <summary>Reads the text form without throwing.</summary>
    /// <param name="text">One key without surrounding white space; may be null.</param>
    /// <param name="key">The key, or null.</param>
    /// <returns>true if the text is a verifier key of type 0x01 whose id fits.</returns>
    public static bool TryParse([NotNullWhen(true)] string? text, [NotNullWhen(true)] out VerifierKey? key)
    {
        key = null;
        if (text is null || text.Split('+', 3) is not [var name, var id, var encoded] || !KeyName.IsValid(name))
            return false;
        if (!StrictBase64.TryDecode(encoded, out var bytes) || bytes.Length != 1 + Ed25519.PublicKeySize || bytes[0] != Ed25519Type)
            return false;
        var parsed = new VerifierKey(name, bytes.AsSpan(1));
        if (!string.Equals(parsed.KeyIdText, id, StringComparison.Ordinal))
            return false;
        key = parsed;
        return true;
    }

    /// <summary>Tells whether a signature names this key. Says nothing about its validity.</summary>
    /// <param name="signature">A signature line of a note.</param>
    /// <returns>true if name and key id are this key's.</returns>
    public bool Made(NoteSignature signature) =>
        signature.KeyId == KeyId && string.Equals(signature.Name, Name, StringComparison.Ordinal);

    /// <summary>Tells whether a signature by this key is valid for a text.</summary>
    /// <param name="text">The signed text with its final newline.</param>
    /// <param name="signature">A signature line of a note.</param>
    /// <returns>true if the signature names this key and verifies.</returns>
    public bool Verify(ReadOnlySpan<byte> text, NoteSignature signature) =>
        Made(signature) && Ed25519.Verify(_publicKey, text, signature.Signature);

    /// <summary>Returns the text form.</summary>
    /// <returns>`name+id+key` in one line without a newline.</returns>
    public override string ToString() => $"{Name}+{KeyIdText}+{Convert.ToBase64String([Ed25519Type, .. _publicKey])}";

    /// <summary>Equal if name and public key are.</summary>
    /// <param name="other">Another key or null.</param>
    /// <returns>true if both stand for the same key.</returns>
    public bool Equals(VerifierKey? other) =>
        other is not null && string.Equals(Name, other.Name, StringComparison.Ordinal) && _publicKey.AsSpan().SequenceEqual(other._publicKey);

    /// <summary>A hash code that fits <see cref="Equals(VerifierKey?)"/>.</summary>
    /// <returns>A value made from name and key id.</returns>
    public override int GetHashCode() => HashCode.Combine(Name, KeyId);

    internal string KeyIdText => KeyId.ToString("x8", CultureInfo.InvariantCulture);

    internal static uint ComputeKeyId(string name, byte type, ReadOnlySpan<byte> publicKey)
    {
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData([.. Encoding.UTF8.GetBytes(name), (byte)'\n', type, .. publicKey], hash);
        return BinaryPrimitives.ReadUInt32BigEndian(hash);
    }
}
