using System.Globalization;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Wordprocessing;

namespace Tandem.Management.Documents.Text.Import;

/// <summary>What the styles and numberings of a Word file say of a paragraph.</summary>
internal sealed class WordStyleSheet
{
    // Styles are based on one another; a circle ends here.
    private const int MostSteps = 20;

    private readonly Dictionary<string, Style> _styles;

    private readonly Dictionary<int, NumberingInstance> _instances;

    private readonly Dictionary<int, AbstractNum> _abstract;

    internal WordStyleSheet(MainDocumentPart main)
    {
        _styles = (main.StyleDefinitionsPart?.Styles?.Elements<Style>() ?? []).Where(style => style.StyleId?.Value is not null).DistinctBy(style => style.StyleId!.Value!, StringComparer.Ordinal).ToDictionary(style => style.StyleId!.Value!, StringComparer.Ordinal);
        var numbering = main.NumberingDefinitionsPart?.Numbering;
        _instances = (numbering?.Elements<NumberingInstance>() ?? []).Where(one => one.NumberID?.Value is not null).DistinctBy(one => one.NumberID!.Value).ToDictionary(one => one.NumberID!.Value);
        _abstract = (numbering?.Elements<AbstractNum>() ?? []).Where(one => one.AbstractNumberId?.Value is not null).DistinctBy(one => one.AbstractNumberId!.Value).ToDictionary(one => one.AbstractNumberId!.Value);
    }

    /// <summary>Level of a heading from 1; null for what is none.</summary>
    internal int? HeadingOf(Paragraph paragraph)
    {
        if (paragraph.ParagraphProperties?.OutlineLevel?.Val?.Value is { } direct)
            return direct is >= 0 and < 9 ? Math.Min(direct + 1, 6) : null;
        foreach (var style in StylesOf(paragraph))
        {
            if (style.StyleParagraphProperties?.OutlineLevel?.Val?.Value is { } outline)
                return outline is >= 0 and < 9 ? Math.Min(outline + 1, 6) : null;
            var name = style.StyleName?.Val?.Value ?? "";
            if (name.StartsWith("heading ", StringComparison.OrdinalIgnoreCase) && int.TryParse(name.AsSpan("heading ".Length), NumberStyles.None, CultureInfo.InvariantCulture, out var level) && level is >= 1 and <= 9)
                return Math.Min(level, 6);
            if (name.Equals("title", StringComparison.OrdinalIgnoreCase))
                return 1;
        }
        return null;
    }

    /// <summary>True when the style of a paragraph, or one that it is based on, is called so.</summary>
    internal bool IsCalled(Paragraph paragraph, params string[] beginnings)
    {
        var id = paragraph.ParagraphProperties?.ParagraphStyleId?.Val?.Value;
        return (id is not null && Begins(id)) || StylesOf(paragraph).Any(style => Begins(style.StyleName?.Val?.Value ?? ""));

        bool Begins(string name) => beginnings.Any(beginning => name.Replace(" ", "", StringComparison.Ordinal).StartsWith(beginning, StringComparison.OrdinalIgnoreCase));
    }

    /// <summary>Number of the list and level from 0; null for what is no item.</summary>
    internal (int List, int Level)? ItemOf(Paragraph paragraph)
    {
        var own = paragraph.ParagraphProperties?.NumberingProperties;
        var list = own?.NumberingId?.Val?.Value ?? StylesOf(paragraph).Select(style => style.StyleParagraphProperties?.NumberingProperties?.NumberingId?.Val?.Value).FirstOrDefault(value => value is not null);
        var level = own?.NumberingLevelReference?.Val?.Value ?? StylesOf(paragraph).Select(style => style.StyleParagraphProperties?.NumberingProperties?.NumberingLevelReference?.Val?.Value).FirstOrDefault(value => value is not null) ?? 0;
        return list is > 0 && _instances.ContainsKey(list.Value) ? (list.Value, Math.Clamp(level, 0, 8)) : null;
    }

    /// <summary>True for a list that counts, and the number that it begins with.</summary>
    internal (bool IsOrdered, int Start) ListOf(int list, int level)
    {
        var instance = _instances[list];
        var abstracted = instance.AbstractNumId?.Val?.Value is { } id ? _abstract.GetValueOrDefault(id) : null;
        var definition = abstracted?.Elements<Level>().FirstOrDefault(one => one.LevelIndex?.Value == level);
        var start = instance.Elements<LevelOverride>().FirstOrDefault(one => one.LevelIndex?.Value == level)?.StartOverrideNumberingValue?.Val?.Value ?? definition?.StartNumberingValue?.Val?.Value ?? 1;
        var format = definition?.NumberingFormat?.Val;
        return (format is not null && format.Value != NumberFormatValues.Bullet && format.Value != NumberFormatValues.None, Math.Clamp(start, 0, 999_999));
    }

    private IEnumerable<Style> StylesOf(Paragraph paragraph)
    {
        var id = paragraph.ParagraphProperties?.ParagraphStyleId?.Val?.Value;
        for (var i = 0; i < MostSteps && id is not null && _styles.GetValueOrDefault(id) is { } style; i++)
        {
            yield return style;
            id = style.BasedOn?.Val?.Value;
        }
    }
}
