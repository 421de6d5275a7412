using Microsoft.Extensions.DependencyInjection;
using Tandem.Management.Database;
using Tandem.Management.Records;

namespace Tandem.Management.Auditors;

/// <summary>Rules of an access over more than one field.</summary>
internal static class AuditorAccessRules
{
    internal static async Task CheckAsync(RecordDraft<AuditorAccess> draft, CancellationToken cancellation)
    {
        var access = draft.Record;
        if (access.FirstDay is { } first && access.LastDay is { } last)
        {
            if (last < first)
                draft.Errors.Add("lastDay", "the last day lies before the first; correct one of them");
            else if (last.DayNumber - first.DayNumber >= AuditorLimits.Days)
                draft.Errors.Add("lastDay", $"an access lasts {AuditorLimits.Days} days at most; enter an earlier day and renew it for the next audit");
        }
        if (access.Registers.Count + access.Records.Count == 0)
            draft.Errors.Add("registers", "name at least one register or one record; an access to nothing opens nothing");

        var registers = draft.Services.GetRequiredService<Registers>();
        foreach (var type in access.Registers.Where(type => registers.Find(type) is null))
            draft.Errors.Add("registers", $"there is no register `{type}`; registers are {string.Join(", ", registers.All.Select(register => $"`{register.Type}`").Order(StringComparer.Ordinal))}");
        // An access must not show who else is let in.
        if (access.Registers.Contains(AuditorAccess.Type, StringComparer.Ordinal) || access.Records.Any(key => registers.FindByKey(key)?.Type == AuditorAccess.Type))
            draft.Errors.Add("registers", "accesses themselves cannot be opened to auditors; leave them out");
        await CheckRecordsAsync(draft, registers, cancellation);
    }

    private static async Task CheckRecordsAsync(RecordDraft<AuditorAccess> draft, Registers registers, CancellationToken cancellation)
    {
        var db = draft.Services.GetRequiredService<TandemDbContext>();
        foreach (var group in draft.Record.Records.GroupBy(registers.FindByKey))
        {
            var keys = group.ToList();
            var found = group.Key is { } register ? await register.ListAsync(db, keys, cancellation) : [];
            foreach (var key in keys.Except(found.Select(record => record.Key), StringComparer.Ordinal))
                draft.Errors.Add("records", $"there is no record `{key}`; correct the key or leave it out");
        }
    }
}
