using Tandem.Management.Ui.Tables;
using Tandem.Management.Ui.Tables.Filters;

namespace Tandem.Management.Access.Tokens;

/// <summary>Access tokens as a table: live ones unless the address asks for others.</summary>
internal static class TokensTable
{
    private const string Live = "live";

    /// <param name="isAll">True for everybody's, with their owners.</param>
    /// <param name="now">What is live is said for this time.</param>
    internal static TableDefinition<TokenRow> Definition(bool isAll, DateTimeOffset now) => new()
    {
        Name = "access-tokens",
        Title = isAll ? "Access tokens" : "Your access tokens",
        DefaultSort = "createdAt",
        IsDefaultDescending = true,
        UniqueBy = t => t.PublicId,
        Search = (rows, word) => rows.Where(t => t.SearchText.Contains(word) || ("tdmp_" + t.PublicId + "_").Contains(word)),
        SearchHint = isAll ? "Search name, owner or first characters" : "Search name or first characters",
        Filters =
        [
            new ChoiceFilter<TokenRow>("state", "State", [new(Live, "Live"), new("ended", "Expired or revoked"), new("all", "All")], (rows, value) => value switch
            {
                Live => rows.Where(t => t.RevokedAt == null && t.ExpiresAt > now),
                "ended" => rows.Where(t => t.RevokedAt != null || t.ExpiresAt <= now),
                _ => rows,
            }),
        ],
        Columns =
        [
            new("name", "Name", t => t.Name) { SortBy = t => t.Name, IsRowHeader = true },
            .. isAll ? [new TableColumn<TokenRow>("owner", "Owner", t => t.Owner) { SortBy = t => t.Owner }] : Array.Empty<TableColumn<TokenRow>>(),
            new("start", "Begins with", t => t.Start) { Cell = TokenCells.Start, IsSecondary = true },
            new("scopes", "Scopes", t => t.Scopes),
            new("createdAt", "Created", t => t.CreatedAt) { SortBy = t => t.CreatedAt },
            new("lastUsedAt", "Last used", t => t.LastUsedAt) { SortBy = t => t.LastUsedAt, Cell = TokenCells.LastUsed },
            new("expiresAt", "Ends", t => t.ExpiresAt) { SortBy = t => t.ExpiresAt },
            new("revokedAt", "Revoked", t => t.RevokedAt) { IsHidden = true },
            new("id", "State", t => t.Id.ToString()) { Cell = TokenCells.State(isAll, now) },
        ],
        Legend = new Dictionary<string, string> { ["lastUsedAt"] = "to the minute; empty means never" },
    };
}
