using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using System.Xml;
using Tandem.Management.Ui;

namespace Tandem.Management.Export;

/// <summary>One cell with its type; an empty one keeps its place.</summary>
internal static partial class XlsxCell
{
    /// <summary>Numbers of the styles in <see cref="XlsxParts"/>.</summary>
    internal const int Plain = 0;

    internal const int Bold = 1;

    internal const int TimeWidth = 19;

    private const int Time = 2;

    // The format allows no longer text in a cell, and a spreadsheet calls a file that has one broken.
    private const int LongestText = 32_767;
    private const string CutMark = "… (cut here; CSV and JSON have all of it)";

    // A cell's number has 15 exact digits; beyond that digits would be lost without a word.
    private const long GreatestExact = 999_999_999_999_999;

    private static readonly DateTime Earliest = new(1900, 3, 1, 0, 0, 0, DateTimeKind.Utc);

    internal static void Write(XmlWriter xml, object? value, int textStyle)
    {
        switch (value)
        {
            case null: xml.WriteRaw("<c/>"); break;
            case bool flag: xml.WriteRaw(flag ? """<c t="b"><v>1</v></c>""" : """<c t="b"><v>0</v></c>"""); break;
            case int number: WriteNumber(xml, number); break;
            case long number and >= -GreatestExact and <= GreatestExact: WriteNumber(xml, number); break;
            // Before March 1900 spreadsheets count days wrongly.
            case DateTimeOffset time when time.UtcDateTime >= Earliest:
                xml.WriteRaw(string.Create(CultureInfo.InvariantCulture, $"""<c s="{Time}"><v>{time.UtcDateTime.ToOADate():R}</v></c>"""));
                break;
            default: WriteText(xml, ExportText.Of(value), textStyle); break;
        }
    }

    private static void WriteNumber(XmlWriter xml, long number)
    {
        xml.WriteRaw("<c><v>");
        xml.WriteRaw(number.ToString(CultureInfo.InvariantCulture));
        xml.WriteRaw("</v></c>");
    }

    private static void WriteText(XmlWriter xml, string text, int style)
    {
        xml.WriteRaw(style == Plain ? """<c t="inlineStr"><is><t xml:space="preserve">""" : """<c s="1" t="inlineStr"><is><t xml:space="preserve">""");
        xml.WriteString(Escape(Cut(text)));
        xml.WriteRaw("</t></is></c>");
    }

    private static string Cut(string text) => text.Length <= LongestText ? text : FormText.Start(text, LongestText - CutMark.Length) + CutMark;

    /// <summary>What XML cannot carry is written as `_xHHHH_` (ECMA-376 part 1, 22.9.2.19), and so is what looks like that already; half a surrogate pair stands for nothing and becomes U+FFFD.</summary>
    internal static string Escape(string text)
    {
        if (!Special().IsMatch(text))
            return text;
        var escaped = new StringBuilder(text.Length + 16);
        for (var i = 0; i < text.Length; i++)
        {
            var c = text[i];
            if (char.IsHighSurrogate(c) && i + 1 < text.Length && char.IsLowSurrogate(text[i + 1]))
                escaped.Append(c).Append(text[++i]);
            else if (char.IsSurrogate(c))
                escaped.Append('\uFFFD');
            else if (c == '\r' || !XmlConvert.IsXmlChar(c) || (c == '_' && EscapeAt().IsMatch(text, i)))
                escaped.Append(CultureInfo.InvariantCulture, $"_x{(int)c:X4}_");
            else
                escaped.Append(c);
        }
        return escaped.ToString();
    }

    [GeneratedRegex(@"[\x00-\x08\x0B-\x1F\uD800-\uDFFF\uFFFE\uFFFF]|_x[0-9A-Fa-f]{4}_", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Special();

    [GeneratedRegex(@"\G_x[0-9A-Fa-f]{4}_", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1000)]
    private static partial Regex EscapeAt();
}
