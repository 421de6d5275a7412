using System.Globalization;

namespace Tandem.Management.Ui.Charts;

/// <summary>An axis from zero to a round number, with few round ticks.</summary>
/// <param name="Top">Value at the upper end; at least 1.</param>
/// <param name="Ticks">Values to write beside the axis, the top first and zero last.</param>
public sealed record ChartScale(long Top, IReadOnlyList<long> Ticks)
{
    private const int MostSteps = 4;

    internal static ChartScale Of(long highest)
    {
        var step = 1L;
        // 1, 2, 5, 10, 20, 50 and so on: numbers that people add up in their heads.
        for (var place = 0; step * MostSteps < highest; place++)
            step = (place % 3) switch { 0 => step * 2, 1 => step / 2 * 5, _ => step * 2 };
        var steps = Math.Max(1, (int)((highest + step - 1) / step));
        return new(step * steps, [.. Enumerable.Range(0, steps + 1).Select(i => step * (steps - i))]);
    }

    /// <summary>Share of the axis that a value takes, 0 to 100.</summary>
    internal double Share(long value) => 100.0 * value / Top;

    /// <summary>A length in an SVG attribute. Percent, so that a chart fits any width without being stretched.</summary>
    internal static string Percent(double share) => share.ToString("0.###", CultureInfo.InvariantCulture) + "%";
}
