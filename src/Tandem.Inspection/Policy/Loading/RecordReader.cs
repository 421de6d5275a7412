using System.Globalization;
using Tandem.Inspection.Policy.Cel;

namespace Tandem.Inspection.Policy.Loading;

/// <summary>Reads the members of one object and notes every one that is missing, of the wrong kind, malformed or unknown.</summary>
/// <remarks>A member that is null counts as absent. What cannot be read is null or a default, and the problem is noted.</remarks>
internal sealed class RecordReader
{
    private readonly string _what;
    private readonly HashSet<string> _known = new(StringComparer.Ordinal);

    private RecordReader(BundleFile file, JsonNode node, string what)
    {
        File = file;
        Node = node;
        _what = what;
    }

    public BundleFile File { get; }

    public JsonNode Node { get; }

    /// <summary>Begins to read an object; null, with the problem noted, when the value is none.</summary>
    public static RecordReader? Of(BundleFile file, JsonNode node, string what)
    {
        if (node.Kind == JsonKind.Record)
            return new RecordReader(file, node, what);
        file.Problem(node, $"{what} must be an object, not {node.Describe()}; write it in braces");
        return null;
    }

    public JsonNode? Find(string name)
    {
        _known.Add(name);
        foreach (var member in Node.Members)
        {
            if (member.Name == name)
                return member.Value.Kind == JsonKind.Null ? null : member.Value;
        }

        return null;
    }

    public JsonNode? Require(string name)
    {
        var value = Find(name);
        if (value is null)
            File.Problem(Node, $"`{name}` is missing in {_what}; add it");
        return value;
    }

    public string? Text(string name, TextShape shape) => Require(name) is { } node ? TextOf(node, name, shape) : null;

    public string? OptionalText(string name, TextShape shape) => Find(name) is { } node ? TextOf(node, name, shape) : null;

    /// <summary>Reads one of several words; the first one when the member is absent and a default is allowed.</summary>
    public string? Word(string name, IReadOnlyList<string> words, bool hasDefault = false)
    {
        var node = hasDefault ? Find(name) : Require(name);
        if (node is null)
            return hasDefault ? words[0] : null;
        if (node.Kind == JsonKind.Text && words.Contains(node.Text))
            return node.Text;
        File.Problem(node, $"`{name}` must be one of {string.Join(", ", words)}; choose one");
        return null;
    }

    public long Number(string name, long least, long most, long fallback)
    {
        if (Find(name) is not { } node)
            return fallback;
        if (node.Kind == JsonKind.Number && node.Number >= least && node.Number <= most)
            return node.Number;
        File.Problem(node, string.Create(CultureInfo.InvariantCulture, $"`{name}` must be a whole number from {least} to {most}; change it"));
        return fallback;
    }

    public bool Truth(string name, bool fallback)
    {
        if (Find(name) is not { } node)
            return fallback;
        if (node.Kind != JsonKind.Truth)
            File.Problem(node, $"`{name}` must be true or false, not {node.Describe()}; change it");
        return node.Truth;
    }

    public DateTimeOffset? Time(string name, bool isRequired)
    {
        var node = isRequired ? Require(name) : Find(name);
        if (node is null)
            return null;
        if (node.Kind == JsonKind.Text && CelTime.TryParseTimestamp(node.Text, out var ticks))
            return new DateTimeOffset(ticks, TimeSpan.Zero);
        File.Problem(node, $"`{name}` must be a time; write it as 2026-01-31T08:00:00Z");
        return null;
    }

    public IReadOnlyList<JsonNode> List(string name, bool isRequired)
    {
        var node = isRequired ? Require(name) : Find(name);
        if (node is null)
            return [];
        if (node.Kind != JsonKind.List)
            File.Problem(node, $"`{name}` must be a list, not {node.Describe()}; write it in brackets");
        else if (node.Items.Count > BundleLimits.MaxItems)
            File.Problem(node, string.Create(CultureInfo.InvariantCulture, $"`{name}` has {node.Items.Count} elements, at most {BundleLimits.MaxItems} are allowed; split it"));
        else
            return node.Items;
        return [];
    }

    /// <summary>Reads a list of distinct texts.</summary>
    public IReadOnlyList<string> Texts(string name, TextShape shape, bool isRequired = false)
    {
        var texts = new List<string>();
        foreach (var item in List(name, isRequired))
        {
            if (TextOf(item, name, shape) is not { } text)
                continue;
            if (texts.Contains(text))
                File.Problem(item, $"`{text}` appears twice in `{name}`; keep one");
            else
                texts.Add(text);
        }

        return texts;
    }

    public RecordReader? Record(string name, string what, bool isRequired)
    {
        var node = isRequired ? Require(name) : Find(name);
        return node is null ? null : Of(File, node, what);
    }

    public string? TextOf(JsonNode node, string name, TextShape shape)
    {
        if (node.Kind != JsonKind.Text)
        {
            File.Problem(node, $"`{name}` must be a string, not {node.Describe()}; write it in quotes");
            return null;
        }

        if (shape.Accepts(node.Text))
            return node.Text;
        File.Problem(node, $"`{name}` must be {shape.Description}; change it");
        return null;
    }

    /// <summary>Notes every member that nothing asked for.</summary>
    public void End()
    {
        foreach (var member in Node.Members)
        {
            if (!_known.Contains(member.Name))
                File.Problem(member.Offset, $"unknown member `{member.Name}` in {_what}; use one of {string.Join(", ", _known.Order(StringComparer.Ordinal))}");
        }
    }
}
