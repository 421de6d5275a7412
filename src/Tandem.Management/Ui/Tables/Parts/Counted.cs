using System.Globalization;

namespace Tandem.Management.Ui.Tables.Parts;

/// <summary>A number of rows as pages write it.</summary>
internal static class Counted
{
    internal static string Of(int rows) => rows.ToString("N0", CultureInfo.InvariantCulture);
}
