using System.Text;
using System.Text.Json;

namespace Tandem.MockLlm;

/// <summary>What the mock understands of a request: the model, whether to stream, the last words of the user and the tools on offer.</summary>
internal sealed record MockRequest(string Model, bool Stream, bool IncludeUsage, string LastUserText, bool EndsWithToolResult, string? ToolName, string ToolArguments)
{
    public static MockRequest Parse(JsonElement body)
    {
        var model = Text(body, "model") ?? "mock";
        var stream = body.TryGetProperty("stream", out var flag) && flag.ValueKind is JsonValueKind.True;
        var includeUsage = body.TryGetProperty("stream_options", out var options) && options.ValueKind is JsonValueKind.Object
            && options.TryGetProperty("include_usage", out var usage) && usage.ValueKind is JsonValueKind.True;
        var lastUser = string.Empty;
        var endsWithToolResult = false;
        if (body.TryGetProperty("messages", out var messages) && messages.ValueKind is JsonValueKind.Array)
        {
            foreach (var message in messages.EnumerateArray())
            {
                var role = Text(message, "role");
                endsWithToolResult = role is "tool" || HasToolResult(message);
                if (role is "user" && !endsWithToolResult)
                    lastUser = ContentText(message);
            }
        }

        var (tool, arguments) = FirstTool(body);
        return new MockRequest(model, stream, includeUsage, lastUser, endsWithToolResult, tool, arguments);
    }

    /// <summary>A tool is called when one is on offer, calls are not forbidden, and no result of one has just come back.</summary>
    public bool CallsTool => ToolName is not null && !EndsWithToolResult;

    private static bool HasToolResult(JsonElement message) =>
        message.TryGetProperty("content", out var content) && content.ValueKind is JsonValueKind.Array
        && content.EnumerateArray().Any(part => part.ValueKind is JsonValueKind.Object && Text(part, "type") is "tool_result");

    private static string ContentText(JsonElement message)
    {
        if (!message.TryGetProperty("content", out var content))
            return string.Empty;
        if (content.ValueKind is JsonValueKind.String)
            return content.GetString() ?? string.Empty;
        if (content.ValueKind is not JsonValueKind.Array)
            return string.Empty;
        var text = new StringBuilder();
        foreach (var part in content.EnumerateArray())
        {
            if (part.ValueKind is JsonValueKind.Object && Text(part, "text") is { } words)
                text.Append(words);
        }

        return text.ToString();
    }

    private static (string? Name, string Arguments) FirstTool(JsonElement body)
    {
        if (body.TryGetProperty("tool_choice", out var choice) && choice.ValueKind is JsonValueKind.String && choice.GetString() is "none")
            return (null, "{}");
        if (!body.TryGetProperty("tools", out var tools) || tools.ValueKind is not JsonValueKind.Array || tools.GetArrayLength() is 0)
            return (null, "{}");
        var tool = tools[0];
        // OpenAI nests the definition under "function", Anthropic does not.
        if (tool.TryGetProperty("function", out var function))
            return (Text(function, "name"), Arguments(function, "parameters"));
        return (Text(tool, "name"), Arguments(tool, "input_schema"));
    }

    private static string Arguments(JsonElement definition, string schemaName)
    {
        if (!definition.TryGetProperty(schemaName, out var schema) || !schema.TryGetProperty("properties", out var properties))
            return "{}";
        var arguments = new Dictionary<string, object>(StringComparer.Ordinal);
        foreach (var property in properties.EnumerateObject())
        {
            arguments[property.Name] = Text(property.Value, "type") switch
            {
                "number" or "integer" => 7,
                "boolean" => true,
                "array" => Array.Empty<string>(),
                _ => "Tallinn",
            };
        }

        return JsonSerializer.Serialize(arguments);
    }

    private static string? Text(JsonElement element, string name) =>
        element.ValueKind is JsonValueKind.Object && element.TryGetProperty(name, out var value) && value.ValueKind is JsonValueKind.String ? value.GetString() : null;
}
