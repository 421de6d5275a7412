using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Identity.EntityFrameworkCore;
using Tandem.Management.Database;

namespace Tandem.Management.Access.SecondFactor;

/// <summary>Identity's store, which would keep recovery codes and shared keys readable: codes are kept as hashes, keys encrypted.</summary>
internal sealed class AccountStore(TandemDbContext db, SharedKey keys, IdentityErrorDescriber? describer = null)
    : UserStore<Account, IdentityRole<Guid>, TandemDbContext, Guid>(db, describer)
{
    /// <summary>Switches the second factor on; saved with the next update of the account.</summary>
    internal async Task SwitchOnAsync(Account account, byte[] key, long step, IEnumerable<string> codes, CancellationToken cancellation)
    {
        await SetAuthenticatorKeyAsync(account, keys.Protect(key), cancellation);
        await ReplaceCodesAsync(account, codes, cancellation);
        await SetTwoFactorEnabledAsync(account, enabled: true, cancellation);
        account.LastCodeStep = step;
    }

    /// <summary>Switches it off and forgets key and codes; saved with the next update of the account.</summary>
    internal async Task SwitchOffAsync(Account account, CancellationToken cancellation)
    {
        foreach (var token in new[] { AuthenticatorKeyName, RecoveryCodesName })
            await RemoveTokenAsync(account, Provider, token, cancellation);
        await SetTwoFactorEnabledAsync(account, enabled: false, cancellation);
        account.LastCodeStep = null;
    }

    /// <summary>The key shared with the account's authenticator; null when there is none or it cannot be read.</summary>
    internal async Task<byte[]?> ReadKeyAsync(Account account, CancellationToken cancellation) =>
        keys.Read(await GetAuthenticatorKeyAsync(account, cancellation));

    public override Task ReplaceCodesAsync(Account user, IEnumerable<string> recoveryCodes, CancellationToken cancellationToken) =>
        base.ReplaceCodesAsync(user, recoveryCodes.Select(RecoveryCode.Hash), cancellationToken);

    /// <summary>Uses up a code; saved with the next update of the account.</summary>
    public override async Task<bool> RedeemCodeAsync(Account user, string code, CancellationToken cancellationToken)
    {
        var hashes = (await GetTokenAsync(user, Provider, RecoveryCodesName, cancellationToken))?.Split(';', StringSplitOptions.RemoveEmptyEntries) ?? [];
        var used = RecoveryCode.Hash(code);
        if (!hashes.Contains(used, StringComparer.Ordinal))
            return false;
        await SetTokenAsync(user, Provider, RecoveryCodesName, string.Join(';', hashes.Where(hash => hash != used)), cancellationToken);
        return true;
    }

    // Names that Identity's store uses and keeps to itself.
    private const string Provider = "[AspNetUserStore]";
    private const string AuthenticatorKeyName = "AuthenticatorKey";
    private const string RecoveryCodesName = "RecoveryCodes";
}
