using System.Runtime.InteropServices;
using Tandem.Inspection.Classification.Matching;

namespace Tandem.Inspection.Classification.Tokens;

/// <summary>Where a value begins that is given to a name: by an operator of some language, in quotes or not, or as the next argument.</summary>
/// <param name="Start">First byte of the value, behind its quote.</param>
/// <param name="Quote">The quote that ends it; 0 without one.</param>
/// <param name="HasOperator">False when only blanks stand between, as in SQL and command lines.</param>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct AssignedValue(int Start, byte Quote, bool HasOperator)
{
    private const int MaximumTail = 24;
    private const int MaximumBlanks = 8;
    private const int MaximumType = 12;

    /// <summary>What reading from the end of a name costs, in steps.</summary>
    internal const int Steps = 48;

    private static readonly ByteSet OperatorStart = new("=:!<>|,ibB-");
    private static readonly byte[][] Operators = [.. new[] { "===", "!==", ":=", "=>", "==", "!=", "->", "=", ":", ">", "|", ",", "is ", "by ", "BY ", "By " }.Select(System.Text.Encoding.ASCII.GetBytes)];

    /// <summary>Reads from the end of the name's known part. Nothing is held back so far: the finding begins with the value.</summary>
    /// <param name="text">The view.</param>
    /// <param name="nameEnd">End of the known part.</param>
    /// <param name="tail">What else belongs to the name.</param>
    /// <returns>Null when no value follows.</returns>
    internal static AssignedValue? After(ReadOnlySpan<byte> text, int nameEnd, out ReadOnlySpan<byte> tail)
    {
        var at = nameEnd;
        while (at < text.Length && at - nameEnd < MaximumTail && (ByteSet.Alphanumeric.Contains(text[at]) || text[at] is (byte)'_' or (byte)'-'))
            at++;
        tail = text[nameEnd..at];
        for (var closers = 0; at < text.Length && closers < 2 && text[at] is (byte)'"' or (byte)'\'' or (byte)'`' or (byte)']' or (byte)')' or (byte)'*'; closers++)
            at++;
        var named = at;
        at = Blanks(text, at);
        var hasOperator = false;
        foreach (var sign in at < text.Length && OperatorStart.Contains(text[at]) ? Operators : [])
        {
            // A bare word is an operator only behind a blank, and `>` only where a tag ends.
            if (!text[at..].StartsWith(sign) || (sign[^1] == ' ' && at == named) || (sign[0] is (byte)'>' or (byte)'|' && at != named))
                continue;
            at += sign.Length;
            hasOperator = true;
            if (sign is [(byte)':'])
                at = Type(text, at);
            break;
        }

        at = Blanks(text, at);
        if (at == named || at >= text.Length)
            return null;
        return text[at] is (byte)'"' or (byte)'\'' or (byte)'`' ? new AssignedValue(at + 1, text[at], hasOperator) : new AssignedValue(at, 0, hasOperator);
    }

    // `password: String = "…"` names a type between.
    private static int Type(ReadOnlySpan<byte> text, int from)
    {
        var at = Blanks(text, from);
        var first = at;
        while (at < text.Length && at - first < MaximumType && (char.IsAsciiLetter((char)text[at]) || text[at] is (byte)'?' or (byte)'&'))
            at++;
        var end = Blanks(text, at);
        return at > first && end < text.Length && text[end] == '=' ? end + 1 : from;
    }

    private static int Blanks(ReadOnlySpan<byte> text, int from)
    {
        var at = from;
        while (at < text.Length && at - from < MaximumBlanks && text[at] is (byte)' ' or (byte)'\t')
            at++;
        return at;
    }
}
