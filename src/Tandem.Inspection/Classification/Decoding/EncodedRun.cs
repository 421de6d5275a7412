using System.Text;

namespace Tandem.Inspection.Classification.Decoding;

/// <summary>Recognises and decodes runs of base64, base64url and hexadecimal digits whose content is text.</summary>
internal static class EncodedRun
{
    /// <summary>Shorter runs hold nothing that a detector could find, or are words.</summary>
    internal const int MinimumLength = 24;

    /// <summary>Most bytes decoded from one run.</summary>
    internal const int MaximumDecoded = 64 * 1024;

    /// <summary>Characters judged before a long run is decoded.</summary>
    internal const int SampleLength = 64;

    private static readonly byte[] Sextet = Sextets();

    /// <summary>Decodes a run.</summary>
    /// <param name="run">Characters of the base64 alphabets, and between lines whatever is no more than a blank.</param>
    /// <param name="firstLine">Length of the first line, on which alone the encoding is recognised.</param>
    /// <param name="output">At least as long as the decoded text may be.</param>
    /// <param name="decoder">Name of the encoding found.</param>
    /// <returns>Decoded length; 0 when the run is not encoded text.</returns>
    internal static int Decode(ReadOnlySpan<byte> run, int firstLine, Span<byte> output, out string decoder)
    {
        decoder = "";
        var form = Recognise(run[..firstLine]);
        if (form == Form.None)
            return 0;
        decoder = form == Form.Hex ? "hex" : "base64";
        var length = Decode(run, output, form);
        return TextShare(output[..length]) >= 90 ? length : 0;
    }

    /// <summary>True when the beginning of a run decodes to text; decided on its first <see cref="SampleLength"/> characters alone.</summary>
    internal static bool LooksLikeText(ReadOnlySpan<byte> run) => Recognise(run) != Form.None;

    private static Form Recognise(ReadOnlySpan<byte> run)
    {
        Span<byte> decoded = stackalloc byte[SampleLength];
        var sample = run[..Math.Min(run.Length, SampleLength)];
        // Letters alone, as in an identifier, decode to noise, so the order only matters for runs of hexadecimal digits.
        foreach (var form in (ReadOnlySpan<Form>)[Form.Hex, Form.Base64, Form.Base64After1, Form.Base64After2, Form.Base64After3])
        {
            var length = Decode(sample, decoded, form);
            if (length >= 12 && TextShare(decoded[..length]) >= 80)
                return form;
        }

        return Form.None;
    }

    private static int Decode(ReadOnlySpan<byte> run, Span<byte> output, Form form)
    {
        var written = 0;
        if (form == Form.Hex)
        {
            var high = -1;
            for (var i = 0; i < run.Length && written < output.Length; i++)
            {
                if (run[i] <= ' ')
                    continue;
                if (!char.IsAsciiHexDigit((char)run[i]))
                    return 0;
                if (high >= 0)
                    output[written++] = (byte)((high << 4) | HexValue(run[i]));
                high = high >= 0 ? -1 : HexValue(run[i]);
            }

            return written;
        }

        // Other text may stand directly before the run, such as a path: then the groups of four begin later.
        var bits = 0;
        var count = 0;
        for (var i = form - Form.Base64; i < run.Length; i++)
        {
            if (run[i] <= ' ')
                continue;
            bits = (bits << 6) | Sextet[run[i]];
            count += 6;
            if (count < 8)
                continue;
            count -= 8;
            if (written == output.Length)
                break;
            output[written++] = (byte)(bits >> count);
            bits &= 0xFF;
        }

        return written;
    }

    private static int HexValue(byte digit) => digit <= '9' ? digit - '0' : (digit | 0x20) - 'a' + 10;

    /// <summary>Share of bytes that belong to printable text, in percent.</summary>
    private static int TextShare(ReadOnlySpan<byte> text)
    {
        if (text.IsEmpty)
            return 0;
        var good = 0;
        for (var at = 0; at < text.Length;)
        {
            var status = Rune.DecodeFromUtf8(text[at..], out var rune, out var consumed);
            if (status == System.Buffers.OperationStatus.Done && (rune.Value >= 0x20 || rune.Value is '\t' or '\n' or '\r') && rune.Value is not (>= 0x7F and < 0xA0))
                good += consumed;
            at += consumed;
        }

        return good * 100 / text.Length;
    }

    private static byte[] Sextets()
    {
        var table = new byte[256];
        var alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/"u8;
        for (var i = 0; i < alphabet.Length; i++)
            table[alphabet[i]] = (byte)i;
        table['-'] = 62;
        table['_'] = 63;
        return table;
    }

    private enum Form
    {
        None,
        Hex,
        Base64,
        Base64After1,
        Base64After2,
        Base64After3,
    }
}
