using System.Text;

namespace Tandem.Management.Documents.Text;

/// <summary>What a placeholder is filled with, and where that comes from.</summary>
/// <param name="Name">Name of the placeholder.</param>
/// <param name="Explain">What belongs there.</param>
/// <param name="From">Where the value comes from, in words: a register, or a person.</param>
public sealed record FieldValue(string Name, string Explain, string From)
{
    /// <summary>Page where the value can be looked at and changed; null for none.</summary>
    public string? Link { get; init; }

    public string Text { get; init; } = "";

    public FieldTable? Table { get; init; }

    /// <summary>True for what a person enters; false for what is read from the product.</summary>
    public bool IsManual { get; init; }

    public bool HasValue => Text.Length > 0 || Table is { Rows.Count: > 0 };

    /// <summary>The value on one line.</summary>
    public string Words => Table is { } table ? string.Join("; ", table.Rows.Select(row => string.Join(", ", row.Where(cell => cell.Length > 0)))) : Text;
}

/// <summary>A value of rows and columns.</summary>
public sealed record FieldTable(IReadOnlyList<string> Columns, IReadOnlyList<IReadOnlyList<string>> Rows)
{
    internal string ToMarkdown()
    {
        var text = new StringBuilder();
        Line(Columns);
        text.Append('|').Insert(text.Length, "---|", Columns.Count).Append('\n');
        foreach (var row in Rows)
            Line(row);
        return text.ToString().TrimEnd('\n');

        void Line(IEnumerable<string> cells) =>
            text.Append("| ").AppendJoin(" | ", cells.Select(cell => Placeholders.Escape(cell.ReplaceLineEndings(" ")).Replace("|", "\\|", StringComparison.Ordinal))).Append(" |\n");
    }
}
