using System.Collections.Frozen;
using Microsoft.AspNetCore.Http;

namespace Tandem.Gateway.Upstream;

/// <summary>
/// Which of an upstream's headers reach the caller: the few that client libraries act upon. Everything else is dropped, because a
/// header is text that nobody inspected.
/// </summary>
internal static class ResponseHeaders
{
    private const int MaximumValueLength = 256;

    private static readonly FrozenSet<string> Passed = FrozenSet.Create(
        StringComparer.OrdinalIgnoreCase,
        "retry-after", "retry-after-ms", "x-should-retry", "x-request-id", "request-id", "openai-processing-ms", "openai-version");

    private static readonly string[] PassedPrefixes = ["x-ratelimit-", "anthropic-ratelimit-"];

    public static void CopyTo(HttpResponseMessage answer, IHeaderDictionary headers)
    {
        foreach (var (name, values) in answer.Headers.NonValidated)
        {
            if (!Passed.Contains(name) && !Array.Exists(PassedPrefixes, prefix => name.StartsWith(prefix, StringComparison.OrdinalIgnoreCase))) continue;
            var value = values.ToString();
            if (value.Length <= MaximumValueLength && value.All(character => character is >= ' ' and <= '~')) headers[name] = value;
        }
    }
}
