namespace Tandem.Inspection.Classification.Tokens;

/// <summary>Tells what documentation writes in the place of a secret.</summary>
internal static class Placeholder
{
    private static readonly System.Buffers.SearchValues<byte> Filling = System.Buffers.SearchValues.Create("*x.X-_#?"u8);
    private static readonly System.Buffers.SearchValues<byte> Identifier = System.Buffers.SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_"u8);

    private static readonly HashSet<string>.AlternateLookup<ReadOnlySpan<char>> Words = new HashSet<string>(StringComparer.OrdinalIgnoreCase)
    {
        "your", "my", "the", "a", "an", "our", "some", "this", "here", "new", "old", "current", "confirm", "enter", "insert", "replace", "change", "changeme", "me", "with", "in", "is", "of", "for", "not",
        "password", "passwd", "passwort", "passphrase", "pass", "pwd", "pw", "pat", "secret", "token", "key", "api", "apikey", "access", "auth", "authorization", "bearer", "basic", "credential", "credentials",
        "user", "username", "login", "email", "account", "client", "app", "db", "database", "host", "port", "id", "name", "value", "string", "text", "field", "input", "type", "int", "number", "bool", "env", "var",
        "default", "example", "sample", "placeholder", "dummy", "redacted", "hidden", "masked", "encrypted", "hash", "hashed", "none", "null", "nil", "undefined", "true", "false", "required", "optional", "empty",
        "foo", "bar", "baz", "xxx", "abc", "todo", "tbd",
    }.GetAlternateLookup<ReadOnlySpan<char>>();

    /// <summary>
    /// True when a value is a row of one character, of the alphabet, or of the word EXAMPLE. The word once is not enough: published example keys
    /// (<c>AKIAIOSFODNN7EXAMPLE</c>) have the form of real ones, and a word that anybody can write must not be a way past inspection.
    /// </summary>
    internal static bool IsIn(ReadOnlySpan<byte> secret) =>
        secret.IndexOf("EXAMPLEEXAMPLE"u8) >= 0 || secret.IndexOf("abcdefghijkl"u8) >= 0 || secret.IndexOf("xxxxxxxx"u8) >= 0 || secret.IndexOf("00000000000"u8) >= 0;

    /// <summary>True when a value only says what belongs in its place: <c>password</c>, <c>your-api-key</c>, <c>&lt;token&gt;</c>, <c>${PW}</c>, <c>****</c>.</summary>
    internal static bool IsNamed(ReadOnlySpan<byte> value) =>
        value.IndexOfAnyExcept(Filling) < 0 || IsReference(value) || IsMadeOfWords(value);

    /// <summary>True when a value points to where the secret is: a variable, a template, a call.</summary>
    private static bool IsReference(ReadOnlySpan<byte> value) =>
        value.IndexOf("${"u8) >= 0 || value.IndexOf("{{"u8) >= 0 || value.IndexOf("$("u8) >= 0 || value.IndexOf("://"u8) >= 0
        || (value[0], value[^1]) is ((byte)'<', (byte)'>') or ((byte)'{', (byte)'}') or ((byte)'[', (byte)']') or ((byte)'%', (byte)'%') or ((byte)'(', (byte)')')
        || (value[0] is (byte)'$' or (byte)'%' or (byte)'@' or (byte)':' && IsIdentifier(value[1..]));

    private static bool IsIdentifier(ReadOnlySpan<byte> value) => value.IndexOfAnyExcept(Identifier) < 0;

    private static bool IsMadeOfWords(ReadOnlySpan<byte> value)
    {
        Span<char> word = stackalloc char[16];
        var length = 0;
        // One digit at the end counts a field, as in `password2`.
        var text = value.Length > 1 && char.IsAsciiDigit((char)value[^1]) && !char.IsAsciiDigit((char)value[^2]) ? value[..^1] : value;
        for (var i = 0; i <= text.Length; i++)
        {
            if (i < text.Length && char.IsAsciiLetter((char)text[i]))
            {
                if (length == word.Length)
                    return false;
                word[length++] = (char)text[i];
                continue;
            }

            if (i < text.Length && text[i] is not ((byte)'_' or (byte)'-' or (byte)'.' or (byte)':' or (byte)' ' or (byte)'*' or (byte)'!'))
                return false;
            if (length > 0 && !Words.Contains(word[..length]))
                return false;
            length = 0;
        }

        return true;
    }
}
