using System.Globalization;

namespace Tandem.Management.Applicability;

internal static class Words
{
    internal static string Number(long number) => number.ToString("N0", CultureInfo.InvariantCulture);

    /// <summary>`1 row is`, `3 rows are`.</summary>
    internal static string Rows(int count) => count == 1 ? "1 row" : $"{Number(count)} rows";
}
