namespace Tandem.Management.Ui.Charts;

/// <summary>A point of a line, in percent of the plot.</summary>
internal sealed record LinePoint(string X, string Y, string? Path, string Title)
{
    internal static IReadOnlyList<LinePoint> Of(ChartData data, ChartScale scale, int series) => data.Rows.Select((row, at) =>
    {
        var value = row.Values[series];
        return new LinePoint(
            ChartScale.Percent(data.Rows.Count == 1 ? 50 : 100.0 * at / (data.Rows.Count - 1)), ChartScale.Percent(100 - scale.Share(value.Count)),
            value.Count > 0 ? value.Path : null, $"{row.Label}: {ChartText.Number(value.Count)} {data.Series[series].Name}");
    }).ToList();
}
