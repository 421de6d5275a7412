using System.Security.Cryptography;
using System.Text;

namespace Tandem.Management.Access.SecondFactor;

/// <summary>Codes for the day the authenticator is lost: ten, each good once, shown once and kept as hashes.</summary>
internal static class RecoveryCode
{
    internal const int Count = 10;

    // 80 bits: nobody tries them all against a stolen hash, so that it needs no salt and no slow hashing.
    private const int Bytes = 10;

    internal const int Letters = 16;

    /// <summary>Ten new codes in groups of four letters.</summary>
    internal static IReadOnlyList<string> Generate() =>
        [.. Enumerable.Range(0, Count).Select(_ => string.Join('-', Base32.Encode(RandomNumberGenerator.GetBytes(Bytes)).Chunk(4).Select(group => new string(group))))];

    /// <summary>Lower-case hex SHA-256 of the letters.</summary>
    internal static string Hash(string code) => Convert.ToHexStringLower(SHA256.HashData(Encoding.ASCII.GetBytes(Base32.Normalise(code))));
}
