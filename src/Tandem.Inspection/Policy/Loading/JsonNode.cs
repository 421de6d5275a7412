namespace Tandem.Inspection.Policy.Loading;

internal enum JsonKind
{
    Null,
    Truth,
    Number,
    Text,
    List,
    Record,
}

/// <summary>A JSON value that knows where it stands.</summary>
/// <param name="kind">Kind of the value.</param>
/// <param name="offset">Byte offset of its first byte in the file.</param>
internal sealed class JsonNode(JsonKind kind, int offset)
{
    public JsonKind Kind { get; } = kind;

    public int Offset { get; } = offset;

    public string Text { get; init; } = "";

    public long Number { get; init; }

    public bool Truth { get; init; }

    public List<JsonNode> Items { get; } = [];

    public List<JsonMember> Members { get; } = [];

    /// <summary>The kind as the reader of a message knows it.</summary>
    public string Describe() => Kind switch
    {
        JsonKind.Null => "null",
        JsonKind.Truth => "true or false",
        JsonKind.Number => "a number",
        JsonKind.Text => "a string",
        JsonKind.List => "a list",
        _ => "an object",
    };
}
