using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;

namespace Tandem.Management.Access.Sessions;

/// <summary>The random 256 bits by which a cookie names its session. The database holds their hash only, so that a copy of it signs nobody in.</summary>
internal static class SessionToken
{
    /// <summary>Claim of the cookie that carries it; no request's principal has it.</summary>
    internal const string Claim = "tandem:session-token";

    private const int Bytes = 32;

    internal static string Generate() => Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(Bytes));

    /// <summary>Lower-case hex SHA-256. It needs no salt and no slow hashing: nobody tries 256 bits.</summary>
    internal static string Hash(string token) => Convert.ToHexStringLower(SHA256.HashData(Encoding.ASCII.GetBytes(token)));
}
