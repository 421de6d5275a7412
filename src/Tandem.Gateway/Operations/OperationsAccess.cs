using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Http;

namespace Tandem.Gateway.Operations;

/// <summary>The operations listener's own credential; callers' keys do not open it, and it opens nothing else.</summary>
internal sealed class OperationsAccess
{
    private const string Bearer = "Bearer ";
    private readonly byte[] _tokenHash;

    public OperationsAccess(string token) => _tokenHash = SHA256.HashData(Encoding.UTF8.GetBytes(token));

    public bool IsGranted(HttpRequest request)
    {
        var header = request.Headers.Authorization;
        var presented = header is [{ } value] && value.StartsWith(Bearer, StringComparison.OrdinalIgnoreCase) ? value[Bearer.Length..].Trim(' ') : "";
        // Hashes have one length, so that the comparison does not tell the token's.
        return CryptographicOperations.FixedTimeEquals(SHA256.HashData(Encoding.UTF8.GetBytes(presented)), _tokenHash);
    }
}
