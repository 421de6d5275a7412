using Microsoft.EntityFrameworkCore;
using Tandem.Management.Database;
using Tandem.Management.History;

namespace Tandem.Management.Access.Sessions;

/// <summary>Ends sessions: from then on their cookies, and every copy of them, sign nobody in; at once in this process, within a minute in others.</summary>
internal sealed class EndSessions(TandemDbContext db, ChangeContext change, TimeProvider time)
{
    private const int MostAttempts = 5;

    /// <summary>Ends one session of an account; false when the account has no such session. One that has ended already stays as it is.</summary>
    internal async Task<bool> EndOneAsync(Guid account, Guid session, string why, CancellationToken cancellation)
    {
        var sessions = db.Sessions.Where(s => s.AccountId == account && s.Id == session);
        if (!await sessions.AnyAsync(cancellation))
            return false;
        await EndAsync(sessions, why, cancellation);
        return true;
    }

    /// <summary>Ends all sessions of an account, but for one when it is named; how many there were.</summary>
    internal Task<int> EndAllAsync(Guid account, Guid? except, string why, CancellationToken cancellation) =>
        EndAsync(db.Sessions.Where(s => s.AccountId == account && s.Id != except), why, cancellation);

    private async Task<int> EndAsync(IQueryable<Session> sessions, string why, CancellationToken cancellation)
    {
        for (var attempt = 1; ; attempt++)
        {
            var open = await sessions.Where(s => s.EndedAt == null).ToListAsync(cancellation);
            foreach (var session in open)
                (session.EndedAt, session.EndedBecause) = (time.GetUtcNow(), why);
            change.Reason = why;
            try
            {
                await db.SaveChangesAsync(cancellation);
                return open.Count;
            }
            catch (DbUpdateConcurrencyException) when (attempt < MostAttempts)
            {
                // Something else ended or renewed one of them at this moment.
                foreach (var session in open)
                    await db.Entry(session).ReloadAsync(cancellation);
            }
        }
    }
}
