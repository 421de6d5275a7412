using System.Buffers.Text;
using System.Text.Json;

namespace Tandem.Management.Ui.Tables.Paging;

/// <summary>The place of a row in an order, as the address of a page carries it: its value of each key. It stays a place when the row itself is changed or gone.</summary>
internal sealed record RowCursor(IReadOnlyList<object?> Values)
{
    // A longer one would not fit into an address beside everything else; the page then is found by its number.
    private const int LongestText = 1500;

    /// <summary>Null when the row's values are too long for an address.</summary>
    internal static string? Write<TRow>(RowOrder<TRow> order, TRow row)
    {
        var text = Base64Url.EncodeToString(JsonSerializer.SerializeToUtf8Bytes(order.Keys.Select(key => key.Write(row))));
        return text.Length <= LongestText ? text : null;
    }

    /// <summary>Null when the text is no place in this order: typed by hand, or made for another order.</summary>
    internal static RowCursor? Read<TRow>(RowOrder<TRow> order, string text)
    {
        if (text.Length is 0 or > LongestText || !Base64Url.IsValid(text))
            return null;
        try
        {
            var parts = JsonSerializer.Deserialize<JsonElement[]>(Base64Url.DecodeFromChars(text));
            if (parts?.Length != order.Keys.Count)
                return null;
            var values = new object?[parts.Length];
            for (var i = 0; i < parts.Length; i++)
            {
                if (!order.Keys[i].TryRead(parts[i], out values[i]))
                    return null;
            }
            return new RowCursor(values);
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
