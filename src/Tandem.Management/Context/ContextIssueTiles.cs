using Microsoft.EntityFrameworkCore;
using Tandem.Management.Database;
using Tandem.Management.Ui;

namespace Tandem.Management.Context;

internal sealed class ContextIssueTiles(TandemDbContext db, TimeProvider time) : IHomeTileSource
{
    public async Task<HomePart> ReadAsync(CancellationToken cancellation)
    {
        var today = DateOnly.FromDateTime(time.GetUtcNow().UtcDateTime);
        var counts = await db.ContextIssues.AsNoTracking().Where(i => i.ArchivedAt == null).GroupBy(_ => 1).Select(all => new
        {
            All = all.Count(),
            Kept = all.Count(i => i.State != ContextIssueState.NoLongerCurrent),
            Overdue = all.Count(i => i.State != ContextIssueState.NoLongerCurrent && i.NextReview < today),
        }).SingleOrDefaultAsync(cancellation);
        return new(
            [new HomeTile(2, "Reviews of context issues overdue", counts?.Overdue ?? 0, counts?.Kept ?? 0, "draft or current", "/context-issues?review=overdue")],
            [new NextStep(14, "Enter your first context issue", "What lies inside and outside the organisation decides what the management system must reckon with.", "/context-issues/new", counts is { All: > 0 })]);
    }
}
