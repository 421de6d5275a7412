using System.Globalization;

namespace Tandem.Management.Frameworks;

internal static class RequirementOrder
{
    /// <summary>A text that sorts as the standards do: clauses before Annex A, numbers by value.</summary>
    internal static string Key(RequirementId id)
    {
        var numbers = (id.IsControl ? id.Ref[2..] : id.Ref).Split('.').Select(number => int.Parse(number, CultureInfo.InvariantCulture).ToString("D2", CultureInfo.InvariantCulture));
        return $"{id.Standard.Prefix()}{(id.IsControl ? "B" : "A")}{string.Join('.', numbers)}";
    }
}
