using System.Buffers;
using System.Security.Cryptography;

namespace Tandem.Gateway.Identity;

/// <summary>
/// A caller's key as it travels: <c>tdm_&lt;8 characters id&gt;_&lt;43 characters secret&gt;</c>. The id may be written anywhere;
/// the secret only into the answer of the one request that made it.
/// </summary>
internal readonly struct ApiKey
{
    public const string Prefix = "tdm_";
    public const int IdLength = 8;
    public const int SecretLength = 43;
    public const int Length = 4 + IdLength + 1 + SecretLength;

    // No vowels and no look-alikes: an id is read aloud on the telephone when a key must be revoked.
    private const string IdAlphabet = "23456789bcdfghjkmnpqrstvwxz";
    private static readonly SearchValues<char> IdCharacters = SearchValues.Create(IdAlphabet);
    private static readonly SearchValues<char> SecretCharacters =
        SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_");

    private ApiKey(string id, string secret)
    {
        Id = id;
        Secret = secret;
    }

    public string Id { get; }

    public string Secret { get; }

    /// <summary>Makes a key with 256 random bits of secret.</summary>
    public static ApiKey Generate() => new(
        RandomNumberGenerator.GetString(IdAlphabet, IdLength),
        System.Buffers.Text.Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(32)));

    public static bool TryParse(string text, out ApiKey key)
    {
        key = default;
        if (text.Length != Length || !text.StartsWith(Prefix, StringComparison.Ordinal)) return false;
        var id = text.AsSpan(Prefix.Length, IdLength);
        var secret = text.AsSpan(Prefix.Length + IdLength + 1);
        if (text[Prefix.Length + IdLength] != '_' || id.ContainsAnyExcept(IdCharacters) || secret.ContainsAnyExcept(SecretCharacters)) return false;
        key = new ApiKey(id.ToString(), secret.ToString());
        return true;
    }

    /// <summary>The whole key, for the one answer that shows it.</summary>
    public string Reveal() => $"{Prefix}{Id}_{Secret}";

    /// <summary>The id alone, so that no log line and no debugger shows the secret.</summary>
    public override string ToString() => $"{Prefix}{Id}_…";
}
