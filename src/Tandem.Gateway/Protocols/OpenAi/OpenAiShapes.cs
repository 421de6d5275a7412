using Tandem.Gateway.Protocols.Json;
using Tandem.Inspection.Classification;

namespace Tandem.Gateway.Protocols.OpenAi;

/// <summary>The places of chat completions: requests, buffered answers, streamed pieces. What is not listed is scanned as unknown.</summary>
internal static class OpenAiShapes
{
    private static readonly ShapeRule Text = new(Meaning.Text);
    private static readonly ShapeRule Reasoning = new(Meaning.Text, SegmentKind.Reasoning);
    private static readonly ShapeRule Refused = new(Meaning.Text, SegmentKind.Refusal);
    private static readonly ShapeRule CalledTool = new(Meaning.Text, SegmentKind.ToolName);
    private static readonly ShapeRule Arguments = new(Meaning.Text, SegmentKind.ToolArguments);
    private static readonly ShapeRule Metadata = new(Meaning.Text, SegmentKind.Metadata, SegmentProvenance.Other);
    private static readonly ShapeRule EndUser = new(Meaning.EndUser, SegmentKind.Metadata, SegmentProvenance.Other);
    private static readonly ShapeRule OfferedTool = new(Meaning.OfferedTool, SegmentKind.ToolName, SegmentProvenance.System);
    private static readonly ShapeRule Definition = new(Meaning.Text, SegmentKind.ToolDefinition, SegmentProvenance.System);
    private static readonly ShapeRule Predicted = new(Meaning.Text, SegmentKind.Text, SegmentProvenance.Assistant);
    private static readonly ShapeRule Model = new(Meaning.Model);
    private static readonly ShapeRule Stream = new(Meaning.StreamFlag, SegmentKind.Unknown, SegmentProvenance.Other);
    private static readonly ShapeRule Role = new(Meaning.Role, SegmentKind.Unknown, SegmentProvenance.Other);
    private static readonly ShapeRule Type = new(Meaning.Type, SegmentKind.Unknown, SegmentProvenance.Other);
    private static readonly ShapeRule Word = new(Meaning.Word, SegmentKind.Unknown, SegmentProvenance.Other);
    private static readonly ShapeRule Count = new(Meaning.Count, SegmentKind.Unknown, SegmentProvenance.Other);
    private static readonly ShapeRule Created = new(Meaning.Created, SegmentKind.Unknown, SegmentProvenance.Other);
    private static readonly ShapeRule Index = new(Meaning.Index, SegmentKind.Unknown, SegmentProvenance.Other);
    private static readonly ShapeRule Finish = new(Meaning.FinishReason, SegmentKind.Unknown, SegmentProvenance.Other);
    private static readonly ShapeRule TokensIn = new(Meaning.InputTokens, SegmentKind.Unknown, SegmentProvenance.Other);
    private static readonly ShapeRule TokensOut = new(Meaning.OutputTokens, SegmentKind.Unknown, SegmentProvenance.Other);
    private static readonly ShapeRule TokenDetail = new(Meaning.TokenDetail, SegmentKind.Text, SegmentProvenance.Assistant);
    private static readonly ShapeRule Error = new(Meaning.Error, SegmentKind.Unknown, SegmentProvenance.Other);
    private static readonly ShapeRule ErrorText = new(Meaning.Text, SegmentKind.Unknown, SegmentProvenance.Other);
    private static readonly ShapeRule Streamed = new(Meaning.Streamed, SegmentKind.Unknown, SegmentProvenance.Assistant);

    public static Shape Request { get; } = Shape.Table(
        ("model", Model), ("stream", Stream), ("stream_options.include_usage", Word), ("stream_options.include_obfuscation", Word), ("user", EndUser), ("safety_identifier", EndUser), ("prompt_cache_key", Metadata), ("metadata.**", Metadata),
        ("messages[].role", Role), ("messages[].name", Metadata), ("messages[].content", Text), ("messages[].refusal", Refused), ("messages[].reasoning_content", Reasoning), ("messages[].reasoning", Reasoning), ("messages[].tool_call_id", Metadata),
        ("messages[].content[].type", Type), ("messages[].content[].text", Text), ("messages[].content[].refusal", Refused),
        ("messages[].content[].image_url.url", Media("image")), ("messages[].content[].image_url.detail", Word),
        ("messages[].content[].input_audio.data", Media("audio")), ("messages[].content[].input_audio.format", Word),
        ("messages[].content[].file.file_data", Media("file")), ("messages[].content[].file.file_id", Reference("file")), ("messages[].content[].file.filename", Metadata),
        ("messages[].audio.id", Reference("audio")),
        ("messages[].tool_calls[].id", Metadata), ("messages[].tool_calls[].type", Word), ("messages[].tool_calls[].index", Index),
        ("messages[].tool_calls[].function.name", CalledTool), ("messages[].tool_calls[].function.arguments", Arguments),
        ("messages[].tool_calls[].custom.name", CalledTool), ("messages[].tool_calls[].custom.input", Arguments),
        ("messages[].function_call.name", CalledTool), ("messages[].function_call.arguments", Arguments),
        ("tools[].type", Word), ("tools[].function.name", OfferedTool), ("tools[].function.description", Definition), ("tools[].function.parameters.**", Definition), ("tools[].function.strict", Word),
        ("tools[].custom.name", OfferedTool), ("tools[].custom.description", Definition), ("tools[].custom.format.**", Definition),
        ("functions[].name", OfferedTool), ("functions[].description", Definition), ("functions[].parameters.**", Definition),
        ("tool_choice", Word), ("tool_choice.type", Word), ("tool_choice.function.name", CalledTool), ("function_call", Word), ("function_call.name", CalledTool), ("parallel_tool_calls", Word),
        ("response_format.type", Word), ("response_format.json_schema.**", Definition), ("prediction.type", Word), ("prediction.content", Predicted), ("prediction.content[].type", Word), ("prediction.content[].text", Predicted),
        ("modalities[]", Word), ("audio.format", Word), ("audio.voice", Metadata), ("stop", Metadata), ("stop[]", Metadata), ("service_tier", Word), ("reasoning_effort", Word), ("verbosity", Word), ("prompt_cache_retention", Word), ("store", Word),
        ("max_tokens", Count), ("max_completion_tokens", Count), ("n", Count), ("seed", Count), ("temperature", Count), ("top_p", Count), ("top_logprobs", Count), ("logprobs", Word), ("presence_penalty", Count), ("frequency_penalty", Count));

    public static Shape Answer { get; } = Shape.Table(
    [
        .. TokenDetails("content"), .. TokenDetails("refusal"),
        ("id", Metadata), ("object", Word), ("created", Created), ("model", Model), ("system_fingerprint", Metadata), ("service_tier", Word),
        ("choices[].index", Index), ("choices[].finish_reason", Finish), ("choices[].logprobs", TokenDetail),
        ("choices[].message.role", Role), ("choices[].message.content", Text), ("choices[].message.content[].type", Type), ("choices[].message.content[].text", Text), ("choices[].message.refusal", Refused), ("choices[].message.reasoning", Reasoning), ("choices[].message.reasoning_content", Reasoning),
        ("choices[].message.audio.data", Media("audio")), ("choices[].message.audio.transcript", Text), ("choices[].message.audio.id", Metadata), ("choices[].message.audio.expires_at", Count),
        ("choices[].message.tool_calls[].id", Metadata), ("choices[].message.tool_calls[].type", Word), ("choices[].message.tool_calls[].index", Index),
        ("choices[].message.tool_calls[].function.name", CalledTool), ("choices[].message.tool_calls[].function.arguments", Arguments),
        ("choices[].message.tool_calls[].custom.name", CalledTool), ("choices[].message.tool_calls[].custom.input", Arguments),
        ("choices[].message.function_call.name", CalledTool), ("choices[].message.function_call.arguments", Arguments),
        ("usage.prompt_tokens", TokensIn), ("usage.completion_tokens", TokensOut), ("usage.total_tokens", Count),
        ("error", Error), ("error.message", ErrorText), ("error.type", ErrorText), ("error.code", ErrorText), ("error.param", ErrorText),
    ]);

    /// <summary>Below <c>delta</c> every string that is not named is a channel of its own: clients join what comes in pieces.</summary>
    public static Shape Chunk { get; } = Shape.Table(
        ("id", Metadata), ("object", Word), ("created", Created), ("model", Model), ("system_fingerprint", Metadata), ("service_tier", Word), ("obfuscation", Metadata),
        ("choices[].index", Index), ("choices[].text", Channel(SegmentKind.Text)), ("choices[].finish_reason", Finish), ("choices[].logprobs", TokenDetail),
        ("choices[].delta.**", Streamed), ("choices[].delta.role", Role), ("choices[].delta.content", Channel(SegmentKind.Text)), ("choices[].delta.refusal", Channel(SegmentKind.Refusal)),
        ("choices[].delta.reasoning", Channel(SegmentKind.Reasoning)), ("choices[].delta.reasoning_content", Channel(SegmentKind.Reasoning)),
        ("choices[].delta.reasoning_details[].**", Streamed), ("choices[].delta.reasoning_details[].type", Metadata), ("choices[].delta.reasoning_details[].format", Metadata), ("choices[].delta.reasoning_details[].id", Metadata), ("choices[].delta.reasoning_details[].index", Index),
        ("choices[].delta.audio.**", Streamed), ("choices[].delta.audio.data", new(Meaning.Media, SegmentKind.Unknown, SegmentProvenance.Assistant, "audio")), ("choices[].delta.audio.transcript", Channel(SegmentKind.Text)), ("choices[].delta.audio.id", Metadata), ("choices[].delta.audio.expires_at", Count),
        ("choices[].delta.tool_calls", new(Meaning.HeldCalls, SegmentKind.Unknown, SegmentProvenance.Assistant)), ("choices[].delta.tool_calls[]", new(Meaning.HeldCall, SegmentKind.Unknown, SegmentProvenance.Assistant)), ("choices[].delta.tool_calls[].index", Index),
        ("choices[].delta.function_call", new(Meaning.HeldCalls, SegmentKind.Unknown, SegmentProvenance.Assistant)),
        ("usage.prompt_tokens", TokensIn), ("usage.completion_tokens", TokensOut), ("usage.total_tokens", Count),
        ("error", Error), ("error.message", ErrorText), ("error.type", ErrorText), ("error.code", ErrorText), ("error.param", ErrorText));

    /// <summary>One piece of a tool call (or of the older function call) on its own.</summary>
    public static Shape CallPiece { get; } = Shape.Table(
        ("index", Index), ("id", Metadata), ("type", Type), ("name", CalledTool), ("arguments", Arguments),
        ("function.name", CalledTool), ("function.arguments", Arguments), ("custom.name", CalledTool), ("custom.input", Arguments));

    /// <summary>Named, because an answer with all details has a hundred thousand of these members, whose names would be texts otherwise.</summary>
    private static List<(string Path, ShapeRule Rule)> TokenDetails(string of)
    {
        var at = $"choices[].logprobs.{of}[].";
        return
        [
            (at + "token", Text), (at + "logprob", Count), (at + "bytes", Count), (at + "bytes[]", Count),
            (at + "top_logprobs[].token", Text), (at + "top_logprobs[].logprob", Count), (at + "top_logprobs[].bytes", Count), (at + "top_logprobs[].bytes[]", Count),
        ];
    }

    private static ShapeRule Channel(SegmentKind kind) => new(Meaning.Streamed, kind, SegmentProvenance.Assistant);

    private static ShapeRule Media(string part) => new(Meaning.Media, SegmentKind.Unknown, null, part);

    private static ShapeRule Reference(string part) => new(Meaning.Reference, SegmentKind.Metadata, null, part);
}
