using System.Globalization;
using System.Text.RegularExpressions;
using Tandem.Management.Ui;

namespace Tandem.Management.Frameworks.Uploads.Reading;

/// <summary>Takes values out of a file and collects all that is wrong with it, and what it holds that is not kept.</summary>
internal sealed partial class SourceReader
{
    private readonly SortedSet<string> _ignored = new(StringComparer.Ordinal);
    private readonly List<string> _problems = [];
    private int _more;

    /// <summary>With the number of those that are not told.</summary>
    internal IReadOnlyList<string> Problems => _more == 0 ? _problems : [.. _problems, $"and {_more} more of the kind"];

    /// <summary>Members that are not kept, without the numbers of list items.</summary>
    internal IReadOnlyCollection<string> Ignored => _ignored;

    internal bool HasProblems => _problems.Count > 0;

    internal void Problem(SourceNode at, string what) => Problem($"{at.Place}: {what}");

    internal void Problem(string what)
    {
        if (_problems.Count < UploadLimits.Problems)
            _problems.Add(what);
        else
            _more++;
    }

    /// <summary>Notes the members of a map that are not among those kept.</summary>
    internal void Ignore(SourceNode map, IReadOnlySet<string> kept)
    {
        foreach (var member in map.Members.Where(member => !kept.Contains(member.Key) && _ignored.Count < UploadLimits.Problems))
            _ignored.Add(FormText.Shortened(Number().Replace(member.Value.Path, "[]"), UploadLimits.Ref));
    }

    /// <summary>The text of a member; empty for none.</summary>
    internal string Text(SourceNode map, string name, int longest)
    {
        if (map.Find(name) is not { } member)
            return "";
        if (member.Kind != SourceKind.Text)
        {
            Problem(member, "a text is expected");
            return "";
        }
        var text = member.Text.Trim();
        if (!SourceNode.IsStorable(text))
            Problem(member, "holds U+0000 or half of a character; take it out");
        else if (text.Length > longest)
            Problem(member, string.Create(CultureInfo.InvariantCulture, $"has {text.Length} characters; shorten it to {longest}"));
        else
            return text;
        return "";
    }

    internal string Needed(SourceNode map, string name, int longest)
    {
        var text = Text(map, name, longest);
        if (text.Length == 0 && map.Find(name) is null or { Text: "" })
            Problem(map, $"`{name}` is missing; give a text");
        return text;
    }

    internal bool Flag(SourceNode map, string name)
    {
        if (map.Find(name) is not { } member)
            return false;
        if (member.Text is not ("true" or "false" or "True" or "False"))
            Problem(member, "true or false is expected");
        return member.Text is "true" or "True";
    }

    internal long Version(SourceNode map, string name)
    {
        if (map.Find(name) is { } member && long.TryParse(member.Text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number is > 0 and <= 999_999_999_999)
            return number;
        Problem(map.Find(name) ?? map, $"`{name}` must be a whole number from 1, which is greater for a later version");
        return 0;
    }

    internal IReadOnlyList<SourceNode> Maps(SourceNode map, string name)
    {
        if (map.Find(name) is not { } member)
            return [];
        if (member.Kind != SourceKind.List)
        {
            Problem(member, "a list is expected");
            return [];
        }
        foreach (var item in member.Items.Where(item => item.Kind != SourceKind.Map))
            Problem(item, "an object with members is expected");
        return member.Items.Where(item => item.Kind == SourceKind.Map).ToList();
    }

    internal IReadOnlyList<string> Texts(SourceNode map, string name)
    {
        if (map.Find(name) is not { } member)
            return [];
        if (member.Kind == SourceKind.List && member.Items.Count <= 100 && member.Items.All(item => item.Kind == SourceKind.Text && item.Text.Length <= UploadLimits.Ref && SourceNode.IsStorable(item.Text)))
            return member.Items.Select(item => item.Text).ToList();
        Problem(member, $"a list of at most 100 texts of at most {UploadLimits.Ref} characters is expected");
        return [];
    }

    [GeneratedRegex(@"\[\d+\]", RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Number();
}
