using System.Globalization;

namespace Tandem.Management.Ui.Charts;

internal static class ChartText
{
    internal static string Number(long count) => count.ToString("N0", CultureInfo.InvariantCulture);

    /// <summary>Places for words below an axis: the first, the last and a few between, so that they never touch.</summary>
    internal static IReadOnlyList<string> Axis(IReadOnlyList<ChartRow> rows)
    {
        const int most = 4;
        if (rows.Count <= most)
            return rows.Select(row => row.Label).ToList();
        return Enumerable.Range(0, most).Select(i => rows[(int)Math.Round(i * (rows.Count - 1) / (most - 1.0), MidpointRounding.AwayFromZero)].Label).ToList();
    }
}
