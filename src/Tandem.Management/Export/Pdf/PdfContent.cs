namespace Tandem.Management.Export.Pdf;

/// <summary>How a piece of text is set.</summary>
internal readonly record struct PdfLook(bool IsBold, bool IsItalic, bool IsCode);

/// <summary>A piece of text in one look.</summary>
/// <param name="Text">A line feed ends the line.</param>
/// <param name="Look">How it is set.</param>
/// <param name="Link">Address that it leads to; null for none.</param>
internal sealed record PdfRun(string Text, PdfLook Look = default, string? Link = null);

/// <summary>What a paragraph is.</summary>
internal enum PdfStyle
{
    Normal,
    Heading1,
    Heading2,
    Heading3,
    Heading4,
    Quote,
    Code,
    Cell,
    Small,
}

/// <summary>Something that is set below what comes before it.</summary>
internal abstract record PdfBlock;

/// <param name="Runs">Its text.</param>
/// <param name="Style">What it is.</param>
/// <param name="Indent">Points from the left edge of the text.</param>
/// <param name="Marker">What stands before its first line, such as a bullet; empty for nothing.</param>
internal sealed record PdfParagraph(IReadOnlyList<PdfRun> Runs, PdfStyle Style = PdfStyle.Normal, double Indent = 0, string Marker = "") : PdfBlock
{
    internal string Words => string.Concat(Runs.Select(run => run.Text));
}

/// <summary>A line across the page.</summary>
internal sealed record PdfRule : PdfBlock;

/// <summary>Rows of cells; rows of the heading are repeated on each page.</summary>
internal sealed record PdfTable(IReadOnlyList<PdfTableRow> Rows) : PdfBlock;

/// <param name="IsHeading">True for a row of the heading.</param>
/// <param name="Cells">Each cell as paragraphs.</param>
internal sealed record PdfTableRow(bool IsHeading, IReadOnlyList<IReadOnlyList<PdfParagraph>> Cells);

/// <summary>What stands around the text.</summary>
/// <param name="Title">Title of the file.</param>
/// <param name="Author">Who wrote it.</param>
/// <param name="CreatedAt">When.</param>
/// <param name="Header">Line above each page.</param>
/// <param name="Footer">Line below each page, before the number of the page.</param>
internal sealed record PdfFrame(string Title, string Author, DateTimeOffset CreatedAt, string Header, string Footer);
