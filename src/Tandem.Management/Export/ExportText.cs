using System.Globalization;

namespace Tandem.Management.Export;

/// <summary>A value as plain text, as CSV and XLSX write it; a list's items are joined by `; `.</summary>
internal static class ExportText
{
    internal static string Of(object? value) => value switch
    {
        null => "",
        string text => text,
        bool flag => flag ? "true" : "false",
        int number => number.ToString(CultureInfo.InvariantCulture),
        long number => number.ToString(CultureInfo.InvariantCulture),
        DateTimeOffset time => ExportTime.Text(time),
        IEnumerable<string> texts => string.Join("; ", texts),
        IReadOnlyDictionary<string, object?> members => string.Join("; ", members.Where(member => member.Value is not null).Select(member => $"{member.Key}={Of(member.Value)}")),
        _ => throw new InvalidOperationException($"no export of {value.GetType()}"),
    };
}
