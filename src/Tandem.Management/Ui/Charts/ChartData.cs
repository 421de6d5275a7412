namespace Tandem.Management.Ui.Charts;

/// <summary>What a chart shows; the same is its table, so that nothing is said by a picture alone.</summary>
public sealed record ChartData
{
    /// <summary>Name of the elements on the page; unique there.</summary>
    public required string Id { get; init; }

    public required string Title { get; init; }

    /// <summary>What is counted out of how many, in a sentence.</summary>
    public required string Lead { get; init; }

    /// <summary>What a row stands for: `Day`.</summary>
    public required string RowTitle { get; init; }

    public required IReadOnlyList<ChartSeries> Series { get; init; }

    public required IReadOnlyList<ChartRow> Rows { get; init; }

    /// <summary>When it was so.</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary>Page with all the rows that are counted.</summary>
    public required string Path { get; init; }

    /// <summary>Words of the link to that page.</summary>
    public required string PathWords { get; init; }

    public long Total => Rows.Sum(row => row.Total);
}

/// <summary>What is counted beside other things in one chart.</summary>
/// <param name="Name">Words for it.</param>
/// <param name="Ink">1 to 6: colour and pattern together, so that neither is needed to tell series apart.</param>
public sealed record ChartSeries(string Name, int Ink);

/// <summary>One place along the axis.</summary>
/// <param name="Label">Words for it, as the table has them.</param>
/// <param name="Values">One for each series.</param>
public sealed record ChartRow(string Label, IReadOnlyList<ChartValue> Values)
{
    public long Total => Values.Sum(value => value.Count);
}

/// <summary>A number and where the things it counts are.</summary>
public sealed record ChartValue(long Count, string? Path);
