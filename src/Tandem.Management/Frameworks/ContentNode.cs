using System.Globalization;
using System.Text.Json;

namespace Tandem.Management.Frameworks;

/// <summary>A JSON value that knows its place, so that each problem can be reported as `file: items[3].title: what`.</summary>
internal readonly struct ContentNode(string file, string path, JsonElement value, List<string> problems)
{
    internal string Place => path.Length == 0 ? file : $"{file}: {path}";

    internal bool IsNull => value.ValueKind is JsonValueKind.Null or JsonValueKind.Undefined;

    internal static ContentNode Open(string folder, string file, List<string> problems)
    {
        var full = Path.Combine(folder, file);
        try
        {
            using var document = JsonDocument.Parse(File.ReadAllBytes(full));
            return new ContentNode(file, "", document.RootElement.Clone(), problems);
        }
        catch (JsonException error)
        {
            var line = (error.LineNumber ?? 0) + 1;
            var column = (error.BytePositionInLine ?? 0) + 1;
            problems.Add(string.Create(CultureInfo.InvariantCulture, $"{file}: line {line}, column {column}: not valid JSON"));
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            problems.Add($"{file}: cannot be read; looked in `{folder}`");
        }
        return new ContentNode(file, "", default, problems);
    }

    internal ContentNode Member(string name)
    {
        var place = path.Length == 0 ? name : $"{path}.{name}";
        return value.ValueKind == JsonValueKind.Object && value.TryGetProperty(name, out var member)
            ? new ContentNode(file, place, member, problems)
            : new ContentNode(file, place, default, problems);
    }

    /// <summary>The text of a member; a problem and the empty text when it is missing or empty.</summary>
    internal string Text(string name)
    {
        var member = Member(name);
        var text = member.AsText();
        if (string.IsNullOrWhiteSpace(text))
            member.Problem("a text is missing");
        return text ?? "";
    }

    internal bool Flag(string name) => Member(name).AsFlag();

    internal int Number(string name, int least, int most)
    {
        var member = Member(name);
        if (member.AsNumber() is { } number && number >= least && number <= most)
            return number;
        member.Problem(string.Create(CultureInfo.InvariantCulture, $"a number from {least} to {most} is expected"));
        return least;
    }

    internal IReadOnlyList<ContentNode> Items(string name)
    {
        var member = Member(name);
        if (member.AsArray() is { } items)
            return items;
        member.Problem("a list is missing");
        return [];
    }

    internal IReadOnlyList<string> Texts(string name)
    {
        var texts = new List<string>();
        foreach (var item in Items(name))
        {
            if (item.AsText() is { Length: > 0 } text)
                texts.Add(text);
            else
                item.Problem("a text is expected");
        }
        return texts;
    }

    internal IEnumerable<(string Name, ContentNode Value)> Members()
    {
        if (value.ValueKind != JsonValueKind.Object)
            yield break;
        foreach (var member in value.EnumerateObject())
            yield return (member.Name, Member(member.Name));
    }

    internal string? AsText() => value.ValueKind == JsonValueKind.String ? value.GetString() : null;

    internal void Problem(string text) => problems.Add($"{Place}: {text}");

    private bool AsFlag()
    {
        if (value.ValueKind is not (JsonValueKind.True or JsonValueKind.False))
            Problem("true or false is expected");
        return value.ValueKind == JsonValueKind.True;
    }

    private int? AsNumber() => value.ValueKind == JsonValueKind.Number && value.TryGetInt32(out var number) ? number : null;

    private List<ContentNode>? AsArray()
    {
        if (value.ValueKind != JsonValueKind.Array)
            return null;
        var items = new List<ContentNode>(value.GetArrayLength());
        foreach (var item in value.EnumerateArray())
            items.Add(new ContentNode(file, string.Create(CultureInfo.InvariantCulture, $"{path}[{items.Count}]"), item, problems));
        return items;
    }
}
