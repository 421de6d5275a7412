using System.Security.Cryptography;
using System.Text;
using Tandem.Management.Access.SecondFactor;

namespace Tandem.Management.Access.Tokens;

/// <summary>
/// An access token as it travels: <c>tdmp_&lt;16 characters id&gt;_&lt;52 characters secret&gt;&lt;7 characters check&gt;</c>, lower-case base 32. The id may be shown;
/// the secret is 256 random bits; the check lets a scanner of sources tell a token from a look-alike without asking us.
/// </summary>
internal sealed class TokenText
{
    internal const string Prefix = "tdmp_";

    private const int IdBytes = 10;
    private const int IdLength = 16;
    private const int SecretBytes = 32;
    private const int SecretLength = 52;
    private const int CheckBytes = 4;
    private const int CheckLength = 7;
    private const int SecretStart = 5 + IdLength + 1;
    private const int Length = SecretStart + SecretLength + CheckLength;

    private TokenText(string id, string secret) => (Id, Secret) = (id, secret);

    /// <summary>By which the token is found.</summary>
    internal string Id { get; }

    private string Secret { get; }

    internal static TokenText Generate() => new(RandomText(IdBytes), RandomText(SecretBytes));

    /// <summary>Null for what is no token, whatever it is.</summary>
    internal static TokenText? Parse(string text)
    {
        if (text.Length != Length || !text.StartsWith(Prefix, StringComparison.Ordinal) || text[SecretStart - 1] != '_')
            return null;
        var token = new TokenText(text.Substring(Prefix.Length, IdLength), text.Substring(SecretStart, SecretLength));
        return token.Whole() == text ? token : null;
    }

    /// <summary>The whole token. A secret: show it once and never log it.</summary>
    internal string Whole()
    {
        var start = $"{Prefix}{Id}_{Secret}";
        return start + Base32.Encode(SHA256.HashData(Encoding.UTF8.GetBytes(start)).AsSpan(0, CheckBytes)).ToLowerInvariant();
    }

    /// <summary>Lower-case hex SHA-256 of the secret. It needs no salt and no slow hashing: nobody tries 256 bits.</summary>
    internal string SecretHash() => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(Secret)));

    public override string ToString() => Prefix + Id;

    private static string RandomText(int bytes) => Base32.Encode(RandomNumberGenerator.GetBytes(bytes)).ToLowerInvariant();
}
