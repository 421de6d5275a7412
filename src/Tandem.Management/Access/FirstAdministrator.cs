using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Tandem.Management.Database;
using Tandem.Management.History;

namespace Tandem.Management.Access;

/// <summary>Creates the one account that nobody could invite: by a link that works once, for a day, and only while there is no account.</summary>
internal sealed class FirstAdministrator(TandemDbContext db, OpenAccount open, ChangeContext change, ManagementOptions options)
{
    private static readonly TimeSpan Lifetime = TimeSpan.FromHours(24);

    /// <summary>Renews the link while no account exists; older links stop working. Null when there is nobody to invite.</summary>
    internal async Task<Uri?> RenewLinkAsync(CancellationToken cancellation)
    {
        db.FirstAdministratorLinks.RemoveRange(await db.FirstAdministratorLinks.ToListAsync(cancellation));
        if (await db.Users.AnyAsync(cancellation))
        {
            await db.SaveChangesAsync(cancellation);
            return null;
        }
        var token = Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(32));
        db.FirstAdministratorLinks.Add(new() { TokenHash = Hash(token), ExpiresAt = options.TimeProvider.GetUtcNow() + Lifetime });
        await db.SaveChangesAsync(cancellation);
        return new Uri(options.BrowserUrl, $"/setup?token={token}");
    }

    internal async Task<bool> IsValidAsync(string? token, CancellationToken cancellation) => await FindAsync(token, cancellation) is not null;

    /// <summary>Creates the account and uses up the link, both or neither; the problems found, empty when done.</summary>
    internal async Task<IdentityResult> CreateAsync(string? token, string email, string name, string password, CancellationToken cancellation)
    {
        await using var transaction = await db.Database.BeginTransactionAsync(cancellation);
        if (await FindAsync(token, cancellation) is not { } link)
            return LinkGone();

        var account = open.Draft(email, name);
        change.ActAs(account.Id, name);
        change.Reason = "first administrator, by one-time link";
        // First of all, so that of two requests at once the second finds its link gone.
        db.FirstAdministratorLinks.Remove(link);
        try
        {
            await db.SaveChangesAsync(cancellation);
        }
        catch (DbUpdateConcurrencyException)
        {
            return LinkGone();
        }
        var result = await open.StoreAsync(account, password, [Roles.ImsManager], cancellation);
        if (result.Succeeded)
            await transaction.CommitAsync(cancellation);
        return result;
    }

    private static IdentityResult LinkGone() =>
        IdentityResult.Failed(new IdentityError { Code = "Link", Description = "this link has been used or is too old; start the program again to get a new one" });

    private async Task<FirstAdministratorLink?> FindAsync(string? token, CancellationToken cancellation)
    {
        if (token is not { Length: 43 } || await db.Users.AnyAsync(cancellation))
            return null;
        var hash = Encoding.ASCII.GetBytes(Hash(token));
        var now = options.TimeProvider.GetUtcNow();
        // Compared here and not by the database, in constant time; there is one link at most.
        return (await db.FirstAdministratorLinks.ToListAsync(cancellation))
            .Find(link => CryptographicOperations.FixedTimeEquals(Encoding.ASCII.GetBytes(link.TokenHash), hash) && now < link.ExpiresAt);
    }

    private static string Hash(string token) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(token)));
}
