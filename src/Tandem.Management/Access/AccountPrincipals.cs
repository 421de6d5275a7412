using System.Security.Claims;
using Microsoft.EntityFrameworkCore;
using Tandem.Management.Database;

namespace Tandem.Management.Access;

/// <summary>Who an account is and which roles it has now. The cookie and other credentials only say which account: what it may do is never older than a minute.</summary>
internal sealed class AccountPrincipals(TandemDbContext db, AccessCache cache)
{
    /// <summary>The claims of an account; null when there is none, or it is disabled.</summary>
    internal async Task<IReadOnlyList<Claim>?> FindAsync(Guid account, CancellationToken cancellation) =>
        (await cache.GetAsync($"account {account}", () => ReadAsync(account, cancellation)))?.Claims;

    private async Task<Known?> ReadAsync(Guid id, CancellationToken cancellation)
    {
        var rows = await (
            from account in db.Users.AsNoTracking()
            where account.Id == id && account.DisabledAt == null
            from role in (from link in db.UserRoles join role in db.Roles on link.RoleId equals role.Id where link.UserId == id select role.Name).DefaultIfEmpty()
            select new { account.UserName, account.Email, account.DisplayName, account.PersonKey, HasPassword = account.PasswordHash != null, account.TwoFactorEnabled, HasPasskey = db.UserPasskeys.Any(p => p.UserId == id), Role = role }).ToListAsync(cancellation);
        if (rows.Count == 0)
            return null;
        return new(id, [
            new(ClaimTypes.NameIdentifier, id.ToString()),
            new(ClaimTypes.Name, rows[0].UserName ?? ""),
            new(ClaimTypes.Email, rows[0].Email ?? ""),
            new(CurrentUser.DisplayNameClaim, rows[0].DisplayName),
            .. rows[0].PersonKey is { } person ? [new Claim(CurrentUser.PersonKeyClaim, person)] : Array.Empty<Claim>(),
            .. rows[0].HasPassword ? [new Claim(CurrentUser.PasswordClaim, "own")] : Array.Empty<Claim>(),
            .. rows[0].TwoFactorEnabled ? [new Claim(CurrentUser.FactorClaim, "code")] : Array.Empty<Claim>(),
            .. rows[0].HasPasskey ? [new Claim(CurrentUser.FactorClaim, "passkey")] : Array.Empty<Claim>(),
            .. rows.Where(row => row.Role is not null).Select(row => new Claim(ClaimTypes.Role, row.Role!)),
        ]);
    }

    private sealed record Known(Guid AccountId, IReadOnlyList<Claim> Claims) : IOfAccount;
}
