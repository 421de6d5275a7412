using System.Globalization;
using System.Text;

namespace Tandem.Inspection.Policy.Cel;

/// <summary>Stage 1: text to tokens, by the lexical rules of the CEL specification less what the subset leaves out.</summary>
internal sealed class CelLexer
{
    private static readonly string[] Operators =
        ["==", "!=", "<=", ">=", "&&", "||", "<", ">", "!", "?", ":", "+", "-", "*", "/", "%", "(", ")", "[", "]", "{", "}", ",", "."];

    private readonly string _text;
    private readonly List<CelToken> _tokens = [];
    private int _at;

    private CelLexer(string text) => _text = text;

    public static List<CelToken>? Tokenise(string text, out CelError error)
    {
        if (text.Length > CelLimits.MaxLength)
        {
            error = CelLexerErrors.TooLong(text.Length);
            return null;
        }

        var lexer = new CelLexer(text);
        return lexer.Run(out error) ? lexer._tokens : null;
    }

    private bool Run(out CelError error)
    {
        error = default;
        while (SkipBlank())
        {
            var c = _text[_at];
            var ok = c switch
            {
                '\'' or '"' => ReadString(_at, isRaw: false, out error),
                'r' or 'R' when Next() is '\'' or '"' => ReadString(_at++, isRaw: true, out error),
                'b' or 'B' when Next() is '\'' or '"' => Fail(CelLexerErrors.NoBytes(_at), out error),
                'b' or 'B' or 'r' or 'R' when Next() is 'r' or 'R' or 'b' or 'B' && _at + 2 < _text.Length && _text[_at + 2] is '\'' or '"' =>
                    Fail(CelLexerErrors.NoBytes(_at), out error),
                >= '0' and <= '9' => ReadNumber(out error),
                '_' or (>= 'a' and <= 'z') or (>= 'A' and <= 'Z') => ReadIdentifier(),
                '.' when Next() is >= '0' and <= '9' => Fail(CelLexerErrors.NoFraction(_at), out error),
                _ => ReadOperator(out error),
            };
            if (!ok)
                return false;
        }

        _tokens.Add(new CelToken(CelTokenKind.End, _text.Length, ""));
        return true;
    }

    private static bool Fail(CelError failure, out CelError error)
    {
        error = failure;
        return false;
    }

    private char Next() => _at + 1 < _text.Length ? _text[_at + 1] : '\0';

    private bool SkipBlank()
    {
        while (_at < _text.Length)
        {
            if (_text[_at] is ' ' or '\t' or '\n' or '\r' or '\f')
                _at++;
            else if (_text[_at] == '/' && Next() == '/')
            {
                var end = _text.IndexOf('\n', _at);
                _at = end < 0 ? _text.Length : end;
            }
            else
                return true;
        }

        return false;
    }

    private bool ReadIdentifier()
    {
        var start = _at;
        while (_at < _text.Length && _text[_at] is '_' or (>= 'a' and <= 'z') or (>= 'A' and <= 'Z') or (>= '0' and <= '9'))
            _at++;
        _tokens.Add(new CelToken(CelTokenKind.Identifier, start, _text[start.._at]));
        return true;
    }

    private bool ReadOperator(out CelError error)
    {
        error = default;
        foreach (var op in Operators)
        {
            if (string.CompareOrdinal(_text, _at, op, 0, op.Length) == 0)
            {
                _tokens.Add(new CelToken(CelTokenKind.Operator, _at, op));
                _at += op.Length;
                return true;
            }
        }

        error = CelLexerErrors.UnexpectedCharacter(_at, _text[_at]);
        return false;
    }

    private bool ReadNumber(out CelError error)
    {
        error = default;
        var start = _at;
        var isHex = _text[_at] == '0' && Next() is 'x' or 'X';
        if (isHex)
            _at += 2;
        var digits = _at;
        while (_at < _text.Length && (isHex ? char.IsAsciiHexDigit(_text[_at]) : char.IsAsciiDigit(_text[_at])))
            _at++;
        if (_at == digits)
            return Fail(CelLexerErrors.BadNumber(start), out error);
        if (_at < _text.Length)
        {
            var after = _text[_at];
            if (after is 'u' or 'U')
                return Fail(CelLexerErrors.NoUnsigned(_at), out error);
            if (!isHex && (after is 'e' or 'E' || (after == '.' && char.IsAsciiDigit(Next()))))
                return Fail(CelLexerErrors.NoFraction(start), out error);
            if (char.IsAsciiLetter(after) || after == '_')
                return Fail(CelLexerErrors.BadNumber(start), out error);
        }

        var style = isHex ? NumberStyles.AllowHexSpecifier : NumberStyles.None;
        if (!ulong.TryParse(_text.AsSpan(digits, _at - digits), style, CultureInfo.InvariantCulture, out var number))
            return Fail(CelLexerErrors.NumberTooLarge(start), out error);
        _tokens.Add(new CelToken(CelTokenKind.Integer, start, _text[start.._at], number));
        return true;
    }

    // Called with _at on the first quote, or on the `r` before it (the caller steps over the `r` after start was taken).
    private bool ReadString(int start, bool isRaw, out CelError error)
    {
        error = default;
        var quote = _text[_at];
        var isTriple = _at + 2 < _text.Length && _text[_at + 1] == quote && _text[_at + 2] == quote;
        _at += isTriple ? 3 : 1;
        var value = new StringBuilder();
        while (true)
        {
            if (_at >= _text.Length || (!isTriple && _text[_at] is '\n' or '\r'))
                return Fail(CelLexerErrors.Unterminated(start), out error);
            var c = _text[_at];
            if (c == quote && (!isTriple || (_at + 2 < _text.Length && _text[_at + 1] == quote && _text[_at + 2] == quote)))
            {
                _at += isTriple ? 3 : 1;
                _tokens.Add(new CelToken(CelTokenKind.String, start, value.ToString()));
                return true;
            }

            if (c == '\\' && !isRaw)
            {
                if (!ReadEscape(value))
                    return Fail(CelLexerErrors.BadEscape(_at), out error);
            }
            else
            {
                value.Append(c);
                _at++;
            }
        }
    }

    private bool ReadEscape(StringBuilder value)
    {
        var (simple, digits, radix) = Next() switch
        {
            'a' => ('\a', 0, 0),
            'b' => ('\b', 0, 0),
            'f' => ('\f', 0, 0),
            'n' => ('\n', 0, 0),
            'r' => ('\r', 0, 0),
            't' => ('\t', 0, 0),
            'v' => ('\v', 0, 0),
            '\\' or '?' or '"' or '\'' or '`' => (Next(), 0, 0),
            'x' or 'X' => ('\0', 2, 16),
            'u' => ('\0', 4, 16),
            'U' => ('\0', 8, 16),
            >= '0' and <= '3' => ('\0', 3, 8),
            _ => ('\0', 0, 0),
        };
        if (digits == 0)
        {
            if (simple == '\0')
                return false;
            value.Append(simple);
            _at += 2;
            return true;
        }

        var first = radix == 8 ? _at + 1 : _at + 2;
        if (first + digits > _text.Length)
            return false;
        long code = 0;
        foreach (var c in _text.AsSpan(first, digits))
        {
            var digit = char.IsAsciiHexDigit(c) ? Convert.ToInt32(c.ToString(), 16) : 16;
            if (digit >= radix)
                return false;
            code = (code * radix) + digit;
        }

        if (code > 0x10FFFF || !Rune.IsValid((int)code))
            return false;
        value.Append(new Rune((int)code).ToString());
        _at = first + digits;
        return true;
    }
}
