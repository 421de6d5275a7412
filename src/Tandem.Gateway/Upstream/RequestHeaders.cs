using System.Collections.Frozen;
using Microsoft.AspNetCore.Http;

namespace Tandem.Gateway.Upstream;

/// <summary>
/// Which of a caller's headers go on. Everything that tells or claims who somebody is or where a request came from or should go
/// stays here: the gateway speaks to the upstream in its own name.
/// </summary>
internal static class RequestHeaders
{
    private const int MaximumValueLength = 4 * 1024;

    private static readonly FrozenSet<string> Withheld = FrozenSet.Create(
        StringComparer.OrdinalIgnoreCase,
        // Identity
        "authorization", "x-api-key", "api-key", "x-goog-api-key", "x-auth-token", "cookie", "cookie2", "x-real-ip", "x-client-ip",
        "x-client-cert", "x-ssl-client-cert", "x-user", "x-user-id", "x-remote-user", "remote-user", "from", "openai-organization", "openai-project",
        "true-client-ip", "cf-connecting-ip", "x-cluster-client-ip",
        // Routing
        "host", "forwarded", "via", "x-http-method", "x-http-method-override", "x-method-override", "x-original-url", "x-rewrite-url", "x-host", "max-forwards",
        // Hop by hop (RFC 9110 section 7.6.1), and what describes the body that was read and is written anew
        "connection", "keep-alive", "te", "trailer", "transfer-encoding", "upgrade", "http2-settings", "expect",
        "content-length", "content-type", "content-encoding", "content-md5", "digest", "content-digest", "accept-encoding", "range", "origin", "referer");

    private static readonly string[] WithheldPrefixes = ["x-forwarded-", "x-tandem-", "proxy-", "x-amz-", "x-envoy-", "x-authenticated-", "sec-", ":"];

    /// <summary>Removes what a caller may not assert, so that no later step can believe it by mistake.</summary>
    public static void StripAsserted(IHeaderDictionary headers)
    {
        foreach (var name in headers.Keys.Where(IsAsserted).ToArray()) headers.Remove(name);
    }

    public static void CopyTo(IHeaderDictionary headers, HttpRequestMessage request)
    {
        var named = headers.Connection;
        foreach (var (name, values) in headers)
        {
            if (!IsForwarded(name) || IsNamedBy(named, name)) continue;
            foreach (var value in values)
            {
                if (value is { Length: <= MaximumValueLength }) request.Headers.TryAddWithoutValidation(name, value);
            }
        }

        request.Headers.TryAddWithoutValidation("Accept-Encoding", "identity");
    }

    public static bool IsForwarded(string name) =>
        !Withheld.Contains(name) && !Array.Exists(WithheldPrefixes, prefix => name.StartsWith(prefix, StringComparison.OrdinalIgnoreCase));

    // The caller's own credential and the framing are still needed by the steps that follow; everything else that is withheld goes now.
    private static bool IsAsserted(string name) =>
        !IsForwarded(name) && name.ToLowerInvariant() is not ("authorization" or "x-api-key" or "host" or "connection" or "content-length" or "content-type" or "content-encoding" or "transfer-encoding" or "expect");

    // A header that `Connection` names is hop by hop too.
    private static bool IsNamedBy(Microsoft.Extensions.Primitives.StringValues connection, string name) =>
        connection.Any(value => value is not null && value.Split(',').Any(token => token.AsSpan().Trim().Equals(name, StringComparison.OrdinalIgnoreCase)));
}
