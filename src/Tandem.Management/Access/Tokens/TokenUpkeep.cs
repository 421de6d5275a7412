using Microsoft.EntityFrameworkCore;
using Tandem.Management.Database;

namespace Tandem.Management.Access.Tokens;

/// <summary>Writes when tokens were last used; called each minute by <see cref="AccessUpkeep"/>.</summary>
internal sealed class TokenUpkeep(TandemDbContext db, TokensUsed used)
{
    internal async Task RunAsync(CancellationToken cancellation)
    {
        if (used.Pending() is not { Count: > 0 } pending)
            return;
        await using var transaction = await db.Database.BeginTransactionAsync(cancellation);
        foreach (var (id, at) in pending)
            await db.ApiTokens.Where(t => t.Id == id && (t.LastUsedAt == null || t.LastUsedAt < at)).ExecuteUpdateAsync(set => set.SetProperty(t => t.LastUsedAt, at), cancellation);
        await transaction.CommitAsync(cancellation);
        foreach (var entry in pending)
            used.Written(entry);
    }
}
