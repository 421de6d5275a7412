using Tandem.Gateway.Protocols.Json;
using Tandem.Inspection.Classification;

namespace Tandem.Gateway.Protocols.Anthropic;

/// <summary>The places of messages: requests, buffered answers, stream events. What is not listed is scanned as unknown.</summary>
internal static class AnthropicShapes
{
    private static readonly ShapeRule Text = new(Meaning.Text);
    private static readonly ShapeRule Instructions = new(Meaning.Text, SegmentKind.Text, SegmentProvenance.System);
    private static readonly ShapeRule Reasoning = new(Meaning.Text, SegmentKind.Reasoning);
    private static readonly ShapeRule CalledTool = new(Meaning.Text, SegmentKind.ToolName);
    private static readonly ShapeRule Arguments = new(Meaning.Text, SegmentKind.ToolArguments);
    private static readonly ShapeRule Metadata = new(Meaning.Text, SegmentKind.Metadata, SegmentProvenance.Other);
    private static readonly ShapeRule EndUser = new(Meaning.EndUser, SegmentKind.Metadata, SegmentProvenance.Other);
    private static readonly ShapeRule OfferedTool = new(Meaning.OfferedTool, SegmentKind.ToolName, SegmentProvenance.System);
    private static readonly ShapeRule Definition = new(Meaning.Text, SegmentKind.ToolDefinition, SegmentProvenance.System);
    private static readonly ShapeRule Model = new(Meaning.Model);
    private static readonly ShapeRule Stream = new(Meaning.StreamFlag, SegmentKind.Unknown, SegmentProvenance.Other);
    private static readonly ShapeRule Role = new(Meaning.Role, SegmentKind.Unknown, SegmentProvenance.Other);
    private static readonly ShapeRule Type = new(Meaning.Type, SegmentKind.Unknown, SegmentProvenance.Other);
    private static readonly ShapeRule Word = new(Meaning.Word, SegmentKind.Unknown, SegmentProvenance.Other);
    private static readonly ShapeRule Count = new(Meaning.Count, SegmentKind.Unknown, SegmentProvenance.Other);
    private static readonly ShapeRule Index = new(Meaning.Index, SegmentKind.Unknown, SegmentProvenance.Other);
    private static readonly ShapeRule Finish = new(Meaning.FinishReason, SegmentKind.Unknown, SegmentProvenance.Other);
    private static readonly ShapeRule TokensIn = new(Meaning.InputTokens, SegmentKind.Unknown, SegmentProvenance.Other);
    private static readonly ShapeRule TokensOut = new(Meaning.OutputTokens, SegmentKind.Unknown, SegmentProvenance.Other);
    private static readonly ShapeRule Sealed = new(Meaning.Opaque, SegmentKind.Unknown, null, "encrypted");
    private static readonly ShapeRule Error = new(Meaning.Error, SegmentKind.Unknown, SegmentProvenance.Other);
    private static readonly ShapeRule ErrorText = new(Meaning.Text, SegmentKind.Unknown, SegmentProvenance.Other);
    private static readonly ShapeRule Streamed = new(Meaning.Streamed, SegmentKind.Unknown, SegmentProvenance.Assistant);

    public static Shape Request { get; } = Shape.Table(
    [
        ("model", Model), ("stream", Stream), ("metadata.user_id", EndUser), ("system", Instructions), ("system[].type", Type), ("system[].text", Instructions), ("system[].cache_control.type", Word), ("system[].cache_control.ttl", Word),
        ("messages[].role", Role), ("messages[].content", Text), .. Blocks("messages[].content[]", 3),
        ("tools[].type", Word), ("tools[].name", OfferedTool), ("tools[].description", Definition), ("tools[].input_schema.**", Definition), ("tools[].cache_control.type", Word), ("tools[].cache_control.ttl", Word),
        ("tool_choice.type", Word), ("tool_choice.name", CalledTool), ("tool_choice.disable_parallel_tool_use", Word), ("thinking.type", Word), ("thinking.budget_tokens", Count), ("stop_sequences[]", Metadata), ("service_tier", Word),
        ("max_tokens", Count), ("temperature", Count), ("top_k", Count), ("top_p", Count),
    ]);

    public static Shape Answer { get; } = Shape.Table(
    [
        .. Message(""), ("error", Error), ("error.type", ErrorText), ("error.message", ErrorText), ("request_id", Metadata),
    ]);

    /// <summary>All events in one table; a member means the same in each. What a delta holds and no row names is a channel of its own.</summary>
    public static Shape Event { get; } = Shape.Table(
    [
        .. Message("message."), ("type", Type), ("index", Index), .. Blocks("content_block", 2),
        ("content_block.text", Channel(SegmentKind.Text)), ("content_block.thinking", Channel(SegmentKind.Reasoning)),
        ("delta.**", Streamed), ("delta.type", Type), ("delta.text", Channel(SegmentKind.Text)), ("delta.thinking", Channel(SegmentKind.Reasoning)), ("delta.partial_json", Channel(SegmentKind.ToolArguments)),
        ("delta.signature", Sealed), ("delta.citation.**", Metadata), ("delta.stop_reason", Finish), ("delta.stop_sequence", Metadata), ("delta.container.**", Metadata), ("delta.stop_details.**", Metadata),
        ("usage.input_tokens", TokensIn), ("usage.output_tokens", TokensOut), ("usage.cache_creation_input_tokens", Count), ("usage.cache_read_input_tokens", Count),
        ("error", Error), ("error.type", ErrorText), ("error.message", ErrorText), ("request_id", Metadata),
    ]);

    private static List<(string Path, ShapeRule Rule)> Message(string at) =>
    [
        (at + "id", Metadata), (at + "type", Type), (at + "role", Role), (at + "model", Model), (at + "stop_reason", Finish), (at + "stop_sequence", Metadata), .. Blocks(at + "content[]", 2),
        (at + "usage.input_tokens", TokensIn), (at + "usage.output_tokens", TokensOut), (at + "usage.cache_creation_input_tokens", Count), (at + "usage.cache_read_input_tokens", Count), (at + "usage.service_tier", Word),
    ];

    /// <summary>Content blocks; results and documents hold blocks again.</summary>
    private static List<(string Path, ShapeRule Rule)> Blocks(string at, int levels)
    {
        List<(string Path, ShapeRule Rule)> rows =
        [
            (at + ".type", Type), (at + ".text", Text), (at + ".id", Metadata), (at + ".tool_use_id", Metadata), (at + ".name", CalledTool), (at + ".input.**", Arguments), (at + ".is_error", Word),
            (at + ".thinking", Reasoning), (at + ".signature", Sealed), (at + ".data", Sealed), (at + ".encrypted_content", Sealed),
            (at + ".title", Text), (at + ".context", Text), (at + ".url", Text), (at + ".citations.**", Metadata), (at + ".cache_control.type", Word), (at + ".cache_control.ttl", Word),
            (at + ".source", Text), (at + ".source.type", Type), (at + ".source.media_type", Word), (at + ".source.data", new(Meaning.Media, SegmentKind.Text, null, "file")), (at + ".source.url", Reference("file")), (at + ".source.file_id", Reference("file")), (at + ".source.content", Text),
            (at + ".content", Text),
        ];
        if (levels > 1)
        {
            rows.AddRange(Blocks(at + ".content[]", levels - 1));
            rows.AddRange(Blocks(at + ".source.content[]", levels - 1));
        }

        return rows;
    }

    private static ShapeRule Channel(SegmentKind kind) => new(Meaning.Streamed, kind, SegmentProvenance.Assistant);

    private static ShapeRule Reference(string part) => new(Meaning.Reference, SegmentKind.Metadata, null, part);
}
