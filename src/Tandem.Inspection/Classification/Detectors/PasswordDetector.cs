using Tandem.Inspection.Classification.Matching;
using Tandem.Inspection.Classification.Tokens;
using static Tandem.Inspection.Classification.DetectorExample;

namespace Tandem.Inspection.Classification.Detectors;

/// <summary>
/// Passwords by the name they are given to: in programs, settings, connection strings, SQL, command lines and sentences. A password has no form, so
/// the likelihood comes from name, operator, quotes and what the value is made of.
/// </summary>
internal sealed class PasswordDetector() : Detector("password", 1, "secret.password", "restricted")
{
    private const int MinimumLength = 4;
    private const int MaximumLength = 128;
    private static readonly ByteSet Quoted = new ByteSet("!#$%&()*+,./:;<=>?@[]\\^_`{|}~A-Za-z0-9'\"-").With(0x80, 0xFF);
    private static readonly ByteSet Bare = new("A-Za-z0-9!#$%*+./=?@^_~:-");
    private static readonly ByteSet BeforeName = new ByteSet(" \t\r\n\"'`,;:&?/|({<[>_.-").With(0x80, 0xFF);
    private static readonly string[] NoSecrets = ["hash", "len", "file", "path", "field", "policy", "reset", "url", "type", "id", "name", "hint", "min", "max", "count", "expir", "require", "manager", "label", "rule", "prompt", "encod", "regex", "pattern", "valid", "strength", "error", "message", "rate", "ed"];

    internal override IReadOnlyList<string> Keywords { get; } = ["password", "passwd", "passphrase", "passwort", "kennwort", "contraseña", "mot de passe", "пароль", "密码", "pswd", "psword", "psswrd", "pwd", "pass", "pw", "identified"];

    // A key whose form is known says more.
    internal override bool IsWeak => true;

    internal override IReadOnlyList<DetectorExample> Examples { get; } =
    [
        Finds("password = \"hunter2x\"", "hunter2x"),
        Finds("DB_PASSWORD=Tr0ub4dor3x", "Tr0ub4dor3x"),
        Finds("Server=db;Database=app;User Id=sa;Password=Vq8!mZ2p;Encrypt=true", "Vq8!mZ2p"),
        Finds("{\"password\":\"Vq8!mZ2p\"}", "Vq8!mZ2p"),
        Finds("user: anna, pw: Vq8!mZ2p", "Vq8!mZ2p"),
        Finds("val password: String = \"kolm13Tamme64\"", "kolm13Tamme64"),
        Finds("ALTER USER app IDENTIFIED BY 'kolm13Tamme64';", "kolm13Tamme64"),
        Finds("tool --user anna --password Vq8!mZ2p run", "Vq8!mZ2p"),
        Finds("<password>Vq8!mZ2p</password>", "Vq8!mZ2p"),
        Finds("the password is Vq8!mZ2p, do not tell", "Vq8!mZ2p"),
        Finds("#define PASSWORD \"kolm13Tamme64\"", "kolm13Tamme64"),
        Ignores("password = \"password\""),
        Ignores("password = getPassword2(user)"),
        Ignores("password: ${DB_PASSWORD}"),
        Ignores("password = config.db.password1"),
        Ignores("Password: your-password-here"),
        Ignores("the password is required"),
        Ignores("password = \"0xAb19D82E7f546cC3\""),
        Ignores("password_hash = 'a8f5f167f44f4964e6c998dee827110c'"),
        Ignores("PASS: test_utf8_decode2"),
        Ignores("passwords = [\"a\", \"b\"]"),
        Ignores("passed: 12 of 14, compass: N2NE4x9q"),
        Ignores("M[@%]PW:2Z.Q?2M^S;`4G?E0C"),
        Ignores("password=[secret.password]"),
    ];

    internal override void Confirm(ref ScanFrame frame, int start, int end)
    {
        var text = frame.Text;
        if (!BeginsName(text, start, end) || !frame.TryTake(AssignedValue.Steps) || AssignedValue.After(text, end, out var tail) is not { } value || !IsPassword(tail))
            return;
        frame.TryTake(value.Start - start);
        var stop = frame.SkipWhile(value.Quote == 0 ? Bare : Quoted, value.Start, value.Start + MaximumLength + 1, value.Start);
        if (value.Quote != 0)
            stop = value.Start + Math.Max(text[value.Start..stop].IndexOf(value.Quote), 0);
        var score = value.Quote != 0
            ? ScoreQuoted(text[value.Start..stop], end - start, value.HasOperator)
            : ScoreBare(frame, value, ref stop, start, end);
        if (score >= 0.5)
            frame.Report(this, value.Start, stop, score);
    }

    // Short names are parts of many words ("bypass", "compass"); the long ones may stand in any name.
    private static bool BeginsName(ReadOnlySpan<byte> text, int start, int end) =>
        end - start > 5 || start == 0 || BeforeName.Contains(text[start - 1]) || (char.IsAsciiLetterUpper((char)text[start]) && char.IsAsciiLetterLower((char)text[start - 1]));

    private static bool IsPassword(ReadOnlySpan<byte> tail)
    {
        if (tail.IsEmpty || tail.SequenceEqual("s"u8) || tail.IndexOfAnyExceptInRange((byte)'0', (byte)'9') < 0)
            return true;
        if (tail[0] is not ((byte)'_' or (byte)'-'))
            return false;
        Span<char> lower = stackalloc char[tail.Length];
        for (var i = 0; i < tail.Length; i++)
            lower[i] = char.ToLowerInvariant((char)tail[i]);
        foreach (var word in NoSecrets)
        {
            if (((ReadOnlySpan<char>)lower).Contains(word, StringComparison.Ordinal))
                return false;
        }

        return true;
    }

    private static double ScoreQuoted(ReadOnlySpan<byte> value, int name, bool hasOperator)
    {
        if (value.Length is < MinimumLength or > MaximumLength || Placeholder.IsNamed(value) || Placeholder.IsIn(value))
            return 0;
        var shape = new ValueShape(value);
        if (shape.IsHexNumber || shape.Slashes > 1)
            return 0;
        var score = name > 3 ? 0.55 : 0.5;
        if (!shape.HasLetter)
            return shape.Digits == value.Length && value.Length >= 6 && hasOperator ? score : 0;
        if (value.Length < 6 || (shape.Digits == 0 && !(shape.HasTelling && value[^1] is not ((byte)'!' or (byte)'?' or (byte)'*') && shape.HasUpper)))
            return 0;
        return shape.IsStrong ? score + 0.3 : shape.HasDot && !shape.HasTelling ? 0 : score + 0.1;
    }

    private static double ScoreBare(in ScanFrame frame, AssignedValue found, ref int stop, int start, int end)
    {
        var next = frame.Peek(stop, found.Start);
        if (next is '(' or '[' or '{' or '\\' || stop - found.Start > MaximumLength)
            return 0;
        while (stop > found.Start && frame.Text[stop - 1] is (byte)'.' or (byte)':' or (byte)'?' or (byte)'*')
            stop--;
        var value = frame.Text[found.Start..stop];
        if (value.Length < 6 || Placeholder.IsNamed(value) || Placeholder.IsIn(value) || value[0] is (byte)'/' or (byte)'.' or (byte)'-' or (byte)'*')
            return 0;
        var shape = new ValueShape(value);
        var isArgument = frame.Before(start - 1) == '-' || found.HasOperator;
        if (shape.IsStrong && (isArgument || (shape.HasUpper && value.Length >= 8)))
            return 0.6;
        // NAME=value without blanks is a setting, and nobody writes a word of a program there.
        var isSetting = frame.Before(found.Start - 1) == '=' && frame.Text[start..end].IndexOfAnyInRange((byte)'a', (byte)'z') < 0 && next is -1 or '\n' or '\r' or ';' or ' ' or '"' or '\'';
        return isSetting && shape.HasLetter && shape.Digits > 0 && !shape.HasUnderscore && !shape.HasDot && shape.Slashes == 0 ? 0.55 : 0;
    }
}
