using System.Globalization;

namespace Tandem.Management.Ui.Tables;

/// <summary>A value as a table shows it when its column does not say otherwise.</summary>
internal static class CellText
{
    internal static string Of(object? value) => value switch
    {
        null => "–",
        string text => text,
        bool flag => flag ? "yes" : "no",
        int number => number.ToString("N0", CultureInfo.InvariantCulture),
        long number => number.ToString("N0", CultureInfo.InvariantCulture),
        DateTimeOffset at => UtcText.Of(at, withSeconds: false),
        IEnumerable<string> texts => string.Join(", ", texts),
        _ => throw new InvalidOperationException($"no cell for a value of type `{value.GetType()}`; give the column a Cell"),
    };
}
