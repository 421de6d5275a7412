using System.Text;
using System.Text.RegularExpressions;

namespace Tandem.Management.Documents.Text;

/// <summary>What stands in for a value in the text of a document: `{{scope.statement}}`, and guidance in comments, which readers never see. Pure.</summary>
internal static partial class Placeholders
{
    /// <summary>Ending of names that are filled by a table where they stand alone, and by a list on one line elsewhere.</summary>
    internal const string TableEnding = ".table";

    /// <summary>Names of all placeholders, each once, in the order of the text; those in guidance do not count.</summary>
    internal static IReadOnlyList<string> In(string text) =>
        Mark().Matches(WithoutGuidance(text)).Select(match => match.Groups["name"].Value).Distinct(StringComparer.Ordinal).ToList();

    /// <summary>How many placeholders and pieces of guidance a text holds.</summary>
    internal static int CountOpen(string text) => In(text).Count + Guidance().Count(text.ReplaceLineEndings("\n"));

    /// <summary>The text with values in place of placeholders and without guidance. What has no value stays as it is.</summary>
    /// <param name="text">Markdown.</param>
    /// <param name="values">By name.</param>
    internal static string Fill(string text, IReadOnlyDictionary<string, FieldValue> values)
    {
        var filled = new StringBuilder();
        foreach (var line in WithoutGuidance(text).Split('\n'))
        {
            if (Alone().Match(line) is { Success: true } alone && values.GetValueOrDefault(alone.Groups["name"].Value) is { Table: { } table })
                filled.Append(table.ToMarkdown());
            else
                filled.Append(Mark().Replace(line, match => values.GetValueOrDefault(match.Groups["name"].Value) is { HasValue: true } value ? InLine(value, isCell: line.TrimStart().StartsWith('|')) : match.Value));
            filled.Append('\n');
        }
        return filled.ToString().TrimEnd('\n') + "\n";
    }

    internal static string WithoutGuidance(string text) => Blank().Replace(Guidance().Replace(text.ReplaceLineEndings("\n"), ""), "\n\n");

    /// <summary>A value as part of a line: nothing in it begins formatting, and a cell stays one cell.</summary>
    private static string InLine(FieldValue value, bool isCell)
    {
        var text = Escape(value.Words.ReplaceLineEndings("\n").Trim());
        return isCell ? text.Replace("|", "\\|", StringComparison.Ordinal).Replace("\n", " ", StringComparison.Ordinal) : text.Replace("\n", "  \n", StringComparison.Ordinal);
    }

    /// <summary>A text in which nothing is read as formatting.</summary>
    internal static string Escape(string text) => Special().Replace(text, match => "\\" + match.Value);

    [GeneratedRegex(@"\{\{(?<name>[A-Za-z0-9.\-]{1,100})\}\}", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Mark();

    [GeneratedRegex(@"^\s*\{\{(?<name>[A-Za-z0-9.\-]{1,100}\.table)\}\}\s*$", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Alone();

    [GeneratedRegex(@"<!--\s*Guidance:.*?-->[ \t]*", RegexOptions.Singleline, 1000)]
    private static partial Regex Guidance();

    [GeneratedRegex(@"\n{3,}", RegexOptions.None, 1000)]
    private static partial Regex Blank();

    [GeneratedRegex(@"[\\`*_\[\]<>#~]|&(?=#?\w{1,40};)|^(?=[-+]\s)|(?<=^\d{1,9})[.)]", RegexOptions.None, 1000)]
    private static partial Regex Special();
}
