using System.Globalization;
using DocumentFormat.OpenXml.Wordprocessing;

namespace Tandem.Management.Documents.Text.Word;

/// <summary>The lists of one document: each numbered list counts from its own beginning.</summary>
internal sealed class WordLists
{
    private const int Levels = 9;
    private const int Bulleted = 1;
    private const int Numbered = 2;

    private readonly List<(int Kind, int Start)> _lists = [];

    /// <summary>Number of a new list, to be named by its paragraphs.</summary>
    internal int Begin(bool isNumbered, int start)
    {
        _lists.Add((isNumbered ? Numbered : Bulleted, start));
        return _lists.Count;
    }

    internal Numbering Numbering()
    {
        var numbering = new Numbering(Kind(Bulleted, NumberFormatValues.Bullet, _ => "•"), Kind(Numbered, NumberFormatValues.Decimal, level => string.Create(CultureInfo.InvariantCulture, $"%{level + 1}.")));
        for (var i = 0; i < _lists.Count; i++)
        {
            var instance = new NumberingInstance(new AbstractNumId { Val = _lists[i].Kind }) { NumberID = i + 1 };
            if (_lists[i].Kind == Numbered)
                instance.Append(new LevelOverride(new StartOverrideNumberingValue { Val = _lists[i].Start }) { LevelIndex = 0 });
            numbering.Append(instance);
        }
        return numbering;
    }

    private static AbstractNum Kind(int id, NumberFormatValues format, Func<int, string> sign)
    {
        var kind = new AbstractNum(new MultiLevelType { Val = MultiLevelValues.HybridMultilevel }) { AbstractNumberId = id };
        for (var level = 0; level < Levels; level++)
        {
            kind.Append(new Level(
                new StartNumberingValue { Val = 1 }, new NumberingFormat { Val = format }, new LevelText { Val = sign(level) }, new LevelJustification { Val = LevelJustificationValues.Left },
                new PreviousParagraphProperties(new Indentation { Left = (360 * (level + 1)).ToString(CultureInfo.InvariantCulture), Hanging = "360" }))
            { LevelIndex = level });
        }
        return kind;
    }
}
