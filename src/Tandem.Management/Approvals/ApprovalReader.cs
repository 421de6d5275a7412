using Microsoft.AspNetCore.Http;
using Microsoft.EntityFrameworkCore;
using Tandem.Management.Access;
using Tandem.Management.Access.Profile;
using Tandem.Management.Database;
using Tandem.Management.Records;

namespace Tandem.Management.Approvals;

/// <summary>Reads an approval with what the person who looks at it may do.</summary>
internal sealed class ApprovalReader(TandemDbContext db, Registers registers, ApprovalPeople people, WithdrawApproval withdraw, SignAgain sign, CurrentUser user)
{
    internal async Task<ApprovalView?> FindAsync(HttpContext http, string key, CancellationToken cancellation)
    {
        if (await db.Approvals.AsNoTracking().Include(a => a.Seats).FirstOrDefaultAsync(a => a.Key == key, cancellation) is not { } approval)
            return null;
        var register = registers.Find(approval.SubjectType) ?? throw new InvalidOperationException($"there is no register of `{approval.SubjectType}`");
        var record = await register.FindAsync(db, approval.SubjectKey, cancellation);
        var isOpen = approval.State == ApprovalState.Open;
        var facts = await people.SeatsAsync(approval.Seats, cancellation);
        var authors = isOpen
            ? (await people.AuthorsAsync(register, approval.SubjectKey, approval.SubjectVersion, approval.Purpose, cancellation)).Append(approval.AskedByPerson).ToHashSet(StringComparer.Ordinal)
            : [];
        var whyNot = facts.ToDictionary(seat => seat.Person, seat => ApprovalRules.WhyNotDecide(approval.State, facts, seat.Person, user.PersonKey, user.May(Permissions.Approve), authors), StringComparer.Ordinal);
        var changes = await ChangesAsync(approval, cancellation);
        var names = await NamesAsync(facts, cancellation);
        var seats = facts.Select(fact =>
        {
            var seat = approval.Seats.First(s => s.Person == fact.Person);
            var change = changes.GetValueOrDefault(seat.RecordKey);
            return new SeatView(seat, names.GetValueOrDefault(fact.StandIn, ""), isOpen && whyNot[fact.Person] is null, change?.Number, change?.LedgerIndex);
        }).ToList();
        var mine = facts.Where(seat => seat.Person == user.PersonKey || (seat.StandIn.Length > 0 && seat.StandIn == user.PersonKey)).Select(seat => seat.Person).ToList();
        var mayDecide = seats.Exists(seat => seat.MayDecide);
        return new(
            approval, register.PathOf(approval.SubjectKey), record is not null && SignedContent.Fits(approval, register, record), seats,
            ApprovalRules.IsOverdue(approval.State, approval.Due, people.Today), !isOpen || mayDecide || mine.Count == 0 ? null : whyNot[mine[0]],
            isOpen && withdraw.May(approval), mayDecide && await sign.NeedsCodeAsync(http));
    }

    private sealed record Change(string RecordKey, long Number, long? LedgerIndex);

    private async Task<Dictionary<string, Change>> ChangesAsync(Approval approval, CancellationToken cancellation)
    {
        var keys = approval.Seats.Where(s => s.Verdict is not null).Select(s => s.RecordKey).ToList();
        return keys.Count == 0 ? [] : (await db.ChangeEvents.Where(e => e.RecordType == ApprovalSeat.Type && keys.Contains(e.RecordKey) && e.RecordVersion > 1)
            .Select(e => new Change(e.RecordKey, e.Number, e.LedgerIndex)).ToListAsync(cancellation)).ToDictionary(c => c.RecordKey, StringComparer.Ordinal);
    }

    private async Task<Dictionary<string, string>> NamesAsync(IReadOnlyList<SeatFacts> seats, CancellationToken cancellation)
    {
        var keys = seats.Select(s => s.StandIn).Where(key => key.Length > 0).Distinct().ToList();
        return keys.Count == 0 ? [] : await db.People.Where(p => keys.Contains(p.Key)).ToDictionaryAsync(p => p.Key, p => p.Name, StringComparer.Ordinal, cancellation);
    }
}
