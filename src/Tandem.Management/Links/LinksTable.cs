using Tandem.Management.Ui.Tables;
using Tandem.Management.Ui.Tables.Filters;

namespace Tandem.Management.Links;

/// <summary>All links as a table.</summary>
internal static class LinksTable
{
    internal static TableDefinition<Link> Definition { get; } = new()
    {
        Name = "links",
        Title = "Links",
        DefaultSort = "key",
        IsDefaultDescending = true,
        Filters =
        [
            new TextFilter<Link>("end", "Record or requirement", (rows, value) => rows.Where(l => l.FromKey == value || l.ToKey == value)),
            new EnumFilter<Link, LinkRelation>("relation", "Relation", l => l.Relation, relation => LinkDirection.Of(relation, isForward: true).Words),
            new TextValuesFilter<Link>("createdBy", "By", l => l.CreatedBy),
            new ChoiceFilter<Link>("show", "Show", [new("live", "Those that hold"), new("ended", "Ended"), new("all", "Both")],
                (rows, value) => value switch
                {
                    "live" => rows.Where(l => l.EndedAt == null),
                    "ended" => rows.Where(l => l.EndedAt != null),
                    _ => rows,
                }),
        ],
        Columns =
        [
            new("key", "Key", l => l.Key) { SortBy = l => l.Number, IsRowHeader = true, Cell = LinkTableCells.Key },
            new("from", "From", l => l.FromKey) { SortBy = l => l.FromKey, Cell = LinkTableCells.From },
            new("relation", "How", l => LinkDirection.Of(l.Relation, isForward: true).Words) { SortBy = l => l.Relation },
            new("to", "To", l => l.ToKey) { SortBy = l => l.ToKey, Cell = LinkTableCells.To },
            new("note", "Note", l => l.Note) { IsSecondary = true },
            new("createdAt", "Added", l => l.CreatedAt) { SortBy = l => l.CreatedAt, Cell = LinkTableCells.Created, IsSecondary = true },
            new("createdBy", "By", l => l.CreatedBy) { SortBy = l => l.CreatedBy, IsSecondary = true },
            new("endedAt", "Ended", l => l.EndedAt) { SortBy = l => l.EndedAt, Cell = LinkTableCells.Ended, IsSecondary = true },
            new("endedBy", "Ended by", l => l.EndedBy) { IsHidden = true },
            new("endReason", "Reason", l => l.EndReason) { IsHidden = true },
        ],
    };
}
