using System.Linq.Expressions;
using Microsoft.EntityFrameworkCore;
using Tandem.Management.Database;
using Tandem.Management.Records;
using Tandem.Management.Records.Workflows;

namespace Tandem.Management.Approvals;

/// <summary>What other features may ask of approvals.</summary>
internal sealed class ApprovalQueries(TandemDbContext db, Registers registers)
{
    // Of many approvals of one record, the one that still fits is among the newest.
    private const int MostCompared = 10;

    private const int MostShown = 50;

    /// <summary>Approvals of one record with their seats, newest first, at most 50.</summary>
    internal async Task<IReadOnlyList<Approval>> OfRecordAsync(string type, string key, CancellationToken cancellation) =>
        await db.Approvals.AsNoTracking().Include(a => a.Seats).Where(a => a.SubjectType == type && a.SubjectKey == key).OrderByDescending(a => a.Number).Take(MostShown).AsSplitQuery().ToListAsync(cancellation);

    /// <summary>Open approvals that wait for one of these people, of whom the first is the one who asks.</summary>
    internal static Expression<Func<Approval, bool>> WaitingFor(IReadOnlyList<string> actsFor)
    {
        var self = actsFor[0];
        return a => a.State == ApprovalState.Open && a.AskedByPerson != self
            && a.Seats.Any(s => actsFor.Contains(s.Person) && s.Verdict == null) && !a.Seats.Any(s => s.DecidedByPerson == self);
    }

    /// <summary>Why a record cannot go on as approved for a purpose; null when its content as it is now was approved, with every decision durable in the log.</summary>
    internal async Task<Blocker?> BlockerAsync(Record record, string purpose, string forWords, CancellationToken cancellation)
    {
        var register = registers.Find(record.RecordType) ?? throw new InvalidOperationException($"there is no register of `{record.RecordType}`");
        var newest = await db.Approvals.AsNoTracking()
            .Where(a => a.SubjectType == record.RecordType && a.SubjectKey == record.Key && a.Purpose == purpose && (a.State == ApprovalState.Approved || a.State == ApprovalState.Open))
            .OrderByDescending(a => a.Number).Take(MostCompared).ToListAsync(cancellation);
        if (newest.Find(a => a.State == ApprovalState.Approved && SignedContent.Fits(a, register, record)) is { } approved)
        {
            return await IsRecordedAsync(approved, cancellation) ? null
                : new Blocker($"waits for the ledger: {approved.Key} is approved and stored, and its decisions are not all recorded yet", approved.Path, "Look at its decisions");
        }
        if (newest.Find(a => a.State == ApprovalState.Open) is { } open)
            return new Blocker($"needs an approval {forWords} of {record.Key} as it is now; {open.Key} waits for decisions ({open.Approved} of {open.Quorum} approved)", open.Path, $"Look at {open.Key}");
        return new Blocker(
            $"needs an approval {forWords} of {record.Key} as it is now{(newest.Count > 0 ? $"; it was changed since {newest[0].Key}" : "")}",
            $"/approvals/new?type={Uri.EscapeDataString(record.RecordType)}&key={Uri.EscapeDataString(record.Key)}&purpose={Uri.EscapeDataString(purpose)}", "Put it forward for approval");
    }

    private async Task<bool> IsRecordedAsync(Approval approval, CancellationToken cancellation)
    {
        var prefix = approval.Key + "/";
        return !await db.ChangeEvents.AnyAsync(e => e.RecordType == ApprovalSeat.Type && e.RecordKey.StartsWith(prefix) && e.LedgerIndex == null, cancellation);
    }
}
