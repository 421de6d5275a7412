using System.Security.Cryptography;
using System.Text;
using Microsoft.EntityFrameworkCore;
using Tandem.Management.Database;

namespace Tandem.Management.Access;

/// <summary>Lets a token work once. INVARIANT (single use): of all who come with it, also at once and in several processes, the database lets one pass.</summary>
internal sealed class SpendOnce(TandemDbContext db, TimeProvider time)
{
    /// <summary>True for the first who comes with this token.</summary>
    /// <param name="token">The decoded token: one that can be written in two ways would work twice.</param>
    /// <param name="expiresAt">When its age alone makes it worthless; until then it is remembered.</param>
    /// <param name="cancellation">Ends the wait.</param>
    internal async Task<bool> TryAsync(string token, DateTimeOffset expiresAt, CancellationToken cancellation)
    {
        var hash = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(token)));
        var isFirst = await db.Database.ExecuteSqlAsync(
            $"insert into spent_tokens (hash, expires_at) values ({hash}, {UtcDateTimeConverter.Cut(expiresAt.UtcDateTime)}) on conflict (hash) do nothing", cancellation) == 1;
        var now = time.GetUtcNow();
        await db.SpentTokens.Where(t => t.ExpiresAt < now).ExecuteDeleteAsync(cancellation);
        return isFirst;
    }
}
