using System.Buffers;
using System.Text;

namespace Tandem.Ledger.Canonical;

/// <summary>Strings as I-JSON allows them (RFC 7493 section 2.1) and as JCS writes them (RFC 8785 section 3.2.2.2).</summary>
internal static class JcsText
{
    private const int ShortText = 512;

    private static readonly SearchValues<char> Escaped = SearchValues.Create(
        "\"\\\u0000\u0001\u0002\u0003\u0004\u0005\u0006\u0007\b\t\n\u000b\f\r\u000e\u000f"
        + "\u0010\u0011\u0012\u0013\u0014\u0015\u0016\u0017\u0018\u0019\u001a\u001b\u001c\u001d\u001e\u001f");

    /// <summary>Noncharacters: U+FDD0 to U+FDEF and the last two code points of each plane.</summary>
    public static bool IsNoncharacter(int scalar) => scalar is >= 0xfdd0 and <= 0xfdef || (scalar & 0xfffe) == 0xfffe;

    public static void ThrowUnlessInterchangeable(string text)
    {
        if (IndexOfForbidden(text) >= 0)
            throw new JcsException("a string has a lone surrogate or a noncharacter, which I-JSON forbids");
    }

    /// <summary>Each forbidden code unit or character becomes U+FFFD.</summary>
    public static string MakeInterchangeable(string text)
    {
        if (IndexOfForbidden(text) < 0)
            return text;
        var result = new StringBuilder(text.Length);
        ReadOnlySpan<char> rest = text;
        while (!rest.IsEmpty)
        {
            // An invalid sequence decodes to U+FFFD by itself.
            Rune.DecodeFromUtf16(rest, out var rune, out var used);
            result.Append((IsNoncharacter(rune.Value) ? Rune.ReplacementChar : rune).ToString());
            rest = rest[used..];
        }
        return result.ToString();
    }

    /// <summary>Writes a quoted string with the fewest escapes; the text has no lone surrogate.</summary>
    public static void Write(IBufferWriter<byte> output, ReadOnlySpan<char> text)
    {
        // Nearly every string is short and needs no escape: one claim on the buffer for quotes and text.
        if (text.Length <= ShortText && !text.ContainsAny(Escaped))
        {
            var span = output.GetSpan((3 * text.Length) + 2);
            span[0] = (byte)'"';
            var length = Encoding.UTF8.GetBytes(text, span[1..]);
            span[length + 1] = (byte)'"';
            output.Advance(length + 2);
            return;
        }
        output.Write("\""u8);
        while (!text.IsEmpty)
        {
            var plain = text.IndexOfAny(Escaped);
            if (plain < 0)
                plain = text.Length;
            if (plain > 0)
                Encoding.UTF8.GetBytes(text[..plain], output);
            if (plain == text.Length)
                break;
            WriteEscape(output, text[plain]);
            text = text[(plain + 1)..];
        }
        output.Write("\""u8);
    }

    private static int IndexOfForbidden(string text)
    {
        // Nearly all text has nothing from U+D800 upwards but the private use area and half-width forms.
        ReadOnlySpan<char> rest = text;
        var start = rest.IndexOfAnyInRange('\ud800', '\uffff');
        while (start >= 0)
        {
            rest = rest[start..];
            if (Rune.DecodeFromUtf16(rest, out var rune, out var used) != OperationStatus.Done || IsNoncharacter(rune.Value))
                return text.Length - rest.Length;
            rest = rest[used..];
            start = rest.IndexOfAnyInRange('\ud800', '\uffff');
        }
        return -1;
    }

    private static void WriteEscape(IBufferWriter<byte> output, char character)
    {
        switch (character)
        {
            case '"':
                output.Write("\\\""u8);
                break;
            case '\\':
                output.Write("\\\\"u8);
                break;
            case '\b':
                output.Write("\\b"u8);
                break;
            case '\t':
                output.Write("\\t"u8);
                break;
            case '\n':
                output.Write("\\n"u8);
                break;
            case '\f':
                output.Write("\\f"u8);
                break;
            case '\r':
                output.Write("\\r"u8);
                break;
            default:
                ReadOnlySpan<byte> digits = "0123456789abcdef"u8;
                output.Write([(byte)'\\', (byte)'u', (byte)'0', (byte)'0', digits[character >> 4], digits[character & 15]]);
                break;
        }
    }
}
