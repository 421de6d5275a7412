using Microsoft.EntityFrameworkCore;
using Tandem.Management.Database;
using Tandem.Management.Ui.Tables;
using Tandem.Management.Ui.Tables.Filters;

namespace Tandem.Management.Documents.Acknowledgements;

/// <summary>A person of the organisation and whether the text in force was acknowledged.</summary>
/// <param name="Person">Key.</param>
/// <param name="Name">Name.</param>
/// <param name="Unit">Organisational unit.</param>
/// <param name="At">When; null for not yet.</param>
public sealed record AcknowledgementRow(string Person, string Name, string Unit, DateTimeOffset? At);

/// <summary>Who has acknowledged the text in force, and who has not.</summary>
internal sealed class AcknowledgementRows(TandemDbContext db)
{
    /// <summary>People of the organisation who are in the register; those of others have nothing to acknowledge.</summary>
    internal async Task<IReadOnlyList<AcknowledgementRow>> ReadAsync(Document document, CancellationToken cancellation)
    {
        var sha256 = await InForceAsync(document, cancellation);
        var done = await db.Acknowledgements.AsNoTracking().Where(a => a.DocumentKey == document.Key && a.Sha256 == sha256).ToDictionaryAsync(a => a.Person, a => a.At, cancellation);
        var people = await db.People.AsNoTracking().Where(p => p.ArchivedAt == null && !p.IsExternal).OrderBy(p => p.Name).ThenBy(p => p.Number).Select(p => new { p.Key, p.Name, p.Unit }).ToListAsync(cancellation);
        return people.ConvertAll(p => new AcknowledgementRow(p.Key, p.Name, p.Unit, done.TryGetValue(p.Key, out var at) ? at : null));
    }

    /// <summary>Hash of the text in force; empty while none is.</summary>
    internal async Task<string> InForceAsync(Document document, CancellationToken cancellation) => document.PublishedFile == 0 ? ""
        : await db.DocumentFiles.AsNoTracking().Where(f => f.DocumentKey == document.Key && f.Number == document.PublishedFile).Select(f => f.Sha256).FirstOrDefaultAsync(cancellation) ?? "";
}

/// <summary>The same as a table.</summary>
internal static class AcknowledgementsTable
{
    internal static TableDefinition<AcknowledgementRow> Definition { get; } = new()
    {
        Name = "acknowledgements",
        Title = "Acknowledgements",
        DefaultSort = "name",
        UniqueBy = r => r.Person,
        SearchHint = "Search name or unit",
        Search = (rows, word) => rows.Where(r => $"{r.Person} {r.Name} {r.Unit}".Contains(word, StringComparison.OrdinalIgnoreCase)),
        Filters = [new ChoiceFilter<AcknowledgementRow>("done", "Read", [new("", "All"), new("no", "Not yet"), new("yes", "Acknowledged")], (rows, value) => rows.Where(r => r.At != null == (value == "yes")))],
        Columns =
        [
            new("name", "Name", r => r.Name) { IsRowHeader = true, SortBy = r => r.Name, Cell = AcknowledgementCells.Name },
            new("person", "Key", r => r.Person) { IsHidden = true },
            new("unit", "Unit", r => r.Unit) { SortBy = r => r.Unit },
            new("at", "Acknowledged", r => r.At) { SortBy = r => r.At, Cell = AcknowledgementCells.At },
        ],
        Legend = new Dictionary<string, string> { ["at"] = "of the text in force; empty means not yet" },
    };
}
