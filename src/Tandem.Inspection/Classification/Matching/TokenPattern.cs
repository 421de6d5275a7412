using System.Globalization;
using System.Text;

namespace Tandem.Inspection.Classification.Matching;

/// <summary>
/// A pattern of literals and bounded classes: <c>ghp_[A-Za-z0-9]{36}</c>, <c>xox[bp]-[0-9]{10,13}</c>. No alternatives and no backtracking, so matching
/// is one look at each byte; each class takes as much as it may, and what follows it must begin outside the class.
/// </summary>
internal sealed class TokenPattern
{
    private readonly Element[] _elements;

    internal TokenPattern(string pattern)
    {
        Text = pattern;
        var elements = new List<Element>();
        for (var at = 0; at < pattern.Length;)
            elements.Add(ReadElement(pattern, ref at));
        _elements = [.. elements];
        var prefix = new StringBuilder();
        foreach (var element in _elements.TakeWhile(e => e.Set is null))
            prefix.Append(element.Literal);
        Prefix = prefix.ToString();
        Reach = _elements.Sum(e => e.Maximum);
    }

    internal string Text { get; }

    /// <summary>The literal characters before the first class.</summary>
    internal string Prefix { get; }

    /// <summary>Most bytes a match can have.</summary>
    internal int Reach { get; }

    /// <summary>Matches at one place.</summary>
    /// <returns>End of the match, or -1.</returns>
    internal int Match(in ScanFrame frame, int start, int candidate)
    {
        var at = start;
        foreach (var element in _elements)
        {
            if (element.Set is null)
            {
                if (frame.Peek(at, candidate) != element.Literal)
                    return -1;
                at++;
                continue;
            }

            var end = frame.SkipWhile(element.Set, at, at + element.Maximum, candidate);
            if (end - at < element.Minimum)
                return -1;
            at = end;
        }

        return at;
    }

    /// <summary>True when the text goes on after a match with what could belong to it, so that the match is part of something longer.</summary>
    internal bool ContinuesAt(in ScanFrame frame, int end, int candidate)
    {
        var next = frame.Peek(end, candidate);
        return ByteSet.Alphanumeric.Contains(next) || (_elements[^1].Set is { } set && next != '=' && next != '.' && next != '-' && set.Contains(next));
    }

    /// <summary>Makes a text that matches, always the same; for the examples.</summary>
    internal string Example()
    {
        var text = new StringBuilder();
        var seed = 7u;
        foreach (var element in _elements)
        {
            if (element.Set is null)
            {
                text.Append(element.Literal);
                continue;
            }

            var members = element.Set.Members();
            var letters = members.Where(m => char.IsAsciiLetterOrDigit((char)m)).ToArray();
            for (var i = 0; i < element.Minimum; i++)
            {
                seed = (seed * 1664525) + 1013904223;
                text.Append((char)(letters.Length > 0 ? letters : members)[(int)((seed >> 16) % (uint)(letters.Length > 0 ? letters : members).Length)]);
            }
        }

        return text.ToString();
    }

    private static Element ReadElement(string pattern, ref int at)
    {
        if (pattern[at] != '[')
            return new Element(pattern[at++], null, 1, 1);
        var close = pattern.IndexOf(']', at);
        var set = new ByteSet(pattern[(at + 1)..close]);
        at = close + 1;
        if (at == pattern.Length || pattern[at] != '{')
            return new Element('\0', set, 1, 1);
        var end = pattern.IndexOf('}', at);
        var bounds = pattern[(at + 1)..end].Split(',');
        at = end + 1;
        var minimum = int.Parse(bounds[0], CultureInfo.InvariantCulture);
        return new Element('\0', set, minimum, bounds.Length == 1 ? minimum : int.Parse(bounds[1], CultureInfo.InvariantCulture));
    }

    private sealed record Element(char Literal, ByteSet? Set, int Minimum, int Maximum);
}
