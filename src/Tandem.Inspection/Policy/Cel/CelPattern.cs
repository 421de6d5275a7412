using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace Tandem.Inspection.Policy.Cel;

/// <summary>Patterns of matches(): the RE2 syntax that CEL names, less what .NET's linear-time engine would read otherwise.</summary>
/// <remarks>
/// The differences that could change a decision unseen are translated: <c>$</c> means the end of the text and nothing else, and
/// <c>\d \w \s</c> are ASCII. What has no such translation is refused. Linear in the length of the text, whatever the pattern.
/// </remarks>
internal static class CelPattern
{
    private const string Word = "0-9A-Za-z_";
    private const string Blank = @"\t\n\f\r ";

    public static Regex? Compile(string pattern, out string reason)
    {
        if (pattern.Length > CelLimits.MaxPatternLength)
        {
            reason = string.Create(CultureInfo.InvariantCulture, $"it is longer than {CelLimits.MaxPatternLength} characters");
            return null;
        }

        var translated = Translate(pattern, out reason);
        if (translated is null)
            return null;
        try
        {
            return new Regex(translated, RegexOptions.NonBacktracking | RegexOptions.CultureInvariant);
        }
        catch (ArgumentException)
        {
            reason = "it is not a regular expression";
        }
        catch (NotSupportedException)
        {
            reason = "it needs more than linear time or too large an automaton";
        }

        return null;
    }

    private static string? Translate(string pattern, out string reason)
    {
        var text = new StringBuilder(pattern.Length + 16);
        var inClass = false;
        reason = "";
        for (var i = 0; i < pattern.Length; i++)
        {
            var c = pattern[i];
            switch (c)
            {
                case '\\':
                    if (!TranslateEscape(pattern, ref i, inClass, text, out reason))
                        return null;
                    break;
                case '[' when inClass:
                    if (i + 1 < pattern.Length && pattern[i + 1] == ':')
                        reason = "named classes such as [:alpha:] are not in the subset";
                    text.Append("\\[");
                    break;
                case '[':
                    inClass = true;
                    text.Append('[');
                    if (i + 1 < pattern.Length && pattern[i + 1] == '^')
                        text.Append(pattern[++i]);

                    // A closing bracket in the first place is a member, for RE2 as for .NET.
                    if (i + 1 < pattern.Length && pattern[i + 1] == ']')
                    {
                        text.Append("\\]");
                        i++;
                    }

                    break;
                case ']' when inClass:
                    inClass = false;
                    text.Append(']');
                    break;
                case '-' when inClass && i + 1 < pattern.Length && pattern[i + 1] == '[':
                    reason = "a range cannot end in [";
                    break;
                case '$' when !inClass:
                    text.Append("\\z");
                    break;
                case '(' when !inClass:
                    if (!TranslateGroup(pattern, ref i, text))
                        reason = "of the groups that begin with (? only (?: and (?i) at the start are in the subset";
                    break;
                case '{' when !inClass && ExceedsRepeat(pattern, i):
                    reason = string.Create(CultureInfo.InvariantCulture, $"it repeats more than {CelLimits.MaxRepeat} times");
                    break;
                default:
                    text.Append(c);
                    break;
            }

            if (reason.Length > 0)
                return null;
        }

        return text.ToString();
    }

    private static bool TranslateEscape(string pattern, ref int i, bool inClass, StringBuilder text, out string reason)
    {
        reason = "it ends in a backslash";
        if (++i >= pattern.Length)
            return false;
        var c = pattern[i];
        var translated = c switch
        {
            'd' => inClass ? "0-9" : "[0-9]",
            'w' => inClass ? Word : $"[{Word}]",
            's' => inClass ? Blank : $"[{Blank}]",
            'D' when !inClass => "[^0-9]",
            'W' when !inClass => $"[^{Word}]",
            'S' when !inClass => $"[^{Blank}]",
            'A' or 'z' when !inClass => "\\" + c,
            'n' or 'r' or 't' or 'f' or 'v' => "\\" + c,
            _ when char.IsAscii(c) && (char.IsPunctuation(c) || char.IsSymbol(c)) => "\\" + c,
            'x' when i + 2 < pattern.Length && char.IsAsciiHexDigit(pattern[i + 1]) && char.IsAsciiHexDigit(pattern[i + 2]) => pattern.Substring(i - 1, 4),
            _ => null,
        };
        reason = $"the escape \\{c} is not in the subset here";
        if (translated is null)
            return false;
        if (c == 'x')
            i += 2;
        text.Append(translated);
        reason = "";
        return true;
    }

    private static bool TranslateGroup(string pattern, ref int i, StringBuilder text)
    {
        if (i + 1 >= pattern.Length || pattern[i + 1] != '?')
        {
            // Nothing reads captures, and without them the automaton is smaller.
            text.Append("(?:");
            return true;
        }

        var rest = pattern.AsSpan(i);
        var prefix = rest.StartsWith("(?:", StringComparison.Ordinal) ? "(?:"
            : i == 0 && rest.StartsWith("(?i)", StringComparison.Ordinal) ? "(?i)"
            : null;
        if (prefix is null)
            return false;
        text.Append(prefix);
        i += prefix.Length - 1;
        return true;
    }

    private static bool ExceedsRepeat(string pattern, int open)
    {
        var close = pattern.IndexOf('}', open);
        if (close < 0)
            return false;
        foreach (var part in pattern[(open + 1)..close].Split(','))
        {
            if (int.TryParse(part, NumberStyles.None, CultureInfo.InvariantCulture, out var count) ? count > CelLimits.MaxRepeat : part.Length > 4)
                return true;
        }

        return false;
    }
}
