using Microsoft.AspNetCore.Http;
using Tandem.Management.Ui;
using Tandem.Management.Ui.Tables;

namespace Tandem.Management.Views;

/// <summary>What a view names that its table does not have any more, because a column, a filter or a value went after it was kept. It is left out when the table is shown; who looks is told.</summary>
internal static class LostParts
{
    // A view that was written by hand may name thousands; so many words say enough.
    private const int Most = 8;

    private const int Longest = 40;

    internal static IReadOnlyList<string> Of<TRow>(TableDefinition<TRow> table, IQueryCollection query)
    {
        var lost = new List<string>();
        lost.AddRange(query.Keys.Where(name => !table.IsPart(name)).Select(name => $"filter `{Short(name)}`"));
        lost.AddRange(Said(query, "columns").SelectMany(text => text.Split(',')).Where(name => name.Length > 0 && name != TableState.AllColumns && table.Columns.All(column => column.Name != name)).Select(name => $"column `{Short(name)}`"));
        lost.AddRange(Said(query, "sort").Select(text => text.TrimStart('-')).Where(name => name.Length > 0 && !table.Columns.Any(column => column.SortBy is not null && column.Name == name)).Select(name => $"order by `{Short(name)}`"));
        lost.AddRange(Said(query, "group").Where(name => name.Length > 0 && table.Groups.All(group => group.Name != name)).Select(name => $"groups by `{Short(name)}`"));
        foreach (var filter in table.Filters)
            lost.AddRange(filter.Unknown([.. Said(query, filter.Name)]).Select(value => $"{filter.Label.ToLowerInvariant()} `{Short(value)}`"));
        var words = lost.Distinct(StringComparer.Ordinal).ToList();
        return words.Count <= Most ? words : [.. words.Take(Most), $"{words.Count - Most} more"];
    }

    private static IEnumerable<string> Said(IQueryCollection query, string name) => query[name].OfType<string>();

    private static string Short(string text) => text.Length <= Longest ? text : FormText.Start(text, Longest) + "…";
}
