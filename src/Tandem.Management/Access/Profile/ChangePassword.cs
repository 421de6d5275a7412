using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Identity;
using Tandem.Management.Access.Sessions;
using Tandem.Management.Database;
using Tandem.Management.History;
using Tandem.Management.Ui;

namespace Tandem.Management.Access.Profile;

/// <summary>A new password for the signed-in person, who proves to know the current one, or to have signed in a moment ago where there is none. All other sessions of the account end; this one goes on.</summary>
internal sealed class ChangePassword(TandemDbContext db, UserManager<Account> users, GiveSession session, PasswordAgain again, ChangeContext change)
{
    /// <summary>What is wrong, by field; nothing when it is done.</summary>
    internal async Task<FormErrors> ExecuteAsync(HttpContext http, PasswordForm form, CancellationToken cancellation)
    {
        // What is wrong with the form alone costs no attempt.
        var account = await users.GetUserAsync(http.User) ?? throw new InvalidOperationException("a signed-in person has no account");
        var isFirst = account.PasswordHash is null;
        var errors = form.Check(isFirst);
        if (errors.Any)
            return errors;
        if (!await again.IsRightAsync(account, form.Current, cancellation))
            return errors.Add(isFirst ? "" : "current", PasswordAgain.Refusal(account));

        // One transaction: no moment has the new password and the old sessions.
        await using var transaction = await db.Database.BeginTransactionAsync(cancellation);
        change.Reason = isFirst ? "password set by its owner" : "password changed by its owner";
        var result = isFirst ? await users.AddPasswordAsync(account, form.Password) : await users.ChangePasswordAsync(account, form.Current, form.Password);
        foreach (var error in result.Errors)
            errors.Add(error.Code.StartsWith("Password", StringComparison.Ordinal) ? "password" : "", error.Description);
        if (!result.Succeeded)
            return errors;
        await session.RenewAsync(account, SessionEnd.PasswordChanged);
        await transaction.CommitAsync(cancellation);
        return errors;
    }
}
