using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Tandem.Management.Database;
using Tandem.Management.History;

namespace Tandem.Management.Access.Accounts;

/// <summary>Gives and takes roles. INVARIANT (not oneself): nobody changes the own roles, with whatever right.</summary>
internal sealed class ChangeRoles(TandemDbContext db, UserManager<Account> users, OpenAccount open, Administrators administrators, CurrentUser user, ChangeContext change)
{
    internal const string Own = "nobody changes the own roles; ask another administrator";

    /// <param name="id">Account.</param>
    /// <param name="wanted">All roles that it shall have.</param>
    /// <param name="before">The roles that the change is based on; null when the caller looked at none.</param>
    /// <param name="reason">Why, for the history.</param>
    /// <param name="cancellation">Ends the wait.</param>
    internal async Task<AccountOutcome> ExecuteAsync(Guid id, IReadOnlyList<string> wanted, IReadOnlyList<string>? before, string? reason, CancellationToken cancellation)
    {
        if (wanted.Count == 0 || wanted.Except(Roles.All).Any())
            return AccountOutcome.Refused("choose at least one role of the list; to keep a person out, disable the account", "roles");
        if (!AccountReason.IsGood(reason))
            return AccountOutcome.Refused(AccountReason.Missing, "reason");

        await using var transaction = await db.Database.BeginTransactionAsync(cancellation);
        await administrators.TakeTurnAsync(cancellation);
        if (await db.Users.FirstOrDefaultAsync(a => a.Id == id, cancellation) is not { } account)
            return AccountOutcome.Missing;
        if (id == user.AccountId)
            return AccountOutcome.Refused(Own);
        var held = await users.GetRolesAsync(account);
        if (before is not null && !before.Order(StringComparer.Ordinal).SequenceEqual(held.Order(StringComparer.Ordinal)))
            return AccountOutcome.Refused("somebody else changed the roles meanwhile; look at them as they are now and decide again", "roles");
        if (Administrators.Administer(held) && !Administrators.Administer(wanted) && !await administrators.IsAnotherAsync(id, cancellation))
            return AccountOutcome.Refused(Administrators.Last, "roles");

        var given = wanted.Except(held).ToList();
        var taken = held.Except(wanted).ToList();
        // The rows of roles name them by id; the reason says it in words.
        change.Reason = $"{Words("given", given)}{Words("taken", taken)}{reason!.Trim()}";
        if (taken.Count > 0 && !(await users.RemoveFromRolesAsync(account, taken)).Succeeded)
            return AccountOutcome.Refused("something else changed the account at this moment; try again");
        if (given.Count > 0 && !(await open.GrantAsync(account, given)).Succeeded)
            return AccountOutcome.Refused("something else changed the account at this moment; try again");
        await transaction.CommitAsync(cancellation);
        return AccountOutcome.Done;
    }

    private static string Words(string done, List<string> roles) => roles.Count == 0 ? "" : $"{done}: {string.Join(", ", roles)}; ";
}
