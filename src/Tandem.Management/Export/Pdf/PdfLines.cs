using System.Text;

namespace Tandem.Management.Export.Pdf;

/// <summary>A piece of a line.</summary>
/// <param name="X">Points from the beginning of the line.</param>
/// <param name="Width">Points.</param>
/// <param name="Text">Its words.</param>
/// <param name="Look">How it is set.</param>
/// <param name="Link">Address that it leads to; null for none.</param>
internal sealed record PdfPiece(double X, double Width, string Text, PdfLook Look, string? Link);

/// <summary>A line of text.</summary>
internal sealed record PdfLine(IReadOnlyList<PdfPiece> Pieces)
{
    internal string Words => string.Concat(Pieces.Select(piece => piece.Text));
}

/// <summary>Breaks texts into lines: between words, and inside a word that is longer than a line.</summary>
internal sealed class PdfLines(PdfMeasure measure)
{
    private readonly record struct Atom(string Text, PdfLook Look, string? Link);

    internal IReadOnlyList<PdfLine> Break(IReadOnlyList<PdfRun> runs, PdfStyle style, double width)
    {
        var lines = new List<PdfLine>();
        var pieces = new List<PdfPiece>();
        var x = 0.0;
        foreach (var word in Words(runs, style))
        {
            if (word is [{ Text: "\n" }])
            {
                End();
                continue;
            }
            var wide = word.Sum(atom => WidthOf(atom, style));
            var isSpace = word is [{ Text: " " }];
            if (isSpace && x == 0)
                continue;
            if (!isSpace && x > 0 && x + wide > width)
                End();
            foreach (var atom in wide > width ? word.SelectMany(Letters) : word)
            {
                var of = WidthOf(atom, style);
                if (x > 0 && x + of > width && !isSpace)
                    End();
                Add(atom, of);
            }
        }
        if (pieces.Count > 0 || lines.Count == 0)
            End();
        return lines;

        void Add(Atom atom, double of)
        {
            // One piece for what is set alike: fewer operations, and a text that can be copied whole.
            if (pieces.Count > 0 && pieces[^1] is var last && last.Look == atom.Look && last.Link == atom.Link)
                pieces[^1] = last with { Text = last.Text + atom.Text, Width = last.Width + of };
            else
                pieces.Add(new(x, of, atom.Text, atom.Look, atom.Link));
            x += of;
        }

        void End()
        {
            lines.Add(new([.. pieces]));
            pieces.Clear();
            x = 0;
        }
    }

    private double WidthOf(Atom atom, PdfStyle style) => measure.Width(atom.Text, atom.Look, PdfStyleOf.Of(style).Size);

    private static IEnumerable<Atom> Letters(Atom atom) => atom.Text.EnumerateRunes().Select(rune => atom with { Text = rune.ToString() });

    /// <summary>Words, spaces and ends of lines; a word may have parts that are set differently.</summary>
    private static IEnumerable<IReadOnlyList<Atom>> Words(IReadOnlyList<PdfRun> runs, PdfStyle style)
    {
        var of = PdfStyleOf.Of(style).Look;
        var word = new List<Atom>();
        foreach (var run in runs)
        {
            var look = new PdfLook(run.Look.IsBold || of.IsBold, run.Look.IsItalic || of.IsItalic, run.Look.IsCode || of.IsCode);
            foreach (var part in Parts(Printable(run.Text, keepsSpaces: of.IsCode)))
            {
                if (part is not (" " or "\n"))
                {
                    word.Add(new(part, look, run.Link));
                    continue;
                }
                if (word.Count > 0)
                    yield return word;
                word = [];
                yield return [new(part, look, run.Link)];
            }
        }
        if (word.Count > 0)
            yield return word;
    }

    private static IEnumerable<string> Parts(string text)
    {
        var start = 0;
        for (var i = 0; i < text.Length; i++)
        {
            if (text[i] is not (' ' or '\n'))
                continue;
            if (i > start)
                yield return text[start..i];
            yield return text[i].ToString();
            start = i + 1;
        }
        if (start < text.Length)
            yield return text[start..];
    }

    /// <summary>Without what no font can set: control characters become spaces, half of a pair becomes the sign for it.</summary>
    private static string Printable(string text, bool keepsSpaces)
    {
        var written = new StringBuilder(text.Length);
        foreach (var rune in text.ReplaceLineEndings("\n").EnumerateRunes())
        {
            if (rune.Value == '\n')
                written.Append('\n');
            else if (Rune.IsControl(rune) || (rune.Value == ' ' && !keepsSpaces))
                written.Append(rune.Value == '\t' && keepsSpaces ? "\u00A0\u00A0\u00A0\u00A0" : " ");
            else
                written.Append(rune.Value == ' ' ? "\u00A0" : rune.ToString());
        }
        return written.ToString();
    }
}
