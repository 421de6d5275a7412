using Microsoft.EntityFrameworkCore;
using Tandem.Management.Database;
using Tandem.Management.History;

namespace Tandem.Management.Access.Tokens;

/// <summary>Revokes access tokens: refused from the next request on in this process, within a minute in others.</summary>
internal sealed class RevokeTokens(TandemDbContext db, ChangeContext change, TimeProvider time)
{
    private const int MostAttempts = 5;

    /// <summary>Revokes one of an account's own; false when it has no such token. One that was revoked before stays as it is.</summary>
    internal Task<bool> RevokeOwnAsync(Guid account, Guid token, CancellationToken cancellation) =>
        RevokeOneAsync(db.ApiTokens.Where(t => t.AccountId == account && t.Id == token), "access token revoked by its owner", cancellation);

    /// <summary>Revokes anybody's; false when there is no such token.</summary>
    internal Task<bool> RevokeAnyAsync(Guid token, string why, CancellationToken cancellation) => RevokeOneAsync(db.ApiTokens.Where(t => t.Id == token), why, cancellation);

    /// <summary>Revokes all of an account.</summary>
    internal Task RevokeAllAsync(Guid account, string why, CancellationToken cancellation) => RevokeAsync(db.ApiTokens.Where(t => t.AccountId == account), why, cancellation);

    private async Task<bool> RevokeOneAsync(IQueryable<ApiToken> tokens, string why, CancellationToken cancellation)
    {
        if (!await tokens.AnyAsync(cancellation))
            return false;
        await RevokeAsync(tokens, why, cancellation);
        return true;
    }

    private async Task RevokeAsync(IQueryable<ApiToken> tokens, string why, CancellationToken cancellation)
    {
        for (var attempt = 1; ; attempt++)
        {
            var live = await tokens.Where(t => t.RevokedAt == null).ToListAsync(cancellation);
            foreach (var token in live)
                token.RevokedAt = time.GetUtcNow();
            change.Reason = why;
            try
            {
                await db.SaveChangesAsync(cancellation);
                return;
            }
            catch (DbUpdateConcurrencyException) when (attempt < MostAttempts)
            {
                // Somebody else revoked one of them at this moment.
                foreach (var token in live)
                    await db.Entry(token).ReloadAsync(cancellation);
            }
        }
    }
}
