using System.Text.RegularExpressions;

namespace Tandem.Management.Export;

/// <summary>Keeps a spreadsheet from running what a person or an application has typed.</summary>
internal static partial class FormulaGuard
{
    internal static string Apply(string text)
    {
        var guarded = CellStart().Replace(text, "$0'");
        return guarded.Length > 0 && guarded[0] is '\t' or '\r' or '\n' ? "'" + guarded : guarded;
    }

    // A cell starts with the text, but also after each `;`, tab and line end: where a comma writes decimals, spreadsheets cut there and not at commas.
    // White space before a formula does not protect: spreadsheets trim it. The last four are the full-width forms that some of them treat alike.
    [GeneratedRegex(@"(?:^|[;\t\r\n])(?=[\p{Zs}\v\f""]*[=+\-@|\uFF1D\uFF0B\uFF0D\uFF20])", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1000)]
    private static partial Regex CellStart();
}
