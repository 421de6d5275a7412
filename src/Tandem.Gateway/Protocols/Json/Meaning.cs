namespace Tandem.Gateway.Protocols.Json;

/// <summary>What a value at a known place of a body is to the gateway.</summary>
internal enum Meaning
{
    /// <summary>A container, or a value whose place no table knows.</summary>
    None,

    /// <summary>Text to scan.</summary>
    Text,

    /// <summary>Text that comes in pieces in a stream: its pieces form one channel.</summary>
    Streamed,

    /// <summary>A word of the dialect; scanned when it is none of <see cref="Words"/>.</summary>
    Word,

    /// <summary>A number of the dialect's own (a limit, a time); scanned when it is too long for one.</summary>
    Count,

    Model,
    StreamFlag,
    EndUser,

    /// <summary>The name of a tool that is offered.</summary>
    OfferedTool,

    /// <summary>The role of the message the value stands in.</summary>
    Role,

    /// <summary>The type of the block the value stands in.</summary>
    Type,

    /// <summary>The number of the choice, block or call the value stands in.</summary>
    Index,

    /// <summary>Data of an image, a recording or a file.</summary>
    Media,

    /// <summary>A name or address of data that lies elsewhere.</summary>
    Reference,

    /// <summary>Sealed by the provider.</summary>
    Opaque,

    FinishReason,
    InputTokens,
    OutputTokens,

    /// <summary>When an answer was made, seconds since 1970.</summary>
    Created,

    /// <summary>A member whose whole value is replaced when text of the answer is withheld or held back: token probabilities spell the text out.</summary>
    TokenDetail,

    /// <summary>The tool calls of a streamed piece, held until they are whole.</summary>
    HeldCalls,

    /// <summary>One of them.</summary>
    HeldCall,

    /// <summary>An error that upstream reports inside an answer.</summary>
    Error,
}
