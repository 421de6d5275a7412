using System.Buffers.Binary;
using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using Tandem.Ledger.Signing;

namespace Tandem.Ledger.Notes;

/// <summary>Signs notes with one Ed25519 key under one name.</summary>
/// <remarks>C2SP signed-note, section Ed25519 signatures. Thread-safe. Owns the private key and disposes it.</remarks>
public sealed class NoteSigner : IDisposable
{
    private const string PrivateKeyPrefix = "PRIVATE+KEY+";
    private const int PayloadSize = 4 + Ed25519.SignatureSize;
    private const int PayloadTextSize = 92; // base 64 of 68 bytes

    private readonly Ed25519PrivateKey _key;
    private readonly byte[] _linePrefix;

    /// <summary>Makes a signer; from now on it owns the key.</summary>
    /// <param name="name">Key name, 1 to 255 bytes of UTF-8 without spaces, plus or control characters.</param>
    /// <param name="key">The private key, disposed with the signer.</param>
    /// <exception cref="ArgumentException">The name is not a key name.</exception>
    public NoteSigner(string name, Ed25519PrivateKey key)
    {
        ArgumentNullException.ThrowIfNull(key);
        VerifierKey = new VerifierKey(name, key.PublicKey);
        _key = key;
        _linePrefix = Encoding.UTF8.GetBytes($"\u2014 {name} ");
    }

    /// <summary>The public half, to give to verifiers.</summary>
    public VerifierKey VerifierKey { get; }

    /// <summary>Length in bytes of the signature line that <see cref="WriteLine"/> writes, its newline included.</summary>
    internal int LineSize => _linePrefix.Length + PayloadTextSize + 1;

    /// <summary>Reads a private key text, `PRIVATE+KEY+name+id+key`.</summary>
    /// <param name="privateKeyText">One key without surrounding white space. Secret.</param>
    /// <returns>A signer that the caller disposes.</returns>
    /// <exception cref="NoteFormatException">The text is not a private key of type 0x01, or its id does not fit. The message does not repeat the text.</exception>
    public static NoteSigner Parse(string privateKeyText)
    {
        ArgumentNullException.ThrowIfNull(privateKeyText);
        if (!privateKeyText.StartsWith(PrivateKeyPrefix, StringComparison.Ordinal)
            || privateKeyText[PrivateKeyPrefix.Length..].Split('+', 3) is not [var name, var id, var encoded]
            || !KeyName.IsValid(name) || !StrictBase64.TryDecode(encoded, out var bytes))
        {
            throw new NoteFormatException("not a private key; expected `PRIVATE+KEY+name+id+key` of an Ed25519 key");
        }
        try
        {
            if (bytes.Length != 1 + Ed25519.SeedSize || bytes[0] != VerifierKey.Ed25519Type)
                throw new NoteFormatException("the private key is not an Ed25519 key");
            var signer = new NoteSigner(name, Ed25519PrivateKey.FromSeed(bytes.AsSpan(1)));
            if (string.Equals(signer.VerifierKey.KeyIdText, id, StringComparison.Ordinal))
                return signer;
            signer.Dispose();
            throw new NoteFormatException("the private key's id does not fit its name and key; restore the key file from its copy");
        }
        finally
        {
            CryptographicOperations.ZeroMemory(bytes);
        }
    }

    /// <summary>Signs a text.</summary>
    /// <param name="text">The text with its final newline. Its form is not checked; <see cref="SignedNote.Create"/> does that.</param>
    /// <returns>The signature with this key's name and id.</returns>
    /// <exception cref="ObjectDisposedException">The signer was disposed.</exception>
    public NoteSignature Sign(ReadOnlySpan<byte> text) => new(VerifierKey.Name, VerifierKey.KeyId, _key.Sign(text));

    /// <summary>Returns the private key as text, to store it in a file that only its owner can read.</summary>
    /// <returns>`PRIVATE+KEY+name+id+key` without a newline. Secret.</returns>
    /// <exception cref="ObjectDisposedException">The signer was disposed.</exception>
    public string ExportPrivateKey()
    {
        var seed = _key.ExportSeed();
        var typed = new byte[1 + seed.Length];
        typed[0] = VerifierKey.Ed25519Type;
        seed.CopyTo(typed, 1);
        try
        {
            return $"{PrivateKeyPrefix}{VerifierKey.Name}+{VerifierKey.KeyIdText}+{Convert.ToBase64String(typed)}";
        }
        finally
        {
            CryptographicOperations.ZeroMemory(seed);
            CryptographicOperations.ZeroMemory(typed);
        }
    }

    /// <summary>Erases the private key.</summary>
    public void Dispose() => _key.Dispose();

    /// <summary>Signs a text and writes the signature line, <see cref="LineSize"/> bytes.</summary>
    internal void WriteLine(ReadOnlySpan<byte> text, Span<byte> line)
    {
        Span<byte> payload = stackalloc byte[PayloadSize];
        BinaryPrimitives.WriteUInt32BigEndian(payload, VerifierKey.KeyId);
        _key.Sign(text, payload[4..]);
        _linePrefix.CopyTo(line);
        Base64.EncodeToUtf8(payload, line[_linePrefix.Length..], out _, out var written);
        line[_linePrefix.Length + written] = (byte)'\n';
    }
}
