using System.Text.RegularExpressions;

namespace Tandem.Inspection.Policy.Loading;

/// <summary>The form that a text of a bundle must have.</summary>
internal sealed partial class TextShape
{
    private readonly Func<string, bool> _accepts;

    private TextShape(string description, Func<string, bool> accepts)
    {
        Description = description;
        _accepts = accepts;
    }

    public static TextShape Line { get; } = new(
        "a text of 1 to 1000 characters without control characters",
        text => text.Length is > 0 and <= BundleLimits.MaxTextLength && !text.Any(char.IsControl) && text.Trim().Length == text.Length);

    public static TextShape Name { get; } = new(
        "a name of lower-case letters, digits, `.`, `_` and `-`, at most 64", text => NamePattern().IsMatch(text));

    public static TextShape Key { get; } = new(
        "a key of letters, digits, `.`, `_` and `-`, at most 64", text => KeyPattern().IsMatch(text));

    public static TextShape Reason { get; } = new(
        "a reason code of capital letters, digits and `_`, 3 to 64", text => ReasonPattern().IsMatch(text));

    public static TextShape Version { get; } = new(
        "a semantic version such as 1.4.0", text => VersionPattern().IsMatch(text));

    public static TextShape Control { get; } = new(
        "an identifier with its standard, such as iso27001:A.8.12 or iso42001:A.9.2, because both standards use the same numbers",
        text => ControlPattern().IsMatch(text));

    public static TextShape Requirement { get; } = new(
        "an AI system's requirement such as AIS-0007/REQ-003", text => RequirementPattern().IsMatch(text));

    public static TextShape TypeName { get; } = new(
        "a detector type such as fin.iban, or a prefix that ends in `.` or `*`", TypePattern.IsWellFormed);

    public static TextShape Period { get; } = new(
        "a period of years, months and days such as P3Y or P90D", text => PeriodPattern().IsMatch(text));

    public static TextShape Path { get; } = new(
        "a path such as /v1/chat/completions", text => text.Length <= 256 && PathPattern().IsMatch(text) && !text.Contains("..", StringComparison.Ordinal));

    public static TextShape Variable { get; } = new(
        "the name of an environment variable such as OPENAI_API_KEY", text => VariablePattern().IsMatch(text));

    public static TextShape FilePath { get; } = new(
        "an absolute path", text => text.Length is > 1 and <= 1000 && !text.Any(char.IsControl) && System.IO.Path.IsPathFullyQualified(text));

    public static TextShape Expression { get; } = new("a condition in a string", _ => true);

    public string Description { get; }

    public bool Accepts(string text) => _accepts(text);

    [GeneratedRegex(@"\A[a-z0-9][a-z0-9._-]{0,63}\z", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex NamePattern();

    [GeneratedRegex(@"\A[A-Za-z0-9][A-Za-z0-9._-]{0,63}\z", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex KeyPattern();

    [GeneratedRegex(@"\A[A-Z][A-Z0-9_]{2,63}\z", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex ReasonPattern();

    [GeneratedRegex(@"\A(0|[1-9][0-9]{0,8})\.(0|[1-9][0-9]{0,8})\.(0|[1-9][0-9]{0,8})(-[0-9A-Za-z.-]{1,64})?\z", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex VersionPattern();

    [GeneratedRegex(@"\A[a-z][a-z0-9-]{1,31}:[A-Za-z0-9][A-Za-z0-9.-]{0,31}\z", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex ControlPattern();

    [GeneratedRegex(@"\A[A-Za-z0-9][A-Za-z0-9._-]{0,63}/[A-Za-z0-9][A-Za-z0-9._-]{0,63}\z", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex RequirementPattern();

    [GeneratedRegex(@"\AP(?=[0-9])([0-9]{1,4}Y)?([0-9]{1,4}M)?([0-9]{1,5}D)?\z", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex PeriodPattern();

    [GeneratedRegex(@"\A(/[A-Za-z0-9._~:@-]+)+\z", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex PathPattern();

    [GeneratedRegex(@"\A[A-Za-z_][A-Za-z0-9_]{0,127}\z", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex VariablePattern();
}
