using Microsoft.EntityFrameworkCore;
using Tandem.Management.Database;
using Tandem.Management.History;

namespace Tandem.Management.Access.Accounts;

/// <summary>A new one-time link for an account, to be passed on: for the invitation that is still open, else for a new password. Older links stop working; the password stays until the link is used.</summary>
internal sealed class RenewLink(TandemDbContext db, Administrators administrators, AccountLinks links, CurrentUser user, ChangeContext change)
{
    internal async Task<AccountOutcome> ExecuteAsync(Guid id, string? reason, CancellationToken cancellation)
    {
        if (!AccountReason.IsGood(reason))
            return AccountOutcome.Refused(AccountReason.Missing, "reason");
        await using var transaction = await db.Database.BeginTransactionAsync(cancellation);
        await administrators.TakeTurnAsync(cancellation);
        if (await db.Users.FirstOrDefaultAsync(a => a.Id == id, cancellation) is not { } account)
            return AccountOutcome.Missing;
        if (id == user.AccountId)
            return AccountOutcome.Refused("change your own password on the page of your account, which asks for the current one");
        if (account.DisabledAt is not null)
            return AccountOutcome.Refused("the account is disabled; enable it first");
        change.Reason = reason!.Trim();
        var link = await links.MakeAsync(account, cancellation);
        await db.SaveChangesAsync(cancellation);
        await transaction.CommitAsync(cancellation);
        return AccountOutcome.Done with { Link = link };
    }
}
