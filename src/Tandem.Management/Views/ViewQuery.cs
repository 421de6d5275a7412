using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.WebUtilities;
using Tandem.Management.StandardFilter;

namespace Tandem.Management.Views;

/// <summary>What is kept of the address of a table: the parts that say what is shown, without the page within it. Which of them mean something, the table decides each time it reads them.</summary>
internal static class ViewQuery
{
    // What belongs to one look at the table and not to the view; the standard is chosen for the whole site.
    private static readonly HashSet<string> Passing = new(StringComparer.OrdinalIgnoreCase) { "page", "after", "before", "format", "facet", "view", "saved", ChosenStandard.Name };

    internal static string Tidy(string query)
    {
        var parts = QueryHelpers.ParseQuery(query).Where(part => part.Key.Length > 0 && !Passing.Contains(part.Key))
            .SelectMany(part => part.Value.Select(value => KeyValuePair.Create(part.Key, value)))
            // For U+0000 PostgreSQL has no place; written with percent signs it comes past the check of requests.
            .Where(part => !part.Key.Contains('\0', StringComparison.Ordinal) && part.Value?.Contains('\0', StringComparison.Ordinal) != true);
        return QueryHelpers.AddQueryString("", parts);
    }

    internal static QueryCollection Read(string query) => new(QueryHelpers.ParseQuery(query));
}
