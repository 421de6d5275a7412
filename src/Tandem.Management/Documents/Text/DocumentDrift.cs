namespace Tandem.Management.Documents.Text;

/// <summary>A value of a frozen text that is another one today.</summary>
/// <param name="Name">Name of the placeholder.</param>
/// <param name="From">Where the value comes from now.</param>
/// <param name="Then">What stands in the text.</param>
/// <param name="Now">What would stand there today; empty when there is none.</param>
public sealed record DriftedField(string Name, string From, string Then, string Now);

/// <summary>Says what changed since a text was frozen. Pure.</summary>
internal static class DocumentDrift
{
    // The number of the file differs with each one, which says nothing.
    private const string OwnVersion = "document.version";

    internal static IReadOnlyList<DriftedField> Of(IReadOnlyList<FilledField> then, IReadOnlyList<FieldValue> now)
    {
        var values = now.ToDictionary(field => field.Name, StringComparer.Ordinal);
        return then.Where(field => field.Name != OwnVersion && values.TryGetValue(field.Name, out var today) && today.Words != field.Text)
            .Select(field => new DriftedField(field.Name, values[field.Name].From, field.Text, values[field.Name].Words)).ToList();
    }
}
