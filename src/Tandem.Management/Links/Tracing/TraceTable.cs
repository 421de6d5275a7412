using Tandem.Management.Ui.Tables;

namespace Tandem.Management.Links.Tracing;

/// <summary>A trace as a table by steps.</summary>
internal static class TraceTable
{
    internal static TableDefinition<TraceRow> Definition { get; } = new()
    {
        Name = "trace",
        Title = "Trace by steps",
        DefaultSort = "step",
        UniqueBy = r => r.Place,
        SearchHint = "Search key, title, owner",
        Search = (rows, word) => rows.Where(r => $"{r.End.Key} {r.End.Title} {r.End.OwnerName} {r.How}".Contains(word, StringComparison.OrdinalIgnoreCase)),
        Columns =
        [
            new("step", "Step", r => r.Node.Step) { IsNumeric = true, SortBy = r => r.Place },
            new("how", "How", r => r.How) { SortBy = r => r.How },
            new("key", "What", r => r.End.Key) { IsRowHeader = true, SortBy = r => r.End.Key, Cell = r => LinkCells.End(r.End) },
            new("title", "Title", r => r.End.Title) { IsHidden = true },
            new("type", "Kind", r => r.End.Type.Replace('-', ' ')) { SortBy = r => r.End.Type, IsSecondary = true },
            new("state", "State", r => r.End.State) { SortBy = r => r.End.State, Cell = r => LinkCells.State(r.End) },
            new("owner", "Owner", r => r.End.OwnerName) { SortBy = r => r.End.OwnerName, Cell = r => LinkCells.Owner(r.End), IsSecondary = true },
            new("link", "Link", r => r.Node.Link?.Key) { Cell = r => TraceCells.Link(r.Node.Link), IsSecondary = true },
            new("archived", "Archived", r => r.End.IsArchived) { IsHidden = true },
        ],
    };
}
