using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Tandem.Management.Access.SecondFactor;
using Tandem.Management.Access.Sessions;
using Tandem.Management.Database;
using Tandem.Management.History;

namespace Tandem.Management.Access.Accounts;

/// <summary>For a person who lost the phone: forgets authenticator, recovery codes and passkeys, and ends all sessions. The password alone signs in then, until the person sets one up anew.</summary>
internal sealed class ResetSecondFactor(TandemDbContext db, UserManager<Account> users, AccountStore store, EndSessions sessions, CurrentUser user, ChangeContext change)
{
    internal async Task<AccountOutcome> ExecuteAsync(Guid id, string? reason, CancellationToken cancellation)
    {
        if (!AccountReason.IsGood(reason))
            return AccountOutcome.Refused(AccountReason.Missing, "reason");
        await using var transaction = await db.Database.BeginTransactionAsync(cancellation);
        if (await db.Users.FirstOrDefaultAsync(a => a.Id == id, cancellation) is not { } account)
            return AccountOutcome.Missing;
        if (id == user.AccountId)
            return AccountOutcome.Refused("change your own on the page of your account, which asks for your password");
        var passkeys = await db.UserPasskeys.Where(p => p.UserId == id).ToListAsync(cancellation);
        if (!account.TwoFactorEnabled && passkeys.Count == 0)
            return AccountOutcome.Refused("there is no second factor to reset");

        await store.SwitchOffAsync(account, cancellation);
        db.UserPasskeys.RemoveRange(passkeys);
        change.Reason = reason!.Trim();
        // Saves all of it; the new stamp ends what is between the two steps of signing in.
        if (!(await users.UpdateSecurityStampAsync(account)).Succeeded)
            return AccountOutcome.Refused("something else changed the account at this moment; try again");
        await sessions.EndAllAsync(id, except: null, SessionEnd.SecondFactorReset, cancellation);
        await transaction.CommitAsync(cancellation);
        return AccountOutcome.Done;
    }
}
