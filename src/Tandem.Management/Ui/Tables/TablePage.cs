namespace Tandem.Management.Ui.Tables;

/// <summary>The rows of one page of a table, with how many there are and when that was so.</summary>
/// <param name="Definition">What is fixed about the table.</param>
/// <param name="State">What was asked for; its page is never beyond the last.</param>
/// <param name="Rows">The rows to show.</param>
/// <param name="Matching">Rows that search and filters leave.</param>
/// <param name="Total">All rows.</param>
/// <param name="At">When this was true.</param>
public sealed record TablePage<TRow>(TableDefinition<TRow> Definition, TableState State, IReadOnlyList<TRow> Rows, int Matching, int Total, DateTimeOffset At)
{
    public int Pages => Math.Max(1, (Matching + State.Size - 1) / State.Size);

    public int FirstRow => Rows.Count == 0 ? 0 : ((State.Page - 1) * State.Size) + 1;

    public int LastRow => FirstRow == 0 ? 0 : FirstRow + Rows.Count - 1;
}
