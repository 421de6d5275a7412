using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Tandem.Management.Records;

namespace Tandem.Management.Approvals;

/// <summary>Ends open approvals of what is changed, in the save of the change. INVARIANT (exact version): no approval stays open whose record is not what was put forward, whichever way it was changed.</summary>
internal sealed class SupersedeApprovals(Registers registers, IEnumerable<ApprovalMoved> moved, IServiceProvider services, TimeProvider time) : SaveChangesInterceptor
{
    public override async ValueTask<InterceptionResult<int>> SavingChangesAsync(
        DbContextEventData eventData, InterceptionResult<int> result, CancellationToken cancellationToken = default)
    {
        if (Changed(eventData.Context!) is { Count: > 0 } changed)
            await EndAsync(changed, await Open(eventData.Context!, changed).ToListAsync(cancellationToken), cancellationToken);
        return result;
    }

    public override InterceptionResult<int> SavingChanges(DbContextEventData eventData, InterceptionResult<int> result) =>
        throw new NotSupportedException("changes are saved asynchronously, because open approvals of what is changed are looked up; call SaveChangesAsync");

    private List<(Register Register, Record Record)> Changed(DbContext db)
    {
        db.ChangeTracker.DetectChanges();
        return db.ChangeTracker.Entries<Record>().Where(entry => entry.State == EntityState.Modified)
            .Select(entry => (Register: registers.Find(entry.Entity.RecordType), Record: entry.Entity))
            .Where(pair => pair.Register is not null).Select(pair => (pair.Register!, pair.Record)).ToList();
    }

    private static IQueryable<Approval> Open(DbContext db, IReadOnlyCollection<(Register Register, Record Record)> changed)
    {
        var types = changed.Select(c => c.Register.Type).Distinct().ToList();
        var keys = changed.Select(c => c.Record.Key).ToList();
        return db.Set<Approval>().Where(a => a.State == ApprovalState.Open && types.Contains(a.SubjectType) && keys.Contains(a.SubjectKey));
    }

    private async Task EndAsync(IReadOnlyCollection<(Register Register, Record Record)> changed, IReadOnlyList<Approval> open, CancellationToken cancellation)
    {
        foreach (var approval in open)
        {
            // Tracked, it may have been closed by this very save.
            if (approval.State != ApprovalState.Open)
                continue;
            var (register, record) = changed.First(c => c.Register.Type == approval.SubjectType && c.Record.Key == approval.SubjectKey);
            if (record.ArchivedAt is null && SignedContent.Fits(approval, register, record))
                continue;
            approval.Close(ApprovalState.Superseded, time.GetUtcNow(), $"{record.Key} was {(record.ArchivedAt is null ? "changed" : "archived")} by {record.UpdatedBy}");
            foreach (var hook in moved)
                await hook.Handle(services, new(approval, ApprovalStep.Superseded), cancellation);
        }
    }
}
