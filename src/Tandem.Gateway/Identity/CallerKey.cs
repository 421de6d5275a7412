namespace Tandem.Gateway.Identity;

/// <summary>A caller's key as the gateway keeps it: everything but the secret, of which it has only the HMAC.</summary>
/// <param name="Id">The 8 characters after <c>tdm_</c>.</param>
/// <param name="Application">The application it was made for.</param>
/// <param name="AiSystem">The one AI system it belongs to.</param>
/// <param name="Roles">Roles it carries.</param>
/// <param name="SecretHmac">HMAC-SHA256 of the secret, 32 bytes.</param>
/// <param name="Created">When it was made.</param>
/// <param name="Expires">From when on it is refused; null means never.</param>
/// <param name="Revoked">When it was revoked; null means it was not.</param>
internal sealed record CallerKey(
    string Id,
    string Application,
    string AiSystem,
    IReadOnlyList<string> Roles,
    ReadOnlyMemory<byte> SecretHmac,
    DateTimeOffset Created,
    DateTimeOffset? Expires,
    DateTimeOffset? Revoked);
