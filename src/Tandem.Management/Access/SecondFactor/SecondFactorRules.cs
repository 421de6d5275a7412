using Microsoft.EntityFrameworkCore;
using Tandem.Management.Database;
using Tandem.Management.History;
using Tandem.Management.Records;
using Tandem.Management.Ui;

namespace Tandem.Management.Access.SecondFactor;

/// <summary>Reads and changes which roles must have a second factor; reading costs no statement for a minute.</summary>
internal sealed class SecondFactorRules(TandemDbContext db, AccessCache cache, ChangeContext change)
{
    internal async Task<IReadOnlyList<string>> ReadAsync(CancellationToken cancellation) =>
        (await cache.GetAsync("second factor rule", async () => new Known(await db.SecondFactorRules.AsNoTracking().Select(r => r.Roles).SingleOrDefaultAsync(cancellation) ?? [])))!.Roles;

    internal async Task<FormErrors> ChangeAsync(IReadOnlyList<string> roles, string? reason, CancellationToken cancellation)
    {
        var errors = new FormErrors();
        if (roles.Except(Roles.All).Any())
            errors.Add("roles", "choose from the roles of the list");
        if (reason?.Trim().Length is not (> 0 and <= RecordLimits.Reason))
            errors.Add("reason", "say why, in at most 1000 characters; it stands in the history");
        if (errors.Any)
            return errors;
        change.Reason = reason!.Trim();
        IReadOnlyList<string> chosen = [.. Roles.All.Where(roles.Contains)];
        if (await db.SecondFactorRules.SingleOrDefaultAsync(cancellation) is { } rule)
            rule.Roles = chosen;
        else
            db.SecondFactorRules.Add(new() { Roles = chosen });
        try
        {
            await db.SaveChangesAsync(cancellation);
        }
        catch (DbUpdateException)
        {
            errors.Add("", "somebody else changed the rule at this moment; look at it as it is now and decide again");
        }
        return errors;
    }

    // Of no account: what one account changes does not touch it, and a change of the rule itself forgets everything.
    private sealed record Known(IReadOnlyList<string> Roles) : IOfAccount
    {
        public Guid AccountId => Guid.Empty;
    }
}
