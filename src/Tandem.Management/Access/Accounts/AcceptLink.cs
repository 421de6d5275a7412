using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Tandem.Management.Access.Sessions;
using Tandem.Management.Database;
using Tandem.Management.History;
using Tandem.Management.Ui;

namespace Tandem.Management.Access.Accounts;

/// <summary>Sets the password of whoever holds a one-time link, and uses the link up: both or neither.</summary>
internal sealed class AcceptLink(TandemDbContext db, UserManager<Account> users, AccountLinks links, EndSessions sessions, ChangeContext change, TimeProvider time)
{
    /// <summary>The account when it is done; null and no errors when the link is not good.</summary>
    internal async Task<(Account? Account, bool IsInvitation, FormErrors Errors)> ExecuteAsync(string? token, string password, CancellationToken cancellation)
    {
        await using var transaction = await db.Database.BeginTransactionAsync(cancellation);
        if (await links.FindAsync(token, cancellation) is not { } link || await db.Users.FirstOrDefaultAsync(a => a.Id == link.AccountId, cancellation) is not { } account)
            return (null, false, FormErrors.None);
        var isInvitation = account.JoinedAt is null;
        change.ActAs(account.Id, account.DisplayName);
        change.Reason = isInvitation ? "invitation accepted, by one-time link" : "new password, by one-time link";
        // First of all, so that of two requests at once the second finds its link gone.
        db.AccountLinks.Remove(link);
        try
        {
            await db.SaveChangesAsync(cancellation);
        }
        catch (DbUpdateConcurrencyException)
        {
            return (null, false, FormErrors.None);
        }
        var errors = new FormErrors();
        foreach (var result in await SetPasswordAsync(account, password))
        {
            foreach (var error in result.Errors)
                errors.Add(error.Code.StartsWith("Password", StringComparison.Ordinal) ? "password" : "", error.Description);
        }
        if (errors.Any)
            return (null, isInvitation, errors);
        await sessions.EndAllAsync(account.Id, except: null, SessionEnd.PasswordChanged, cancellation);
        await transaction.CommitAsync(cancellation);
        return (account, isInvitation, errors);
    }

    private async Task<IReadOnlyList<IdentityResult>> SetPasswordAsync(Account account, string password)
    {
        // Guesses at the old password say nothing about the new one.
        (account.LockoutEnd, account.AccessFailedCount, account.JoinedAt) = (null, 0, account.JoinedAt ?? time.GetUtcNow());
        return [await users.RemovePasswordAsync(account), await users.AddPasswordAsync(account, password)];
    }
}
