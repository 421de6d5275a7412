using System.Text.RegularExpressions;
using Markdig.Syntax;
using Markdig.Syntax.Inlines;

namespace Tandem.Management.Documents.Text.Sections;

/// <summary>What a heading says it serves, in braces at its end: `## Information security {iso27001:5.2 iso27001:A.5.1}`. Readers do not see it. Pure.</summary>
internal static partial class SectionMark
{
    /// <summary>Takes the mark off a heading of the tree and gives what it names; nothing where there is none.</summary>
    internal static IReadOnlyList<string> TakeOff(HeadingBlock heading)
    {
        // A text may be cut into several literals; the mark lies in those at the end.
        var last = new List<LiteralInline>();
        for (var inline = heading.Inline?.LastChild; inline is LiteralInline literal; inline = inline.PreviousSibling)
            last.Insert(0, literal);
        if (last.Count == 0 || Mark().Match(string.Concat(last.Select(literal => literal.Content.ToString()))) is not { Success: true } mark)
            return [];
        foreach (var literal in last.Skip(1))
            literal.Remove();
        last[0].Content = new(mark.Groups["rest"].Value);
        return mark.Groups["ids"].Value.Split([' ', ','], StringSplitOptions.RemoveEmptyEntries);
    }

    /// <summary>A heading as plain text.</summary>
    internal static string PlainText(HeadingBlock heading) => string.Concat(heading.Inline?.Descendants<LeafInline>().Select(inline => inline switch
    {
        LiteralInline literal => literal.Content.ToString(),
        CodeInline code => code.Content,
        LineBreakInline => " ",
        _ => "",
    }) ?? []).Trim();

    // Other braces, such as those of placeholders, are part of the heading.
    [GeneratedRegex(@"^(?<rest>.*?)\s*\{(?<ids>iso(27001|42001)[^{}]{0,1000})\}\s*$", RegexOptions.ExplicitCapture | RegexOptions.Singleline, 1000)]
    private static partial Regex Mark();
}
