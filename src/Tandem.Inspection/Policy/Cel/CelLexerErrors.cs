using System.Globalization;

namespace Tandem.Inspection.Policy.Cel;

/// <summary>What the lexer refuses.</summary>
internal static class CelLexerErrors
{
    public static CelError TooLong(int length) =>
        new(0, string.Create(CultureInfo.InvariantCulture, $"expression has {length} characters; at most {CelLimits.MaxLength} are allowed, split the rule"));

    public static CelError UnexpectedCharacter(int position, char character) =>
        new(position, char.IsControl(character) || char.IsSurrogate(character)
            ? string.Create(CultureInfo.InvariantCulture, $"unexpected character U+{(int)character:X4}; remove it")
            : character is '=' or '&' or '|'
                ? $"unexpected character `{character}`; write `{character}{character}`"
                : $"unexpected character `{character}`; remove it");

    public static CelError Unterminated(int position) =>
        new(position, "string is not closed; add the closing quote, or use three quotes for several lines");

    public static CelError BadEscape(int position) =>
        new(position, "unknown or incomplete escape in string; use one of \\n \\t \\\\ \\' \\\" \\xHH \\uHHHH \\UHHHHHHHH \\ooo, or an r'...' string");

    public static CelError NoBytes(int position) =>
        new(position, "byte strings are not part of the subset; use a string");

    public static CelError NoUnsigned(int position) =>
        new(position, "unsigned numbers are not part of the subset; leave out the `u`");

    public static CelError NoFraction(int position) =>
        new(position, "numbers with a fraction or exponent are not part of the subset; use a whole number");

    public static CelError NumberTooLarge(int position) =>
        new(position, "number does not fit in 64 bits; use a smaller one");

    public static CelError BadNumber(int position) =>
        new(position, "malformed number; use digits, or 0x and hexadecimal digits");
}
