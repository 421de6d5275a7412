using Tandem.Management.Database;
using Tandem.Management.Ui;
using Tandem.Management.Ui.Tables;
using Tandem.Management.Ui.Tables.Filters;

namespace Tandem.Management.Access.Accounts;

/// <summary>All accounts as a table.</summary>
internal static class AccountsTable
{
    internal static TableDefinition<AccountRow> Definition(TandemDbContext db) => new()
    {
        Name = "accounts",
        Title = "Accounts",
        DefaultSort = "name",
        UniqueBy = a => a.Id,
        Search = (rows, word) => rows.Where(a => a.SearchText.Contains(word)),
        SearchHint = "Search name or e-mail address",
        Filters =
        [
            new ChoiceFilter<AccountRow>("state", "State", [new("", "All"), new(AccountRow.Active, "Active"), new(AccountRow.Invited, "Invited"), new(AccountRow.Disabled, "Disabled")], (rows, value) => value switch
            {
                AccountRow.Disabled => rows.Where(a => a.DisabledAt != null),
                AccountRow.Invited => rows.Where(a => a.DisabledAt == null && a.JoinedAt == null),
                _ => rows.Where(a => a.DisabledAt == null && a.JoinedAt != null),
            }),
            new ChoiceFilter<AccountRow>("role", "Role", [new("", "All roles"), .. Roles.All.Select(role => new Choice(role, role))], (rows, value) =>
                rows.Where(a => db.UserRoles.Any(link => link.UserId == a.Id && db.Roles.Any(role => role.Id == link.RoleId && role.Name == value)))),
            new ChoiceFilter<AccountRow>("factor", "Second factor", [new("", "All"), new("on", "On"), new("passkey", "Passkey only"), new("none", "None")], (rows, value) => value switch
            {
                "on" => rows.Where(a => a.HasSecondFactor),
                "passkey" => rows.Where(a => !a.HasSecondFactor && a.Passkeys > 0),
                _ => rows.Where(a => !a.HasSecondFactor && a.Passkeys == 0),
            }),
        ],
        Columns =
        [
            new("name", "Name", a => a.Name) { SortBy = a => a.Name, IsRowHeader = true, Cell = AccountCells.Name },
            new("email", "E-mail address", a => a.Email) { SortBy = a => a.Email },
            new("roles", "Roles", a => a.Roles),
            new("secondFactor", "Second factor", a => a.HasSecondFactor) { SortBy = a => a.HasSecondFactor, Cell = AccountCells.SecondFactor },
            new("passkeys", "Passkeys", a => a.Passkeys) { SortBy = a => a.Passkeys, IsNumeric = true, IsSecondary = true },
            new("lastSignInAt", "Last sign-in", a => a.LastSignInAt) { SortBy = a => a.LastSignInAt },
            new("state", "State", a => a.State) { Cell = AccountCells.State },
            new("person", "Person", a => a.PersonKey) { IsHidden = true },
            new("createdAt", "Created", a => a.CreatedAt) { IsHidden = true, SortBy = a => a.CreatedAt },
            new("disabledAt", "Disabled", a => a.DisabledAt) { IsHidden = true },
            new("id", "Account", a => a.Id.ToString()) { IsHidden = true },
        ],
        Legend = new Dictionary<string, string>
        {
            ["state"] = "invited: has not signed in yet; disabled: is kept out",
            ["secondFactor"] = "authenticator app; a passkey is one of its own kind and counted beside it",
        },
    };
}
