using Markdig.Helpers;
using Markdig.Parsers;
using Markdig.Syntax;
using Tandem.Management.People;
using Tandem.Management.Records;

namespace Tandem.Management.Comments.Markup;

/// <summary>Reads `@PER-0007`, `@"Ada Lovelace"` and `@ada`. In code and in addresses an `@` is an `@`.</summary>
internal sealed class MentionParser : InlineParser
{
    public MentionParser() => OpeningCharacters = ['@'];

    public override bool Match(InlineProcessor processor, ref StringSlice slice)
    {
        if (IsPartOfWord(slice.PeekCharExtra(-1)))
            return false;
        var (text, start) = (slice.Text, slice.Start + 1);
        var isQuoted = start <= slice.End && text[start] == '"';
        var length = isQuoted ? QuotedLength(text, start, slice.End) : WordLength(text, start, slice.End);
        if (length == 0)
            return false;
        var reference = isQuoted ? text[(start + 1)..(start + length - 1)].Trim() : text[start..(start + length)];
        if (reference.Length == 0)
            return false;
        var position = processor.GetSourcePosition(slice.Start, out var line, out var column);
        processor.Inline = new MentionInline
        {
            Reference = reference,
            IsLoose = !isQuoted && !PeopleDirectory.IsReference(reference),
            Span = new SourceSpan(position, position + length),
            Line = line,
            Column = column,
        };
        slice.Start += length + 1;
        return true;
    }

    private static bool IsPartOfWord(char before) => char.IsLetterOrDigit(before) || before is '.' or '-' or '_' or '+' or '@' or '/' or '\\';

    /// <summary>Characters from the opening to the closing mark; 0 when it is not closed on its line or too long for a name.</summary>
    private static int QuotedLength(string text, int start, int end)
    {
        for (var i = start + 1; i <= end && i - start <= RecordLimits.PersonName + 1; i++)
        {
            if (text[i] == '"')
                return i - start + 1;
            if (char.IsControl(text[i]))
                return 0;
        }
        return 0;
    }

    private static int WordLength(string text, int start, int end)
    {
        var i = start;
        while (i <= end && i - start < RecordLimits.PersonName && (char.IsLetterOrDigit(text[i]) || char.IsSurrogate(text[i]) || text[i] is '-' or '\'' or '’' || char.GetUnicodeCategory(text[i]) == System.Globalization.UnicodeCategory.NonSpacingMark))
            i++;
        while (i > start && !char.IsLetterOrDigit(text[i - 1]) && !char.IsSurrogate(text[i - 1]))
            i--;
        return i - start;
    }
}
