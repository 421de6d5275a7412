using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Tandem.Management.Access.Profile;
using Tandem.Management.Access.Sessions;
using Tandem.Management.Database;
using Tandem.Management.History;
using Tandem.Management.Ui;

namespace Tandem.Management.Access.Passkeys;

/// <summary>Renames and removes an own passkey; null for one that the person does not have, whoever else may have it.</summary>
internal sealed class ChangePasskey(
    TandemDbContext db, UserManager<Account> users, GiveSession session, PasswordAgain again, ChangeContext change)
{
    internal async Task<FormErrors?> RenameAsync(HttpContext http, string id, string name, CancellationToken cancellation)
    {
        if (await FindAsync(await AccountAsync(http), id, cancellation) is not { } passkey)
            return null;
        var errors = new FormErrors();
        if (PasskeyName.Read(name, errors) is not { } called)
            return errors;
        passkey.Data.Name = called;
        change.Reason = "passkey renamed by its owner";
        await db.SaveChangesAsync(cancellation);
        return errors;
    }

    /// <summary>Asks for the password, so that a thief of the session cannot take the owner's way in. All other sessions end, as one of them may have begun with this passkey.</summary>
    internal async Task<FormErrors?> RemoveAsync(HttpContext http, string id, string password, CancellationToken cancellation)
    {
        var account = await AccountAsync(http);
        if (await FindAsync(account, id, cancellation) is not { } passkey)
            return null;
        if (!await again.IsRightAsync(account, password, cancellation))
            return new FormErrors().Add("password", PasswordAgain.Refusal(account));

        await using var transaction = await db.Database.BeginTransactionAsync(cancellation);
        db.UserPasskeys.Remove(passkey);
        change.Reason = "passkey removed by its owner";
        // Saves the removal, too.
        if (!(await users.UpdateSecurityStampAsync(account)).Succeeded)
            return new FormErrors().Add("", "something else changed the account at this moment; try again");
        await session.RenewAsync(account, SessionEnd.PasskeyRemoved);
        await transaction.CommitAsync(cancellation);
        return FormErrors.None;
    }

    private async Task<IdentityUserPasskey<Guid>?> FindAsync(Account account, string id, CancellationToken cancellation) =>
        (await db.UserPasskeys.Where(p => p.UserId == account.Id).ToListAsync(cancellation)).Find(p => PasskeyRow.IdOf(p.CredentialId) == id);

    private async Task<Account> AccountAsync(HttpContext http) =>
        await users.GetUserAsync(http.User) ?? throw new InvalidOperationException("a signed-in person has no account");
}
