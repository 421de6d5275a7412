namespace Tandem.Management.Ui.Charts;

/// <summary>Colour and pattern of a series. The pattern is drawn by `ChartPatterns`; its colours are classes of the style sheet.</summary>
internal static class ChartInk
{
    internal static string Name(string id, int ink) => $"{id}-ink-{ink}";

    internal static string Fill(string id, ChartSeries series) => $"url(#{Name(id, series.Ink)})";
}
