using Microsoft.EntityFrameworkCore;
using Tandem.Management.Database;

namespace Tandem.Management.Access.Accounts;

/// <summary>INVARIANT (somebody administers): there is always an account that is not disabled, has been signed in with, and holds a role that administers.</summary>
internal sealed class Administrators(TandemDbContext db)
{
    internal const string Last = "this is the only account that administers; give another one a role that does, first";

    private static readonly IReadOnlyList<string> Holders = Permissions.Holders[Permissions.Administer];

    internal static bool Administer(IEnumerable<string> roles) => roles.Any(Holders.Contains);

    /// <summary>
    /// Waits until no other change of accounts is under way, in this process or another; to be called in the transaction of the change, before anything is read.
    /// Without it two administrators who take each other's role at once would both succeed.
    /// </summary>
    internal Task TakeTurnAsync(CancellationToken cancellation) => KeySequence.NextAsync(db, "account-change", "ACC", cancellation);

    /// <summary>True when somebody else could administer were this account not there.</summary>
    internal Task<bool> IsAnotherAsync(Guid account, CancellationToken cancellation) => db.Users.AnyAsync(
        u => u.Id != account && u.DisabledAt == null && u.JoinedAt != null && db.UserRoles.Any(link => link.UserId == u.Id && db.Roles.Any(role => role.Id == link.RoleId && Holders.Contains(role.Name!))),
        cancellation);
}
