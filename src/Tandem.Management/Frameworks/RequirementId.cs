using System.Diagnostics.CodeAnalysis;
using System.Globalization;

namespace Tandem.Management.Frameworks;

/// <summary>Identifier of a clause or control, with its standard: `iso27001:A.8.15`, `iso42001:6.1.4`.</summary>
/// <remarks>
/// INVARIANT (namespaced identifiers): there is no way to make one without its standard. Thirteen Annex A numbers exist in both
/// standards with different meanings, so a bare number is refused with a question and never guessed.
/// </remarks>
public readonly record struct RequirementId
{
    private readonly string? _ref;

    public RequirementId(Standard standard, string reference)
    {
        if (!IsReference(reference))
            throw new ArgumentException($"`{reference}` is not the number of a clause or control", nameof(reference));
        Standard = standard;
        _ref = reference;
    }

    public Standard Standard { get; }

    /// <summary>The number within the standard, for example `A.8.15` or `6.1.4`.</summary>
    public string Ref => _ref ?? "";

    public bool IsControl => Ref.StartsWith("A.", StringComparison.Ordinal);

    public static bool TryParse(string? text, out RequirementId id) => TryParse(text, out id, out _);

    public static bool TryParse(string? text, out RequirementId id, [NotNullWhen(false)] out string? problem)
    {
        id = default;
        var value = (text ?? "").Trim();
        var colon = value.IndexOf(':', StringComparison.Ordinal);
        if (colon < 0 && IsReference(value))
        {
            problem = $"`{value}` does not say which standard; did you mean `iso27001:{value}` or `iso42001:{value}`?";
            return false;
        }
        if (colon < 0 || !Standards.TryParse(value[..colon], out var standard) || !IsReference(value[(colon + 1)..]))
        {
            problem = $"`{value}` is not an identifier of a requirement; write it like `iso27001:A.8.15`";
            return false;
        }
        id = new RequirementId(standard, value[(colon + 1)..]);
        problem = null;
        return true;
    }

    public static RequirementId Parse(string text) =>
        TryParse(text, out var id, out var problem) ? id : throw new FormatException(problem);

    /// <summary>Order of the standards themselves: 27001 before 42001, clauses before Annex A, numbers by value (A.8.9 before A.8.10).</summary>
    internal int CompareTo(RequirementId other)
    {
        if (Standard != other.Standard)
            return Standard.CompareTo(other.Standard);
        if (IsControl != other.IsControl)
            return IsControl ? 1 : -1;
        var (mine, theirs) = (Numbers(Ref), Numbers(other.Ref));
        for (var i = 0; i < Math.Min(mine.Length, theirs.Length); i++)
        {
            if (mine[i] != theirs[i])
                return mine[i].CompareTo(theirs[i]);
        }
        return mine.Length.CompareTo(theirs.Length);
    }

    public override string ToString() => _ref is null ? "" : $"{Standard.Prefix()}:{_ref}";

    private static int[] Numbers(string reference) =>
        [.. (reference.StartsWith("A.", StringComparison.Ordinal) ? reference[2..] : reference).Split('.').Select(number => int.Parse(number, CultureInfo.InvariantCulture))];

    private static bool IsReference(string value)
    {
        var numbers = (value.StartsWith("A.", StringComparison.Ordinal) ? value[2..] : value).Split('.');
        return value.Length <= 16
            && numbers.All(number => number.Length is 1 or 2 && number.All(char.IsAsciiDigit))
            && numbers.Length <= 4;
    }
}
