using System.Text;

namespace Tandem.Management.Access.SecondFactor;

/// <summary>Base 32 of RFC 4648 without padding: the form in which authenticator apps take keys and people type codes.</summary>
internal static class Base32
{
    private const string Alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";

    internal static string Encode(ReadOnlySpan<byte> bytes)
    {
        var text = new StringBuilder((bytes.Length * 8 + 4) / 5);
        int held = 0, bits = 0;
        foreach (var value in bytes)
        {
            held = (held << 8) | value;
            for (bits += 8; bits >= 5; bits -= 5)
                text.Append(Alphabet[(held >> (bits - 5)) & 31]);
            held &= (1 << bits) - 1;
        }
        if (bits > 0)
            text.Append(Alphabet[(held << (5 - bits)) & 31]);
        return text.ToString();
    }

    /// <summary>Characters beside the alphabet, such as blanks and hyphens between groups, are passed over; small letters count as large ones.</summary>
    internal static string Normalise(string text) => string.Concat(text.ToUpperInvariant().Where(Alphabet.Contains));
}
