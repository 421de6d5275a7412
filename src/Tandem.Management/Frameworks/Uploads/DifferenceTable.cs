using Tandem.Management.Records.Fields;
using Tandem.Management.Ui;
using Tandem.Management.Ui.Tables;
using Tandem.Management.Ui.Tables.Filters;

namespace Tandem.Management.Frameworks.Uploads;

internal static class DifferenceTable
{
    internal static TableDefinition<PartDifference> Of(string key, long from, long to) => new()
    {
        Name = key.ToLowerInvariant() + "-compare",
        Title = $"Parts that differ between version {from} and version {to}",
        DefaultSort = "place",
        UniqueBy = d => d.Urn,
        SearchHint = "Search number, title or text",
        Search = (rows, word) => rows.Where(d => (d.Before != null && d.Before.SearchText.Contains(word)) || (d.After != null && d.After.SearchText.Contains(word))),
        Columns =
        [
            new("place", "Place", d => (d.After ?? d.Before)!.Place) { IsNumeric = true, SortBy = d => (d.After ?? d.Before)!.Place },
            new("ref", "Number", d => (d.After ?? d.Before)!.Ref),
            new("title", "Title", d => (d.After ?? d.Before)!.Heading) { IsRowHeader = true, SortBy = d => (d.After ?? d.Before)!.Title },
            new("difference", "How", d => ChoiceNames.Of(d.Kind)) { SortBy = d => d.Kind },
            new("before", "Before", d => Words(d.Before)),
            new("after", "After", d => Words(d.After)),
            new("urn", "Identifier", d => d.Urn) { IsHidden = true },
        ],
        Filters = [new EnumFilter<PartDifference, DifferenceKind>("difference", "How", d => d.Kind, kind => FormText.Sentence(ChoiceNames.Of(kind)))],
    };

    private static string Words(FrameworkPart? part) => part is null ? "" : string.Join(" ", new[] { part.Ref, part.Title, part.Text }.Where(text => text.Length > 0));
}
