using System.Globalization;
using Microsoft.EntityFrameworkCore;

namespace Tandem.Management.Database;

/// <summary>Hands out human references such as `AIS-0001`: unique within a type and never reused, also under concurrent writers.</summary>
internal static class KeySequence
{
    /// <summary>Takes the next reference. Call it inside the transaction that stores the record: the counter's row is then locked until commit.</summary>
    internal static async Task<(string Key, long Number)> NextAsync(TandemDbContext db, string recordType, string prefix, CancellationToken cancellation)
    {
        if (db.Database.CurrentTransaction is null)
            throw new InvalidOperationException("a reference is taken only inside the transaction that stores its record");
        var numbers = await db.Database.SqlQuery<long>(
            $"insert into key_counters (record_type, last) values ({recordType}, 1) on conflict (record_type) do update set last = key_counters.last + 1 returning last as \"Value\"")
            .ToListAsync(cancellation);
        return (string.Create(CultureInfo.InvariantCulture, $"{prefix}-{numbers[0]:0000}"), numbers[0]);
    }
}
