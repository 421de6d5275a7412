using System.Text.Unicode;

namespace Tandem.Gateway.Protocols.Json;

/// <summary>Writes a JSON string of UTF-8 with the fewest escapes (RFC 8259 section 7), as most upstreams do.</summary>
internal static class JsonQuote
{
    public static byte[] Of(ReadOnlySpan<byte> utf8)
    {
        if (!Utf8.IsValid(utf8)) throw new ArgumentException("the text is no valid UTF-8; cut it between characters", nameof(utf8));
        var length = 2;
        foreach (var b in utf8) length += LengthOf(b);
        var output = new byte[length];
        output[0] = output[^1] = (byte)'"';
        var at = 1;
        foreach (var b in utf8) at += Write(b, output.AsSpan(at));
        return output;
    }

    private static int LengthOf(byte b) => b switch
    {
        (byte)'"' or (byte)'\\' or (byte)'\n' or (byte)'\r' or (byte)'\t' => 2,
        < 0x20 => 6,
        _ => 1,
    };

    private static int Write(byte b, Span<byte> output)
    {
        switch (LengthOf(b))
        {
            case 1:
                output[0] = b;
                return 1;
            case 2:
                output[0] = (byte)'\\';
                output[1] = b switch { (byte)'\n' => (byte)'n', (byte)'\r' => (byte)'r', (byte)'\t' => (byte)'t', _ => b };
                return 2;
            default:
                "\\u00"u8.CopyTo(output);
                output[4] = (byte)(b >> 4 == 0 ? '0' : '1');
                output[5] = "0123456789abcdef"u8[b & 0xF];
                return 6;
        }
    }
}
