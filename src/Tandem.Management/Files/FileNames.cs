using System.Globalization;
using System.Text;
using Tandem.Management.Ui;

namespace Tandem.Management.Files;

/// <summary>Names of uploaded files, made safe: they are shown and offered for download, and never a path on this machine.</summary>
internal static class FileNames
{
    /// <summary>Longest name kept, in characters.</summary>
    internal const int Longest = 150;

    private const string Forbidden = "<>:\"|?*";

    /// <summary>The last part of what a browser sent, without what another system or a reader could take for something else.</summary>
    internal static string Safe(string? sent)
    {
        var last = (sent ?? "").Split('/', '\\')[^1];
        var kept = new StringBuilder(last.Length);
        foreach (var rune in last.EnumerateRunes())
        {
            // Format characters can turn a name round, so that `exe.pdf` is read where `fdp.exe` stands.
            var kind = Rune.GetUnicodeCategory(rune);
            if (rune != Rune.ReplacementChar && kind is not (UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator or UnicodeCategory.OtherNotAssigned)
                && !Forbidden.Contains(rune.ToString(), StringComparison.Ordinal))
                kept.Append(rune);
        }
        var name = kept.ToString().Trim(' ').TrimEnd(' ', '.');
        var extension = Extension(name);
        var stem = name[..(name.Length - extension.Length)].Trim(' ', '.');
        if (stem.Length == 0)
            stem = "file";
        return FormText.Start(stem, Longest - extension.Length) + extension;
    }

    /// <summary>Extension with its dot as it stands; empty for none, or for what is too long to be one.</summary>
    internal static string Extension(string name) => name.LastIndexOf('.') is >= 0 and var dot && name.Length - dot is > 1 and <= 10 ? name[dot..] : "";
}
