using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Tandem.Management.Access;
using Tandem.Management.Database;
using Tandem.Management.Records;

namespace Tandem.Management.Approvals;

/// <summary>Who may, who must not, and who stands in: the facts about people that the rules need.</summary>
internal sealed class ApprovalPeople(TandemDbContext db, TimeProvider time)
{
    internal DateOnly Today => DateOnly.FromDateTime(time.GetUtcNow().UtcDateTime);

    /// <summary>
    /// Persons who may not decide on a version: whoever changed its content since the version before it that was approved for the same purpose, and in any case who changed it last. Read
    /// from the history, so that a change of owner hides nobody. A change of the state alone makes nobody an author: it is no part of what is signed.
    /// </summary>
    internal async Task<IReadOnlySet<string>> AuthorsAsync(Register register, string key, int version, string purpose, CancellationToken cancellation)
    {
        var since = await db.Approvals
            .Where(a => a.SubjectType == register.Type && a.SubjectKey == key && a.Purpose == purpose && a.State == ApprovalState.Approved && a.SubjectVersion < version)
            .MaxAsync(a => (int?)a.SubjectVersion, cancellation) ?? 0;
        var changes = db.ChangeEvents.AsNoTracking().Where(e => e.RecordType == register.Type && e.RecordKey == key && e.RecordVersion <= version)
            .OrderByDescending(e => e.RecordVersion).Select(e => new { e.RecordVersion, e.ActorId, e.Fields });
        var accounts = new HashSet<Guid>();
        var isLastFound = false;
        await foreach (var change in changes.AsAsyncEnumerable().WithCancellation(cancellation))
        {
            if (change.RecordVersion <= since && isLastFound)
                break;
            if (!IsContent(change.Fields, register))
                continue;
            isLastFound = true;
            if (Guid.TryParse(change.ActorId, out var account))
                accounts.Add(account);
        }
        return await PersonsAsync(accounts, cancellation);
    }

    /// <summary>The person of an account; empty when there is none.</summary>
    internal async Task<string> PersonAsync(string account, CancellationToken cancellation) =>
        Guid.TryParse(account, out var id) ? (await PersonsAsync([id], cancellation)).FirstOrDefault() ?? "" : "";

    /// <summary>People with what they may; those with these keys, or all in use who may approve when no keys are given.</summary>
    internal async Task<IReadOnlyList<CandidateFacts>> CandidatesAsync(IReadOnlyCollection<string>? keys, CancellationToken cancellation)
    {
        var roles = Permissions.Holders[Permissions.Approve];
        var approving = db.Users.Where(u => u.PersonKey != null && db.UserRoles.Any(r => r.UserId == u.Id && db.Roles.Any(role => role.Id == r.RoleId && roles.Contains(role.Name!))));
        var people = db.People.AsNoTracking();
        people = keys is null ? people.Where(p => p.ArchivedAt == null && approving.Any(u => u.PersonKey == p.Key)) : people.Where(p => keys.Contains(p.Key));
        return await people.OrderBy(p => p.NameKey).ThenBy(p => p.Number).Take(ApprovalLimits.MostOffered)
            .Select(p => new CandidateFacts(p.Key, p.Name, p.ArchivedAt != null, db.Users.Any(u => u.PersonKey == p.Key), approving.Any(u => u.PersonKey == p.Key)))
            .ToListAsync(cancellation);
    }

    /// <summary>The seats with who stands in today.</summary>
    internal async Task<IReadOnlyList<SeatFacts>> SeatsAsync(IEnumerable<ApprovalSeat> seats, CancellationToken cancellation)
    {
        var list = seats.OrderBy(seat => seat.PersonName, StringComparer.Ordinal).ToList();
        var keys = list.ConvertAll(seat => seat.Person);
        var absences = await db.People.AsNoTracking().Where(p => keys.Contains(p.Key)).Select(p => new { p.Key, p.Deputy, p.AbsentFrom, p.AbsentUntil }).ToDictionaryAsync(p => p.Key, cancellation);
        return list.ConvertAll(seat => new SeatFacts(
            seat.Person, seat.PersonName, seat.Verdict is not null, seat.DecidedByPerson,
            absences.TryGetValue(seat.Person, out var a) ? ApprovalRules.StandIn(a.Deputy, a.AbsentFrom, a.AbsentUntil, Today) : ""));
    }

    /// <summary>Keys of those for whom a person may decide today: the person and whose deputy the person is during an absence.</summary>
    internal async Task<IReadOnlyList<string>> ActsForAsync(string person, CancellationToken cancellation)
    {
        var today = Today;
        var absent = await db.People.Where(p => p.Deputy == person && p.AbsentFrom != null && p.AbsentFrom <= today && (p.AbsentUntil == null || p.AbsentUntil >= today))
            .Select(p => p.Key).ToListAsync(cancellation);
        return [person, .. absent];
    }

    private async Task<IReadOnlySet<string>> PersonsAsync(IReadOnlyCollection<Guid> accounts, CancellationToken cancellation) =>
        await db.Users.Where(u => accounts.Contains(u.Id) && u.PersonKey != null).Select(u => u.PersonKey!).ToHashSetAsync(StringComparer.Ordinal, cancellation);

    private static bool IsContent(string fields, Register register)
    {
        using var json = JsonDocument.Parse(fields);
        return json.RootElement.EnumerateObject().Any(field => register.IsContent(field.Name));
    }
}
