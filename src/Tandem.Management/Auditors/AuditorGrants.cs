using Microsoft.EntityFrameworkCore;
using Tandem.Management.Access;
using Tandem.Management.Database;
using Tandem.Management.Records;

namespace Tandem.Management.Auditors;

/// <summary>What the guest of this scope may read now.</summary>
internal sealed class AuditorGrants(TandemDbContext db, CurrentUser user, Registers registers, TimeProvider time)
{
    private IReadOnlyList<AuditorAccess>? _open;

    /// <summary>Accesses of the guest that are open today; asked for once in a scope.</summary>
    internal async Task<IReadOnlyList<AuditorAccess>> OpenAsync(CancellationToken cancellation)
    {
        if (_open is not null)
            return _open;
        if (user.PersonKey is not { } person)
            return _open = [];
        var today = DateOnly.FromDateTime(time.GetUtcNow().UtcDateTime);
        var accesses = await db.AuditorAccesses.AsNoTracking().Where(a => a.Auditor == person && a.ArchivedAt == null).OrderBy(a => a.Number).ToListAsync(cancellation);
        return _open = accesses.FindAll(access => access.IsOpenOn(today));
    }

    internal async Task<IReadOnlyList<ReadGrant>> ReadAsync(CancellationToken cancellation) =>
        (await OpenAsync(cancellation)).SelectMany(Grants).Distinct().ToList();

    private IEnumerable<ReadGrant> Grants(AuditorAccess access)
    {
        foreach (var type in access.Registers)
            yield return new(type, null);
        foreach (var key in access.Records)
        {
            if (registers.FindByKey(key) is { } register)
                yield return new(register.Type, key);
        }
    }
}
