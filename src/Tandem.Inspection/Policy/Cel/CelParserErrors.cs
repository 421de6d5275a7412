using System.Globalization;

namespace Tandem.Inspection.Policy.Cel;

/// <summary>What the parser refuses.</summary>
internal static class CelParserErrors
{
    public static CelError Unexpected(CelToken token, string expected) =>
        new(token.Position, token.Kind == CelTokenKind.End
            ? $"expression ends too early; {expected} is missing"
            : $"unexpected {Describe(token)}; {expected} is expected here");

    public static CelError Empty() => new(0, "expression is empty; write `true` for a rule that always applies");

    public static CelError TooDeep(int position) =>
        new(position, string.Create(CultureInfo.InvariantCulture, $"expression is nested deeper than {CelLimits.MaxDepth} levels; split the rule"));

    public static CelError TooManyNodes(int position) =>
        new(position, string.Create(CultureInfo.InvariantCulture, $"expression has more than {CelLimits.MaxNodes} parts; split the rule"));

    public static CelError TooManyItems(int position) =>
        new(position, string.Create(CultureInfo.InvariantCulture, $"list has more than {CelLimits.MaxListItems} elements; shorten it"));

    public static CelError Reserved(CelToken token) =>
        new(token.Position, $"`{token.Text}` is a reserved word; use a fact's name");

    public static CelError NoNull(int position) =>
        new(position, "`null` is not part of the subset; every fact has a value, use has() or compare with an empty string");

    public static CelError NoMapLiteral(int position) =>
        new(position, "maps and messages cannot be written in an expression; use the maps among the facts");

    public static CelError NumberTooLarge(int position) =>
        new(position, "number does not fit in 64 bits; use a smaller one");

    public static CelError BadHas(int position) =>
        new(position, "has() needs a field, as in `has(subject.id)`; select one");

    public static CelError BadQuantifier(int position, string macro) =>
        new(position, $"{macro}() needs a variable and a condition; write `list.{macro}(x, condition on x)`");

    public static CelError MacroNotInSubset(int position, string macro) =>
        new(position, $"{macro}() is not part of the subset; use exists() or all()");

    private static string Describe(CelToken token) => token.Kind == CelTokenKind.String ? "string" : $"`{token.Text}`";
}
