using Tandem.Management.Ui.Tables;

namespace Tandem.Management.Auditors;

/// <summary>The log of what guests read, as a table.</summary>
internal static class AuditorReadsTable
{
    internal static TableDefinition<AuditorRead> Definition { get; } = new()
    {
        Name = "auditor-reads",
        Title = "What external auditors read",
        DefaultSort = "number",
        IsDefaultDescending = true,
        SearchHint = "Search address or key of the auditor",
        Search = Search,
        Columns =
        [
            new("number", "Number", r => r.Number) { SortBy = r => r.Number, IsRowHeader = true, IsNumeric = true },
            new("at", "At", r => r.At) { SortBy = r => r.At, Cell = AuditorCells.At },
            new("auditor", "Auditor", r => $"{r.PersonName} ({r.Person})") { SortBy = r => r.PersonName },
            new("address", "Address", r => r.Address) { SortBy = r => r.Address, Cell = AuditorCells.Address },
        ],
        Legend = new Dictionary<string, string> { ["address"] = "address that was asked for; whether there was anything at it is not recorded" },
    };

    // Addresses are in lower case but for keys, which are in upper case.
    private static IQueryable<AuditorRead> Search(IQueryable<AuditorRead> rows, string word)
    {
        var key = word.ToUpperInvariant();
        return rows.Where(read => read.Address.Contains(word) || read.Address.Contains(key) || read.Person == key);
    }
}
