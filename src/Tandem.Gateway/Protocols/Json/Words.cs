using System.Collections.Frozen;

namespace Tandem.Gateway.Protocols.Json;

/// <summary>The dialects' own words at places that hold nothing else. Any other string at such a place is scanned: a role is a place to hide text too.</summary>
internal static class Words
{
    private const int LongestBytes = 32;

    private static readonly FrozenSet<string>.AlternateLookup<ReadOnlySpan<char>> Known = new[]
    {
        "system", "developer", "user", "assistant", "tool", "function", "custom",
        "text", "refusal", "image_url", "input_audio", "file", "image", "document", "tool_use", "tool_result", "thinking", "redacted_thinking", "search_result",
        "server_tool_use", "web_search_tool_result", "web_search_result", "mcp_tool_use", "mcp_tool_result", "content", "url", "base64", "content_block",
        "ephemeral", "5m", "1h", "auto", "none", "any", "required", "enabled", "disabled", "adaptive", "json_schema", "json_object", "grammar", "regex", "lark",
        "low", "medium", "high", "minimal", "default", "flex", "priority", "standard_only", "standard", "in_memory", "24h", "wav", "mp3", "flac", "opus", "pcm16",
        "chat.completion", "chat.completion.chunk", "message", "error",
        "stop", "length", "tool_calls", "content_filter", "function_call", "end_turn", "max_tokens", "stop_sequence", "pause_turn",
        "model_context_window_exceeded", "text_delta", "input_json_delta", "thinking_delta", "signature_delta", "citations_delta",
        "message_start", "message_delta", "message_stop", "content_block_start", "content_block_delta", "content_block_stop", "ping",
        "image/png", "image/jpeg", "image/gif", "image/webp", "application/pdf", "text/plain",
    }.ToFrozenSet(StringComparer.Ordinal).GetAlternateLookup<ReadOnlySpan<char>>();

    public static bool Contains(ReadOnlySpan<byte> utf8)
    {
        if (utf8.Length > LongestBytes) return false;
        Span<char> text = stackalloc char[LongestBytes];
        for (var i = 0; i < utf8.Length; i++) text[i] = (char)utf8[i];
        return Known.Contains(text[..utf8.Length]);
    }
}
