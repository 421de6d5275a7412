using System.Globalization;
using Microsoft.AspNetCore.Http;

namespace Tandem.Management.Ui.Tables;

/// <summary>Which page of a table is shown.</summary>
/// <param name="Page">Number of the page, from 1; where a cursor says the place, only what is shown to the reader.</param>
/// <param name="After">Place of the last row of the page before; null when the page is not found that way.</param>
/// <param name="Before">Place of the first row of the page after.</param>
/// <param name="IsLast">True for the last page, however many there are.</param>
public sealed record TablePlace(int Page, string? After = null, string? Before = null, bool IsLast = false)
{
    private const string Last = "last";

    public static TablePlace First { get; } = new(1);

    internal static TablePlace Read(IQueryCollection query)
    {
        var (page, after, before) = (query["page"].ToString(), query["after"].ToString(), query["before"].ToString());
        if (page == Last)
            return First with { IsLast = true };
        var number = int.TryParse(page, NumberStyles.None, CultureInfo.InvariantCulture, out var said) && said > 0 ? said : 1;
        // Nothing comes before the first page.
        return number == 1 ? First : new(number, after.Length > 0 ? after : null, after.Length == 0 && before.Length > 0 ? before : null);
    }

    internal void Write(ICollection<KeyValuePair<string, string?>> parts)
    {
        if (IsLast)
            parts.Add(new("page", Last));
        else if (Page > 1)
            parts.Add(new("page", Page.ToString(CultureInfo.InvariantCulture)));
        if (After is not null)
            parts.Add(new("after", After));
        if (Before is not null)
            parts.Add(new("before", Before));
    }
}
