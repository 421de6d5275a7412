using Tandem.Gateway.Protocols;
using Tandem.Gateway.Protocols.Anthropic;
using Tandem.Gateway.Protocols.OpenAi;

namespace Tandem.Gateway.Exchanges;

/// <summary>
/// The dialect of a refusal before the route is known. It follows from the path alone and not from the bundle, so that nobody
/// without a credential learns which routes exist.
/// </summary>
internal static class DialectByPath
{
    public static Dialect? Of(string? path) => path switch
    {
        null => null,
        _ when path.EndsWith("/messages", StringComparison.Ordinal) => AnthropicDialect.Instance,
        _ when path.EndsWith("/chat/completions", StringComparison.Ordinal) => OpenAiDialect.Instance,
        _ => null,
    };
}
