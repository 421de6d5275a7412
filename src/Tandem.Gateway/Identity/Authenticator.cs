using Microsoft.AspNetCore.Http;

namespace Tandem.Gateway.Identity;

/// <summary>Establishes who calls, from the request's headers alone and before anything else of it is read.</summary>
internal sealed class Authenticator
{
    private readonly CallerKeys _keys;
    private readonly IdentityInForce _issuers;

    public Authenticator(CallerKeys keys, IdentityInForce issuers)
    {
        _keys = keys;
        _issuers = issuers;
    }

    public IdentityResult Authenticate(IHeaderDictionary headers)
    {
        var presented = PresentedCredential.Of(headers);
        if (presented.Text is not { } text) return IdentityResult.Refused(presented.Problem);
        if (ApiKey.TryParse(text, out var key)) return _keys.Authenticate(key);
        return text.StartsWith(ApiKey.Prefix, StringComparison.Ordinal)
            ? IdentityResult.Refused(IdentityProblem.Malformed)
            : _issuers.Current.Validate(text);
    }
}
