using System.Collections.Frozen;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Primitives;

namespace Tandem.Gateway.Upstream;

/// <summary>
/// Which of a caller's headers go on: the few that choose how a provider answers. Everything else stays here, because a header claims who somebody
/// is or where a request should go, or is text past the inspection of the body. The gateway speaks to the upstream in its own name.
/// </summary>
internal static class RequestHeaders
{
    private const int MaximumValueLength = 256;

    private static readonly FrozenSet<string> Passed = FrozenSet.Create(
        StringComparer.OrdinalIgnoreCase, "accept", "anthropic-version", "anthropic-beta", "openai-beta", "idempotency-key");

    // The caller's own credential and the framing are needed by the steps that follow.
    private static readonly FrozenSet<string> Needed = FrozenSet.Create(
        StringComparer.OrdinalIgnoreCase,
        "authorization", "x-api-key", "host", "connection", "content-length", "content-type", "content-encoding", "transfer-encoding", "expect");

    /// <summary>Removes what a caller may not assert, so that no later step can believe it by mistake.</summary>
    public static void StripAsserted(IHeaderDictionary headers)
    {
        foreach (var name in headers.Keys.Where(name => !Passed.Contains(name) && !Needed.Contains(name)).ToArray()) headers.Remove(name);
    }

    /// <summary>Copies the headers that go on.</summary>
    /// <param name="headers">The caller's.</param>
    /// <param name="request">Receives them.</param>
    /// <param name="isClean">Whether inspection finds nothing in a value; what holds something is left out.</param>
    public static void CopyTo(IHeaderDictionary headers, HttpRequestMessage request, Func<string, bool> isClean)
    {
        var named = headers.Connection;
        foreach (var (name, values) in headers)
        {
            if (!Passed.Contains(name) || IsNamedBy(named, name)) continue;
            foreach (var value in values)
            {
                if (value is { Length: <= MaximumValueLength } && isClean(value)) request.Headers.TryAddWithoutValidation(name, value);
            }
        }

        request.Headers.TryAddWithoutValidation("Accept-Encoding", "identity");
        request.Headers.TryAddWithoutValidation("User-Agent", "tandem");
    }

    // A header that `Connection` names is hop by hop.
    private static bool IsNamedBy(StringValues connection, string name) =>
        connection.Any(value => value is not null && value.Split(',').Any(token => token.AsSpan().Trim().Equals(name, StringComparison.OrdinalIgnoreCase)));
}
