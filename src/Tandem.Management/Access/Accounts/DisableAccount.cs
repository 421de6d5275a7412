using Microsoft.EntityFrameworkCore;
using Tandem.Management.Access.Sessions;
using Tandem.Management.Access.Tokens;
using Tandem.Management.Database;
using Tandem.Management.History;

namespace Tandem.Management.Access.Accounts;

/// <summary>Keeps a person out, and lets one in again. Sessions, access tokens and links of the account end with it, at once in this process, within a minute in others.</summary>
internal sealed class DisableAccount(
    TandemDbContext db, Administrators administrators, AccountLinks links, EndSessions sessions, RevokeTokens tokens, CurrentUser user, ChangeContext change, TimeProvider time)
{
    internal const string Own = "nobody disables the own account; ask another administrator";

    internal async Task<AccountOutcome> DisableAsync(Guid id, string? reason, CancellationToken cancellation)
    {
        if (!AccountReason.IsGood(reason))
            return AccountOutcome.Refused(AccountReason.Missing, "reason");
        await using var transaction = await db.Database.BeginTransactionAsync(cancellation);
        await administrators.TakeTurnAsync(cancellation);
        if (await db.Users.FirstOrDefaultAsync(a => a.Id == id, cancellation) is not { } account)
            return AccountOutcome.Missing;
        if (id == user.AccountId)
            return AccountOutcome.Refused(Own);
        if (account.DisabledAt is not null)
            return AccountOutcome.Done;
        var administers = await db.UserRoles.AnyAsync(link => link.UserId == id && db.Roles.Any(role => role.Id == link.RoleId && Permissions.Holders[Permissions.Administer].Contains(role.Name!)), cancellation);
        if (administers && !await administrators.IsAnotherAsync(id, cancellation))
            return AccountOutcome.Refused(Administrators.Last);

        account.DisabledAt = time.GetUtcNow();
        await links.EndAsync(id, cancellation);
        change.Reason = reason!.Trim();
        await db.SaveChangesAsync(cancellation);
        await sessions.EndAllAsync(id, except: null, SessionEnd.AccountDisabled, cancellation);
        await tokens.RevokeAllAsync(id, "account disabled", cancellation);
        await transaction.CommitAsync(cancellation);
        return AccountOutcome.Done;
    }

    /// <summary>Sessions, tokens and links stay ended.</summary>
    internal async Task<AccountOutcome> EnableAsync(Guid id, string? reason, CancellationToken cancellation)
    {
        if (!AccountReason.IsGood(reason))
            return AccountOutcome.Refused(AccountReason.Missing, "reason");
        if (await db.Users.FirstOrDefaultAsync(a => a.Id == id, cancellation) is not { } account)
            return AccountOutcome.Missing;
        account.DisabledAt = null;
        change.Reason = reason!.Trim();
        await db.SaveChangesAsync(cancellation);
        return AccountOutcome.Done;
    }
}
