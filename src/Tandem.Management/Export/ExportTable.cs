namespace Tandem.Management.Export;

/// <summary>What is exported: the rows come from the query one by one and are never held together in memory.</summary>
internal sealed record ExportTable<T>(string Name, string Title, IReadOnlyList<ExportColumn<T>> Columns, IAsyncEnumerable<T> Rows)
{
    /// <summary>How many rows there are, asked only by a format that cannot hold any number.</summary>
    internal required Func<CancellationToken, Task<long>> CountAsync { get; init; }

    /// <summary>Words that explain the values; empty when they explain themselves.</summary>
    internal IReadOnlyDictionary<string, string> Legend { get; init; } = new Dictionary<string, string>();

    /// <summary>The filter of the page, as in its address.</summary>
    internal IReadOnlyDictionary<string, string> Filter { get; init; } = new Dictionary<string, string>();
}
