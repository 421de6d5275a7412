using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using Microsoft.EntityFrameworkCore;
using Tandem.Management.Database;

namespace Tandem.Management.Access.Accounts;

/// <summary>Makes, finds and ends the one-time links of accounts.</summary>
internal sealed class AccountLinks(TandemDbContext db, ManagementOptions options)
{
    internal const string Path = "/join";

    /// <summary>For an invitation, which travels by mail and lies there.</summary>
    internal static readonly TimeSpan InvitationLifetime = TimeSpan.FromDays(7);

    /// <summary>For a new password, which somebody waits for.</summary>
    internal static readonly TimeSpan PasswordLifetime = TimeSpan.FromHours(24);

    private const int TokenLength = 43;

    /// <summary>A new link in place of an older one; saved with the caller's next save. A secret: show it once and never log it.</summary>
    internal async Task<Uri> MakeAsync(Account account, CancellationToken cancellation)
    {
        await EndAsync(account.Id, cancellation);
        // Before the new one is stored, because an account has one at most.
        await db.SaveChangesAsync(cancellation);
        var token = Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(32));
        db.AccountLinks.Add(new()
        {
            TokenHash = Hash(token),
            AccountId = account.Id,
            ExpiresAt = options.TimeProvider.GetUtcNow() + (account.JoinedAt is null ? InvitationLifetime : PasswordLifetime),
        });
        return new Uri(options.BrowserUrl, $"{Path}?token={token}");
    }

    /// <summary>The link of a token while it is good; null for one that is unknown, used, too old, or of an account that may not sign in.</summary>
    internal async Task<AccountLink?> FindAsync(string? token, CancellationToken cancellation)
    {
        if (token is not { Length: TokenLength })
            return null;
        // Found by its hash, which tells nothing about the token: no comparison can be timed.
        var hash = Hash(token);
        var now = options.TimeProvider.GetUtcNow();
        return await db.AccountLinks.FirstOrDefaultAsync(l => l.TokenHash == hash && l.ExpiresAt > now && db.Users.Any(u => u.Id == l.AccountId && u.DisabledAt == null), cancellation);
    }

    /// <summary>Ends the link of an account, if there is one, with the caller's next save.</summary>
    internal async Task EndAsync(Guid account, CancellationToken cancellation) =>
        db.AccountLinks.RemoveRange(await db.AccountLinks.Where(l => l.AccountId == account).ToListAsync(cancellation));

    private static string Hash(string token) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(token)));
}
