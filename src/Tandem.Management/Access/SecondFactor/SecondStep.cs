using Microsoft.AspNetCore.Identity;
using Tandem.Management.Database;
using Tandem.Management.History;

namespace Tandem.Management.Access.SecondFactor;

/// <summary>Takes a code of the authenticator or a recovery code. Wrong ones count towards the lock-out; a right one works once.</summary>
internal sealed class SecondStep(TandemDbContext db, UserManager<Account> users, AccountStore store, ChangeContext change, TimeProvider time)
{
    /// <summary>Call it in the account's turn (<see cref="SignInTurns"/>), so that attempts at once are counted one by one.</summary>
    internal async Task<bool> TakeAsync(Account account, string code, CancellationToken cancellation)
    {
        await db.Entry(account).ReloadAsync(cancellation);
        if (!account.TwoFactorEnabled || await users.IsLockedOutAsync(account))
            return false;
        change.ActAs(account.Id, account.DisplayName);
        if (!await UseAsync(account, code, cancellation))
        {
            change.Reason = "wrong code of the second factor";
            await users.AccessFailedAsync(account);
            return false;
        }
        account.AccessFailedCount = 0;
        // Refused too when something else changed the account at this moment, such as the same code used in another process.
        return (await users.UpdateAsync(account)).Succeeded;
    }

    private async Task<bool> UseAsync(Account account, string code, CancellationToken cancellation)
    {
        var digits = string.Concat(code.Where(c => !char.IsWhiteSpace(c)));
        if (digits.Length == TimeCode.Digits)
        {
            change.Reason = "signed in with a code of the authenticator";
            if (await store.ReadKeyAsync(account, cancellation) is not { } key || TimeCode.Match(key, digits, account.LastCodeStep, time.GetUtcNow()) is not { } step)
                return false;
            account.LastCodeStep = step;
            return true;
        }
        change.Reason = "signed in with a recovery code";
        return Base32.Normalise(code).Length == RecoveryCode.Letters && await store.RedeemCodeAsync(account, code, cancellation);
    }
}
