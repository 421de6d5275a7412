using System.Globalization;
using System.Text;
using System.Text.Unicode;

namespace Tandem.Ledger.Canonical;

/// <summary>Checks that bytes are what <see cref="JcsWriter"/> would have written.</summary>
/// <remarks>
/// A verifier hashes and verifies the stored bytes and never re-canonicalises them; this lint finds producers that break the
/// rule. One pass, no tree, nesting at most 64. Thread-safe.
/// </remarks>
public static class JcsLint
{
    /// <summary>Checks one value.</summary>
    /// <param name="json">The bytes of the value, without a final newline.</param>
    /// <returns>The first problem, or null if the bytes are canonical JSON of the profile.</returns>
    public static JcsProblem? Check(ReadOnlySpan<byte> json)
    {
        if (!Utf8.IsValid(json))
            return new JcsProblem(0, "the text is not valid UTF-8");
        var scanner = new Scanner(json);
        if (!scanner.Value(0))
            return new JcsProblem(scanner.Position, scanner.Problem);
        return scanner.IsAtEnd ? null : new JcsProblem(scanner.Position, "something follows the value");
    }

    private ref struct Scanner(ReadOnlySpan<byte> json)
    {
        private readonly ReadOnlySpan<byte> _json = json;

        public int Position { get; private set; }

        public string Problem { get; private set; } = string.Empty;

        public readonly bool IsAtEnd => Position == _json.Length;

        private readonly byte Next => IsAtEnd ? (byte)0 : _json[Position];

        public bool Value(int depth) => Next switch
        {
            (byte)'{' => Object(depth),
            (byte)'[' => Array(depth),
            (byte)'"' => String(null),
            (byte)'t' => Literal("true"u8),
            (byte)'f' => Literal("false"u8),
            (byte)'-' or (>= (byte)'0' and <= (byte)'9') => Integer(),
            _ => Fail("expected a string, an integer, true, false, an array or an object without white space"),
        };

        private bool Object(int depth)
        {
            if (depth == JcsValue.MaxDepth)
                return Fail("nested deeper than 64 levels");
            Position++;
            if (Take('}'))
                return true;
            string? previous = null;
            while (true)
            {
                var start = Position;
                if (Next != '"')
                    return Fail("expected a member name");
                var name = new StringBuilder();
                if (!String(name))
                    return false;
                var current = name.ToString();
                if (previous is not null && string.CompareOrdinal(previous, current) >= 0)
                {
                    Position = start;
                    return Fail(string.Equals(previous, current, StringComparison.Ordinal) ? "a member occurs twice" : "the members are not in canonical order");
                }
                previous = current;
                if (!Take(':'))
                    return Fail("expected a colon");
                if (!Value(depth + 1))
                    return false;
                if (Take('}'))
                    return true;
                if (!Take(','))
                    return Fail("expected a comma or the end of the object");
            }
        }

        private bool Array(int depth)
        {
            if (depth == JcsValue.MaxDepth)
                return Fail("nested deeper than 64 levels");
            Position++;
            if (Take(']'))
                return true;
            while (true)
            {
                if (!Value(depth + 1))
                    return false;
                if (Take(']'))
                    return true;
                if (!Take(','))
                    return Fail("expected a comma or the end of the array");
            }
        }

        // The decoded text goes to the builder if there is one: only names are compared.
        private bool String(StringBuilder? text)
        {
            Position++;
            while (!IsAtEnd)
            {
                var value = Next;
                if (value == '"')
                {
                    Position++;
                    return true;
                }
                if (value < 0x20)
                    return Fail("a control character is not escaped");
                if (value == '\\')
                {
                    if (!Escape(text))
                        return false;
                    continue;
                }
                Rune.DecodeFromUtf8(_json[Position..], out var rune, out var used);
                if (JcsText.IsNoncharacter(rune.Value))
                    return Fail("a noncharacter, which I-JSON forbids");
                text?.Append(rune.ToString());
                Position += used;
            }
            return Fail("the string does not end");
        }

        private bool Escape(StringBuilder? text)
        {
            var rest = _json[(Position + 1)..];
            var shortForm = rest.IsEmpty ? -1 : "\"\\bfnrt"u8.IndexOf(rest[0]);
            if (shortForm >= 0)
            {
                text?.Append("\"\\\b\f\n\r\t"[shortForm]);
                Position += 2;
                return true;
            }

            // Only control characters without a short form are written as \u00xx, in lowercase.
            if (rest.Length < 5 || !rest.StartsWith("u00"u8) || HexValue(rest[3]) is not (0 or 1) || HexValue(rest[4]) is not (>= 0 and var low))
                return Fail("an escape that is not canonical");
            var character = (char)((HexValue(rest[3]) * 16) + low);
            if (character is '\b' or '\t' or '\n' or '\f' or '\r')
                return Fail("an escape that has a shorter form");
            text?.Append(character);
            Position += 6;
            return true;
        }

        private bool Integer()
        {
            var start = Position;
            var negative = Take('-');
            var digits = Position;
            while (Next is >= (byte)'0' and <= (byte)'9')
                Position++;
            var text = _json[digits..Position];
            if (Next is (byte)'.' or (byte)'e' or (byte)'E')
                return Fail("a number that is not an integer");
            var isCanonical = text.Length is > 0 and <= 16 && (text[0] != '0' || (text.Length == 1 && !negative));
            if (isCanonical && long.Parse(text, NumberStyles.None, CultureInfo.InvariantCulture) <= JcsValue.MaxInteger)
                return true;
            Position = start;
            return Fail("an integer that is not canonical or not below 2^53 in size");
        }

        private bool Literal(ReadOnlySpan<byte> word)
        {
            if (!_json[Position..].StartsWith(word))
                return Fail("expected true or false");
            Position += word.Length;
            return true;
        }

        private bool Take(char expected)
        {
            if (Next != expected)
                return false;
            Position++;
            return true;
        }

        private bool Fail(string problem)
        {
            Problem = problem;
            return false;
        }

        private static int HexValue(byte digit) => "0123456789abcdef"u8.IndexOf(digit);
    }
}
