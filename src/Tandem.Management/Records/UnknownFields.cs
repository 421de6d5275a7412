using Tandem.Management.Records.Fields;
using Tandem.Management.Ui;

namespace Tandem.Management.Records;

/// <summary>Names in a request that are no fields of the register.</summary>
internal static class UnknownFields
{
    // One answer names all fields there are: of a hundred thousand wrong names it would be a hundred times as long as what was sent.
    private const int MostTold = 10;

    private const int LongestName = 120;

    /// <param name="definition">The register.</param>
    /// <param name="names">Names that were sent.</param>
    /// <param name="isOffered">True for a field that could have been meant.</param>
    /// <param name="errors">Where it is said.</param>
    internal static void Refuse<T>(RecordDefinition<T> definition, IEnumerable<string> names, Func<RecordField<T>, bool> isOffered, FormErrors errors)
        where T : Record
    {
        var unknown = names.Where(name => definition.FindField(name) is null).ToList();
        foreach (var name in unknown.Take(MostTold))
            errors.Add(name, $"there is no field `{FormText.Shortened(name, LongestName)}`; fields are {string.Join(", ", definition.Fields.Where(isOffered).Select(field => $"`{field.Name}`"))}");
        if (unknown.Count > MostTold)
            errors.Add("", $"{unknown.Count - MostTold} more of the names are no fields; send fields of the register only");
    }
}
