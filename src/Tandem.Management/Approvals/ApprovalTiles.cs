using Microsoft.EntityFrameworkCore;
using Tandem.Management.Access;
using Tandem.Management.Database;
using Tandem.Management.Ui;

namespace Tandem.Management.Approvals;

internal sealed class ApprovalTiles(TandemDbContext db, ApprovalPeople people, CurrentUser user) : IHomeTileSource
{
    public async Task<HomePart> ReadAsync(CancellationToken cancellation)
    {
        var open = await db.Approvals.CountAsync(a => a.State == ApprovalState.Open, cancellation);
        // With nothing open nobody waits, and nobody's absences need to be asked for.
        var mine = open == 0 || user.PersonKey is not { } person ? 0
            : await db.Approvals.CountAsync(ApprovalQueries.WaitingFor(await people.ActsForAsync(person, cancellation)), cancellation);
        return new([new HomeTile(20, "Approvals that wait for you", mine, open, "open", "/approvals?view=mine")], []);
    }
}
