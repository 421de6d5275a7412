using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;

namespace Tandem.Gateway.Identity;

/// <summary>
/// The callers' keys in force. Rebuilt from the gateway's own log at start and changed only after the record of the change is
/// durable, so the log and this table never disagree.
/// </summary>
internal sealed class CallerKeys
{
    private readonly byte[] _hmacKey;
    private readonly TimeProvider _time;
    private readonly ConcurrentDictionary<string, CallerKey> _keys = new(StringComparer.Ordinal);

    // Compared with when the id is unknown, so that an unknown id costs what a wrong secret costs.
    private readonly byte[] _nobody = RandomNumberGenerator.GetBytes(32);

    public CallerKeys(ReadOnlyMemory<byte> hmacKey, TimeProvider time)
    {
        _hmacKey = hmacKey.ToArray();
        _time = time;
    }

    public IReadOnlyList<CallerKey> All => [.. _keys.Values.OrderBy(key => key.Created).ThenBy(key => key.Id, StringComparer.Ordinal)];

    public CallerKey? Find(string id) => _keys.GetValueOrDefault(id);

    public void Put(CallerKey key) => _keys[key.Id] = key;

    public byte[] HmacOf(ApiKey key) => HMACSHA256.HashData(_hmacKey, Encoding.ASCII.GetBytes(key.Secret));

    public IdentityResult Authenticate(ApiKey presented)
    {
        var known = _keys.GetValueOrDefault(presented.Id);
        // The comparison runs for every outcome and first: state is told only to whom holds the secret.
        var isSecretRight = CryptographicOperations.FixedTimeEquals(HmacOf(presented), known is null ? _nobody : known.SecretHmac.Span);
        if (known is null) return IdentityResult.Refused(IdentityProblem.UnknownKey);
        if (!isSecretRight) return IdentityResult.Refused(IdentityProblem.WrongSecret);
        if (known.Revoked is not null) return IdentityResult.Refused(IdentityProblem.Revoked);
        if (known.Expires is { } expires && _time.GetUtcNow() >= expires) return IdentityResult.Refused(IdentityProblem.Expired);
        return IdentityResult.Proven(new Caller($"key:{known.Id}", known.Application, known.AiSystem, known.Roles, AuthenticationMethod.Key));
    }
}
