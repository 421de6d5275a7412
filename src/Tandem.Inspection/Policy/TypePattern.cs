namespace Tandem.Inspection.Policy;

/// <summary>How a bundle names detector types: a whole type, or a prefix that ends in <c>.</c> or <c>*</c>.</summary>
public static class TypePattern
{
    /// <summary>Says whether a pattern covers a detector type; ordinal comparison.</summary>
    /// <param name="pattern"><c>fin.iban</c>, <c>secret.</c>, <c>secret.aws*</c> or <c>*</c>.</param>
    /// <param name="type">Detector type, for example <c>secret.jwt</c>.</param>
    /// <returns>True when the pattern is the type or a prefix of it.</returns>
    public static bool Matches(string pattern, string type)
    {
        ArgumentNullException.ThrowIfNull(pattern);
        ArgumentNullException.ThrowIfNull(type);
        return pattern switch
        {
            [.. var prefix, '*'] => type.StartsWith(prefix, StringComparison.Ordinal),
            [.., '.'] => type.StartsWith(pattern, StringComparison.Ordinal),
            _ => string.Equals(pattern, type, StringComparison.Ordinal),
        };
    }

    /// <summary>Says whether a text can be a pattern: lower-case words of letters, digits, <c>_</c> and <c>-</c> between dots.</summary>
    /// <param name="text">The text to check; at most 128 characters.</param>
    /// <returns>True when it is well formed.</returns>
    public static bool IsWellFormed(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        if (text == "*")
            return true;
        var body = text.EndsWith('*') ? text.AsSpan(0, text.Length - 1) : text.AsSpan();
        if (body.IsEmpty || body.Length > 128 || body[0] == '.')
            return false;
        for (var i = 0; i < body.Length; i++)
        {
            var isWord = body[i] is (>= 'a' and <= 'z') or (>= '0' and <= '9') or '_' or '-';
            if (!isWord && !(body[i] == '.' && body[i - 1] != '.'))
                return false;
        }

        return true;
    }
}
