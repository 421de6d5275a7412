using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace Tandem.Gateway.Recording;

/// <summary>Pseudonyms and fingerprints: keyed, so that nobody without the key can try names or prompts against the log.</summary>
internal sealed class KeyedHashes
{
    private readonly byte[] _pseudonymKey;
    private readonly byte[] _fingerprintKey;

    public KeyedHashes(byte[] pseudonymKey, byte[] fingerprintKey)
    {
        _pseudonymKey = pseudonymKey;
        _fingerprintKey = fingerprintKey;
    }

    /// <summary>128 bits of HMAC-SHA256 as 32 lower-case hexadecimal digits; the same subject always has the same one.</summary>
    public string PseudonymOf(string subject) =>
        Convert.ToHexStringLower(HMACSHA256.HashData(_pseudonymKey, Encoding.UTF8.GetBytes(subject)).AsSpan(0, 16));

    /// <summary>HMAC-SHA256 over texts in order, each behind its length, so that no two lists of texts read alike.</summary>
    public Fingerprint Begin() => new(IncrementalHash.CreateHMAC(HashAlgorithmName.SHA256, _fingerprintKey));

    internal sealed class Fingerprint : IDisposable
    {
        private readonly IncrementalHash _hash;

        public Fingerprint(IncrementalHash hash) => _hash = hash;

        public Fingerprint Add(ReadOnlySpan<byte> text)
        {
            Span<byte> length = stackalloc byte[8];
            BinaryPrimitives.WriteInt64LittleEndian(length, text.Length);
            _hash.AppendData(length);
            _hash.AppendData(text);
            return this;
        }

        /// <summary>Continues one text; however it is cut into pieces, the fingerprint is the same.</summary>
        public void Append(ReadOnlySpan<byte> piece) => _hash.AppendData(piece);

        public string Finish() => Convert.ToHexStringLower(_hash.GetHashAndReset());

        public void Dispose() => _hash.Dispose();
    }
}
