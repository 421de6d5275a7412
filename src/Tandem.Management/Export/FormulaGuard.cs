namespace Tandem.Management.Export;

/// <summary>Keeps a spreadsheet from running what a person or an application has typed.</summary>
internal static class FormulaGuard
{
    internal static string Apply(string text) => StartsLikeAFormula(text) ? "'" + text : text;

    // Leading white space does not protect: spreadsheets trim it. The last four are the full-width forms that some of them treat alike.
    private static bool StartsLikeAFormula(string text)
    {
        if (text.Length > 0 && text[0] is ('\t' or '\r' or '\n'))
            return true;
        var start = text.AsSpan().TrimStart();
        return start.Length > 0 && start[0] is ('=' or '+' or '-' or '@' or '|' or '\uFF1D' or '\uFF0B' or '\uFF0D' or '\uFF20');
    }
}
