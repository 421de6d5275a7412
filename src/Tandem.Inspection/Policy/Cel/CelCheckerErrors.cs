using System.Globalization;

namespace Tandem.Inspection.Policy.Cel;

/// <summary>What the checker refuses.</summary>
internal static class CelCheckerErrors
{
    public static CelError UnknownFact(int position, string name, IEnumerable<string> known) =>
        new(position, $"unknown fact `{name}`; use one of {string.Join(", ", known)}");

    public static CelError UnknownField(int position, string name, IEnumerable<string> known) =>
        new(position, $"unknown field `{name}`; use one of {string.Join(", ", known)}");

    public static CelError NotYetKnown(int position, string name, PolicyPhase since) =>
        new(position, $"`{name}` is not known in this phase; move the rule to phase {since.ToString().ToLowerInvariant()}");

    public static CelError NoFields(int position, CelType type, string field) =>
        new(position, type.Kind == CelKind.CountMap
            ? $"a map has no field `{field}`; write ['{field}'] with the whole detector type"
            : $"{type} has no field `{field}`; remove it");

    public static CelError Group(int position) => new(position, "a group of facts is not a value; select one of its fields");

    public static CelError NotBool(int position, CelType type) =>
        new(position, $"a condition must be bool, this is {type}; compare it with something");

    public static CelError Operand(int position, string op, CelType type, string wanted) =>
        new(position, $"`{op}` needs {wanted}, not {type}; change the operand");

    public static CelError Mismatch(int position, string op, CelType left, CelType right) =>
        new(position, $"`{op}` cannot be used between {left} and {right}; compare values of one type");

    public static CelError NotIn(int position, CelType type) =>
        new(position, $"`in` needs a list or a map on its right, not {type}; write a list in brackets");

    public static CelError NeverAValue(int position, string value, IEnumerable<string> values) =>
        new(position, $"`{value}` can never be the value here; use one of {string.Join(", ", values)}");

    public static CelError MixedList(int position, CelType first, CelType other) =>
        new(position, $"list mixes {first} and {other}; use elements of one type");

    public static CelError NestedList(int position) => new(position, "a list can hold only bool, int, string, timestamp or duration; flatten it");

    public static CelError NotIndexable(int position, CelType type) => new(position, $"{type} cannot be indexed; index a list or a map");

    public static CelError IndexType(int position, CelType index, string wanted) => new(position, $"index must be {wanted}, not {index}; change it");

    public static CelError UnknownFunction(int position, string name) =>
        new(position, $"unknown function `{name}`; use size, contains, startsWith, endsWith, matches, timestamp, duration, has, exists or all");

    public static CelError Arguments(int position, string usage) => new(position, $"wrong arguments; write {usage}");

    public static CelError NotLiteral(int position, string function) =>
        new(position, $"{function}() needs a string written in place, so that it can be checked at load; write it in quotes");

    public static CelError BadTimestamp(int position, string text) =>
        new(position, $"`{text}` is not a timestamp of the years 1 to 9999 in steps of 100 ns; write it as 2026-01-31T08:00:00Z");

    public static CelError BadDuration(int position, string text) =>
        new(position, $"`{text}` is not a duration of at most 292 years in steps of 100 ns; write it as 1h30m or 2.5s");

    public static CelError NotARange(int position, CelType type) => new(position, $"exists() and all() need a list or a map, not {type}; use a list");

    public static CelError TooManyQuantifiers(int position) =>
        new(position, string.Create(CultureInfo.InvariantCulture, $"exists() and all() are nested deeper than {CelLimits.MaxNestedQuantifiers}; split the rule"));

    public static CelError HidesFact(int position, string name) =>
        new(position, $"variable `{name}` hides a fact or variable of the same name; choose another name");

    public static CelError BadPattern(int position, string reason) => new(position, $"pattern is not allowed: {reason}; change the pattern");
}
