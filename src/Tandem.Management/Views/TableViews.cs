using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.WebUtilities;
using Tandem.Management.Access;
using Tandem.Management.Ui.Tables;

namespace Tandem.Management.Views;

/// <summary>Which view of a table an address asks for.</summary>
internal sealed class TableViews(ViewQueries queries, CurrentUser user)
{
    /// <summary>In place of a key: the table as it is at first, although the person sees another view first.</summary>
    internal const string None = "none";

    /// <summary>Reads the address with what is kept of views: `view=` alone stands for all that the view holds; whatever else the address says is then taken from the address.</summary>
    /// <param name="request">Whose address is read.</param>
    /// <param name="table">What is fixed about the table.</param>
    /// <param name="path">Address of the table's page.</param>
    /// <param name="cancellation">Ends the statement.</param>
    internal async Task<ViewedTable> ReadAsync<TRow>(HttpRequest request, TableDefinition<TRow> table, string path, CancellationToken cancellation)
    {
        // Guests see what was opened to them, and nothing of how others look at it.
        if (!user.IsSignedIn || !user.May(Permissions.Comment))
            return new(TableState.Read(path, request.Query, table), null, null);

        var asked = request.Query["view"].ToString();
        var views = await queries.MenuAsync(table.Name, asked, cancellation);
        var isPlain = !request.Query.Keys.Any(table.IsPart);
        // A form that is shown again leads nowhere else.
        if (HttpMethods.IsGet(request.Method) && isPlain && asked.Length == 0 && !request.Query.ContainsKey("format") && views.FirstOrDefault(v => v.IsDefault) is { } first)
            return new(TableState.Read(path, request.Query, table), null, QueryHelpers.AddQueryString(path + request.QueryString.ToUriComponent(), "view", first.View.Key));

        var current = views.FirstOrDefault(v => v.View.Key == asked);
        var kept = current is null ? null : ViewQuery.Read(current.View.Query);
        var state = TableState.Read(path, isPlain && kept is not null ? kept : request.Query, table) with { Place = TablePlace.Read(request.Query), View = current?.View.Key ?? (asked == None ? None : null) };
        var isChanged = kept is not null && state.Query != TableState.Read(path, kept, table).Query;
        var menu = new ViewMenu(views, current, isChanged, asked.Length > 0 && asked != None && current is null) { Lost = kept is null ? [] : LostParts.Of(table, kept) };
        return new(state, menu, null);
    }
}

/// <param name="State">What is shown.</param>
/// <param name="Menu">The views there are; null for who keeps none.</param>
/// <param name="Redirect">Where to go instead: to the view that the person sees first.</param>
internal sealed record ViewedTable(TableState State, ViewMenu? Menu, string? Redirect);

/// <summary>The views of a table as its menu shows them.</summary>
/// <param name="Views">Those that the person sees.</param>
/// <param name="Current">The one that is shown, changed or not; null for none.</param>
/// <param name="IsChanged">True when the table shows something else than the view holds.</param>
/// <param name="IsUnknown">True when the address asks for a view that is not there for this person.</param>
public sealed record ViewMenu(IReadOnlyList<ListedView> Views, ListedView? Current, bool IsChanged, bool IsUnknown)
{
    /// <summary>What the view names and the table does not have, in words.</summary>
    public IReadOnlyList<string> Lost { get; init; } = [];
}
