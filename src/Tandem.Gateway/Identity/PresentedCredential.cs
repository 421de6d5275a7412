using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Primitives;

namespace Tandem.Gateway.Identity;

/// <summary>The one credential a request presents, taken from <c>Authorization: Bearer</c> or <c>x-api-key</c>.</summary>
internal readonly record struct PresentedCredential(string? Text, IdentityProblem Problem)
{
    /// <summary>Longest credential looked at; tokens of real issuers stay far below.</summary>
    public const int MaximumLength = 8 * 1024;

    private const string Bearer = "Bearer ";

    public static PresentedCredential Of(IHeaderDictionary headers)
    {
        var authorization = headers.Authorization;
        var apiKey = headers["x-api-key"];
        if (authorization.Count > 1 || apiKey.Count > 1) return new(null, IdentityProblem.Ambiguous);

        var fromAuthorization = Single(authorization);
        if (fromAuthorization is not null)
        {
            if (!fromAuthorization.StartsWith(Bearer, StringComparison.OrdinalIgnoreCase)) return new(null, IdentityProblem.Malformed);
            fromAuthorization = fromAuthorization[Bearer.Length..].Trim(' ');
        }

        var fromApiKey = Single(apiKey)?.Trim(' ');
        // Some clients send the same key in both places; two different ones leave open which one counts.
        if (fromAuthorization is not null && fromApiKey is not null && !string.Equals(fromAuthorization, fromApiKey, StringComparison.Ordinal))
        {
            return new(null, IdentityProblem.Ambiguous);
        }

        var text = fromAuthorization ?? fromApiKey;
        if (string.IsNullOrEmpty(text)) return new(null, IdentityProblem.Missing);
        return text.Length > MaximumLength ? new(null, IdentityProblem.TooLong) : new(text, IdentityProblem.None);
    }

    private static string? Single(StringValues values) => values.Count == 0 ? null : values[0];
}
