namespace Tandem.Management.Frameworks.Uploads.Reading;

internal enum SourceKind
{
    Nothing,
    Text,
    List,
    Map,
}

/// <summary>A value of an uploaded file, JSON and YAML alike, that knows its place; numbers and flags are the text in which they were written.</summary>
internal sealed class SourceNode(string place, int line, SourceKind kind, string text, IReadOnlyList<SourceNode> items, IReadOnlyDictionary<string, SourceNode> members)
{
    private static readonly Dictionary<string, SourceNode> NoMembers = [];

    internal SourceKind Kind { get; } = kind;

    /// <summary>Empty for what is no text.</summary>
    internal string Text { get; } = text;

    /// <summary>Empty for what is no list.</summary>
    internal IReadOnlyList<SourceNode> Items { get; } = items;

    /// <summary>Empty for what has none.</summary>
    internal IReadOnlyDictionary<string, SourceNode> Members { get; } = members;

    /// <summary>`objects.framework.requirement_nodes[3].urn`, with its line where the format tells it.</summary>
    internal string Place => line > 0 ? $"line {line}, `{Path}`" : $"`{Path}`";

    internal string Path { get; } = place.Length == 0 ? "file" : place;

    internal static SourceNode OfText(string place, int line, string text) => new(place, line, SourceKind.Text, text, [], NoMembers);

    internal static SourceNode OfNothing(string place, int line) => new(place, line, SourceKind.Nothing, "", [], NoMembers);

    internal static SourceNode OfList(string place, int line, IReadOnlyList<SourceNode> items) => new(place, line, SourceKind.List, "", items, NoMembers);

    internal static SourceNode OfMap(string place, int line, IReadOnlyDictionary<string, SourceNode> members) => new(place, line, SourceKind.Map, "", [], members);

    /// <summary>A member; null for none, and for one that holds nothing.</summary>
    internal SourceNode? Find(string name) => Members.TryGetValue(name, out var member) && member.Kind != SourceKind.Nothing ? member : null;

    /// <summary>Text without what no database takes: U+0000, or half of a character.</summary>
    internal static bool IsStorable(string text)
    {
        for (var i = 0; i < text.Length; i++)
        {
            if (text[i] == '\0' || (char.IsSurrogate(text[i]) && !(i + 1 < text.Length && char.IsSurrogatePair(text[i], text[i + 1]))))
                return false;
            if (char.IsSurrogate(text[i]))
                i++;
        }
        return true;
    }
}
