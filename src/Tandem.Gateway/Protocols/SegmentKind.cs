namespace Tandem.Gateway.Protocols;

/// <summary>What a piece of text is for.</summary>
internal enum SegmentKind
{
    /// <summary>Text between people and model.</summary>
    Text,

    /// <summary>The model's reasoning.</summary>
    Reasoning,

    /// <summary>The model's own words of refusal.</summary>
    Refusal,

    /// <summary>Name of a tool, offered or called.</summary>
    ToolName,

    /// <summary>Definition of a tool or of a wanted output shape.</summary>
    ToolDefinition,

    /// <summary>Arguments of a tool call: JSON inside a string (OpenAI), or a string in the input object (Anthropic).</summary>
    ToolArguments,

    /// <summary>The person behind the application, or what the application says about the request.</summary>
    Metadata,

    /// <summary>A string that no table knows.</summary>
    Unknown,

    /// <summary>The name of a member that no table knows.</summary>
    MemberName,

    /// <summary>The whole part of a number, of nine digits or more: a card number needs no quotation marks.</summary>
    Number,
}
