namespace Tandem.Management.Ui.Charts;

/// <summary>A rectangle of a column chart, in percent of the plot.</summary>
internal sealed record ColumnMark(string X, string Y, string Width, string Height, string Fill, string? Path, string Title)
{
    // Of the place of a row, what its columns take; the rest is air.
    private const double Filled = 0.72;

    internal static IReadOnlyList<ColumnMark> Of(ChartData data, ChartScale scale, bool isStacked)
    {
        var marks = new List<ColumnMark>();
        var place = 100.0 / data.Rows.Count;
        for (var at = 0; at < data.Rows.Count; at++)
        {
            var row = data.Rows[at];
            var width = place * Filled / (isStacked ? 1 : row.Values.Count);
            var below = 0L;
            for (var number = 0; number < row.Values.Count; number++)
            {
                var value = row.Values[number];
                if (value.Count > 0)
                {
                    var left = (place * (at + ((1 - Filled) / 2))) + (isStacked ? 0 : width * number);
                    marks.Add(new(
                        ChartScale.Percent(left), ChartScale.Percent(100 - scale.Share(below + value.Count)), ChartScale.Percent(width), ChartScale.Percent(scale.Share(value.Count)),
                        ChartInk.Fill(data.Id, data.Series[number]), value.Path, $"{row.Label}: {ChartText.Number(value.Count)} {data.Series[number].Name}"));
                }
                if (isStacked)
                    below += value.Count;
            }
        }
        return marks;
    }
}
