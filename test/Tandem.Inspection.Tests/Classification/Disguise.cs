using System.Globalization;
using System.Text;

namespace Tandem.Inspection.Tests.Classification;

/// <summary>Ways to write a text so that a plain search does not see it.</summary>
internal static class Disguise
{
    internal static string Base64(string text) => Convert.ToBase64String(Encoding.UTF8.GetBytes(text));

    internal static string Hex(string text) => Convert.ToHexStringLower(Encoding.UTF8.GetBytes(text));

    internal static string Percent(string text) => string.Concat(Encoding.UTF8.GetBytes(text).Select(b => "%" + b.ToString("X2", CultureInfo.InvariantCulture)));

    internal static string UnicodeEscapes(string text) => string.Concat(text.Select(c => "\\u" + ((int)c).ToString("x4", CultureInfo.InvariantCulture)));

    internal static string JsonString(string text) => "{\"q\":\"" + text.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal) + "\"}";

    internal static string ZeroWidth(string text) => string.Concat(text.Select((c, i) => i % 4 == 3 ? c + "\u200B" : c.ToString()));

    internal static string FullWidth(string text) => string.Concat(text.Select(c => c is > ' ' and <= '~' ? (char)(c - 0x20 + 0xFF00) : c));

    internal static string Tags(string text) => string.Concat(text.Select(c => char.ConvertFromUtf32(0xE0000 + c)));

    internal static string Lookalikes(string text) => text.Replace('a', 'а').Replace('e', 'е').Replace('o', 'о').Replace('p', 'р').Replace('c', 'с');

    internal static string Entities(string text) => string.Concat(text.Select((c, i) => i % 3 == 0 ? $"&#x{(int)c:X};" : i % 3 == 1 ? $"&#{(int)c};" : c == '@' ? "&commat;" : c.ToString()));

    internal static string Reversed(string text) => "\u202E" + string.Concat(text.Reverse()) + "\u202C";

    internal static string BrokenBase64(string text, string lineBreak = "\n") => string.Join(lineBreak, Base64(text).Chunk(28).Select(line => new string(line)));
}
