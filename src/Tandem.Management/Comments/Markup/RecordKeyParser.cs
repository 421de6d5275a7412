using Markdig.Helpers;
using Markdig.Parsers;
using Markdig.Syntax;

namespace Tandem.Management.Comments.Markup;

/// <summary>Makes keys of records links: `AIS-0001` leads to that AI system, whatever register gave it.</summary>
internal sealed class RecordKeyParser : InlineParser
{
    private const int MostDigits = 9;

    private readonly IReadOnlyDictionary<string, Func<string, string>> _paths;

    /// <param name="paths">Address of a record from its key, by the first letters of keys.</param>
    public RecordKeyParser(IReadOnlyDictionary<string, Func<string, string>> paths)
    {
        _paths = paths;
        OpeningCharacters = [.. paths.Keys.Select(prefix => prefix[0]).Distinct()];
    }

    public override bool Match(InlineProcessor processor, ref StringSlice slice)
    {
        if (IsPartOfWord(slice.PeekCharExtra(-1)))
            return false;
        var (text, start) = (slice.Text, slice.Start);
        var dash = start;
        while (dash <= slice.End && char.IsAsciiLetterUpper(text[dash]))
            dash++;
        if (dash > slice.End || text[dash] != '-' || !_paths.TryGetValue(text[start..dash], out var path))
            return false;
        var end = dash + 1;
        while (end <= slice.End && char.IsAsciiDigit(text[end]))
            end++;
        if (end - dash - 1 is < 4 or > MostDigits || (end <= slice.End && (char.IsLetterOrDigit(text[end]) || text[end] is '_' or '-')))
            return false;
        var key = text[start..end];
        var position = processor.GetSourcePosition(start, out var line, out var column);
        processor.Inline = new RecordKeyInline { Key = key, Path = path(key), Span = new SourceSpan(position, position + key.Length - 1), Line = line, Column = column };
        slice.Start = end;
        return true;
    }

    private static bool IsPartOfWord(char before) => char.IsLetterOrDigit(before) || before is '-' or '_' or '/' or '@';
}
