using System.Security.Claims;
using System.Security.Cryptography;
using System.Text;
using Microsoft.EntityFrameworkCore;
using Tandem.Management.Database;

namespace Tandem.Management.Access.Tokens;

/// <summary>Says for each request that brings a token who acts: the account as it is now, no further than the token's scopes. Fails closed.</summary>
internal sealed class LiveTokens(TandemDbContext db, AccessCache cache, AccountPrincipals accounts, TokensUsed used, TimeProvider time)
{
    // Compared with when there is no such token, so that the same work is done.
    private static readonly string Decoy = TokenText.Generate().SecretHash();

    /// <summary>True when asking for this token costs no statement.</summary>
    internal bool IsKnown(TokenText token) => cache.IsFresh(Key(token));

    /// <summary>Null for a token that is unknown, wrong, expired or revoked, and for one whose account may not sign in.</summary>
    internal async Task<ClaimsPrincipal?> FindAsync(TokenText token, CancellationToken cancellation)
    {
        var known = await cache.GetAsync(Key(token), () => ReadAsync(token.Id, cancellation));
        var isRight = CryptographicOperations.FixedTimeEquals(Encoding.ASCII.GetBytes(token.SecretHash()), Encoding.ASCII.GetBytes(known?.Hash ?? Decoy));
        var now = time.GetUtcNow();
        if (!isRight || known is null || now >= known.ExpiresAt || await accounts.FindAsync(known.AccountId, cancellation) is not { } claims)
            return null;
        used.Note(known.Id, now);
        return new(new ClaimsIdentity(
            [.. claims, new(CurrentUser.TokenClaim, known.Id.ToString()), new(CurrentUser.TokenNameClaim, known.Name), .. known.Scopes.Select(scope => new Claim(TokenScopes.Claim, scope))],
            TokenHandler.SchemeName));
    }

    private static string Key(TokenText token) => $"token {token.Id}";

    private Task<Known?> ReadAsync(string id, CancellationToken cancellation) => db.ApiTokens.AsNoTracking()
        .Where(t => t.PublicId == id && t.RevokedAt == null)
        .Select(t => new Known(t.Id, t.AccountId, t.Name, t.TokenHash, t.Scopes, t.ExpiresAt))
        .FirstOrDefaultAsync(cancellation);

    private sealed record Known(Guid Id, Guid AccountId, string Name, string Hash, IReadOnlyList<string> Scopes, DateTimeOffset ExpiresAt) : IOfAccount;
}
