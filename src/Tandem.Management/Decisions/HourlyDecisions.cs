using System.Globalization;
using Tandem.Management.Decisions.Indexing;
using Tandem.Management.Ui.Charts;

namespace Tandem.Management.Decisions;

/// <summary>Decisions of the last 24 hours by hour and outcome. Counted again only when the index has read on.</summary>
internal sealed class HourlyDecisions(DecisionIndexReader index, DecisionIndexService service, TimeProvider time)
{
    internal const int Hours = 24;

    private const string Instant = "yyyy-MM-dd'T'HH:mm'Z'";

    private static readonly (string Outcome, ChartSeries Series)[] Outcomes = [("allow", new("allowed", 1)), ("redact", new("redacted", 2)), ("block", new("blocked", 4))];

    private readonly Lock _lock = new();
    private (DateTimeOffset From, long Indexed, ChartData Data)? _latest;

    internal ChartData Read()
    {
        var now = time.GetUtcNow();
        var from = new DateTimeOffset(now.UtcDateTime.Date, TimeSpan.Zero).AddHours(now.Hour + 1 - Hours);
        var indexed = service.State.Indexed;
        lock (_lock)
        {
            if (_latest is not { } latest || latest.From != from || latest.Indexed != indexed)
                _latest = latest = (from, indexed, Chart(from, now));
            return latest.Data with { At = now };
        }
    }

    private ChartData Chart(DateTimeOffset from, DateTimeOffset now)
    {
        var counts = index.PerHour(from).ToLookup(count => (count.Hour, count.Outcome), count => count.Count);
        var rows = Enumerable.Range(0, Hours).Select(number => from.AddHours(number)).Select(hour => new ChartRow(
            hour.ToString("MM-dd HH:mm", CultureInfo.InvariantCulture),
            [.. Outcomes.Select(outcome => new ChartValue(counts[(hour, outcome.Outcome)].Sum(), $"/decisions?outcome={outcome.Outcome}&from={Text(hour)}&to={Text(hour.AddHours(1))}"))])).ToList();
        return new()
        {
            Id = "decisions-per-hour",
            Title = "Decisions per hour",
            Lead = $"{ChartText.Number(rows.Sum(row => row.Total))} of {ChartText.Number(index.Count(DecisionFilter.All))} decisions of the gateway were made in the last {Hours} hours (UTC).",
            RowTitle = "Hour from",
            Series = [.. Outcomes.Select(outcome => outcome.Series)],
            Rows = rows,
            At = now,
            Path = $"/decisions?from={Text(from)}",
            PathWords = $"All decisions of these {Hours} hours",
        };
    }

    private static string Text(DateTimeOffset instant) => instant.UtcDateTime.ToString(Instant, CultureInfo.InvariantCulture);
}
