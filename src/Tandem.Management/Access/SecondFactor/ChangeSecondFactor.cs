using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Identity;
using Tandem.Management.Access.Profile;
using Tandem.Management.Access.Sessions;
using Tandem.Management.Database;
using Tandem.Management.History;
using Tandem.Management.Ui;

namespace Tandem.Management.Access.SecondFactor;

/// <summary>Switches the own second factor on and off and renews its recovery codes. Each asks for the password; all other sessions of the account end.</summary>
internal sealed class ChangeSecondFactor(
    TandemDbContext db, UserManager<Account> users, GiveSession session, AccountStore store, SharedKey keys, PasswordAgain again, ChangeContext change, TimeProvider time)
{
    /// <summary>State of the second factor of the signed-in person.</summary>
    internal async Task<SecondFactorState> ReadAsync(HttpContext http, CancellationToken cancellation)
    {
        var account = await AccountAsync(http);
        return new(account.TwoFactorEnabled, account.TwoFactorEnabled ? await store.CountCodesAsync(account, cancellation) : 0);
    }

    /// <summary>A new key to set up, or the one that the form carries when it is still good.</summary>
    internal async Task<NewKey> OfferAsync(HttpContext http, string? setUp)
    {
        var account = await AccountAsync(http);
        var key = setUp is null ? null : keys.FromForm(setUp, account.Id);
        key ??= SharedKey.Generate();
        return NewKey.From(key, keys.ForForm(key, account.Id), account.Email);
    }

    /// <summary>Puts the offered key in force when a code shows that the authenticator has it; gives the recovery codes, which nobody can show again.</summary>
    internal async Task<SecondFactorOutcome> SwitchOnAsync(HttpContext http, string setUp, string code, string password, CancellationToken cancellation)
    {
        var account = await AccountAsync(http);
        if (account.TwoFactorEnabled)
            return SecondFactorOutcome.Refused("", "the second factor is on already; switch it off first");
        if (keys.FromForm(setUp, account.Id) is not { } key)
            return SecondFactorOutcome.Refused("", "this key was offered too long ago; take the new one below into your app");
        if (TimeCode.Match(key, string.Concat(code.Where(c => !char.IsWhiteSpace(c))), lastStep: null, time.GetUtcNow()) is not { } step)
            return SecondFactorOutcome.Refused("code", "this is not the code that the app shows for this key now; check the clock of the phone and enter the newest one");
        if (!await again.IsRightAsync(account, password, cancellation))
            return SecondFactorOutcome.Refused("password", PasswordAgain.Refusal(account));

        var codes = RecoveryCode.Generate();
        await store.SwitchOnAsync(account, key, step, codes, cancellation);
        return await SaveAsync(account, "second factor switched on by its owner", codes, cancellation);
    }

    /// <summary>Ten new recovery codes in place of all old ones.</summary>
    internal async Task<SecondFactorOutcome> RenewCodesAsync(HttpContext http, string password, CancellationToken cancellation)
    {
        var account = await AccountAsync(http);
        if (!account.TwoFactorEnabled)
            return SecondFactorOutcome.Refused("", "the second factor is off; set it up first");
        if (!await again.IsRightAsync(account, password, cancellation))
            return SecondFactorOutcome.Refused("", PasswordAgain.Refusal(account));

        var codes = RecoveryCode.Generate();
        await store.ReplaceCodesAsync(account, codes, cancellation);
        return await SaveAsync(account, "recovery codes renewed by their owner", codes, cancellation);
    }

    internal async Task<SecondFactorOutcome> SwitchOffAsync(HttpContext http, string password, CancellationToken cancellation)
    {
        var account = await AccountAsync(http);
        if (!account.TwoFactorEnabled)
            return SecondFactorOutcome.Refused("", "the second factor is off already");
        if (!await again.IsRightAsync(account, password, cancellation))
            return SecondFactorOutcome.Refused("", PasswordAgain.Refusal(account));

        await store.SwitchOffAsync(account, cancellation);
        return await SaveAsync(account, "second factor switched off by its owner", [], cancellation);
    }

    private async Task<SecondFactorOutcome> SaveAsync(Account account, string reason, IReadOnlyList<string> codes, CancellationToken cancellation)
    {
        await using var transaction = await db.Database.BeginTransactionAsync(cancellation);
        change.Reason = reason;
        // Saves all that the store holds, too; the new stamp ends what is between the two steps of signing in.
        var result = await users.UpdateSecurityStampAsync(account);
        if (!result.Succeeded)
            return SecondFactorOutcome.Refused("", "something else changed the account at this moment; try again");
        await session.RenewAsync(account, SessionEnd.SecondFactorChanged);
        await transaction.CommitAsync(cancellation);
        return new(FormErrors.None, codes);
    }

    private async Task<Account> AccountAsync(HttpContext http) =>
        await users.GetUserAsync(http.User) ?? throw new InvalidOperationException("a signed-in person has no account");
}
