using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Tandem.Management.Database;

namespace Tandem.Management.History;

/// <summary>How many changes each of the last days saw. Days that are over are counted once: with millions of changes the home page asks for the day that runs.</summary>
internal sealed class DailyChanges(DatabaseEngine engine, TimeProvider time)
{
    internal const int Days = 30;

    // A save that began before midnight may end after it.
    private static readonly TimeSpan Settled = TimeSpan.FromMinutes(10);

    private readonly Lock _lock = new();
    private readonly Dictionary<DateOnly, long> _over = [];

    internal sealed record DayCount(string Day, long Count);

    /// <summary>UTC days with their changes, oldest first, today last.</summary>
    internal async Task<IReadOnlyList<(DateOnly Day, long Count)>> ReadAsync(TandemDbContext db, CancellationToken cancellation)
    {
        var now = time.GetUtcNow();
        var today = DateOnly.FromDateTime(now.UtcDateTime);
        var days = Enumerable.Range(0, Days).Select(back => today.AddDays(back + 1 - Days)).ToList();
        var counts = Known(days);
        var missing = days.Find(day => !counts.ContainsKey(day));
        foreach (var row in await CountAsync(db, missing.ToDateTime(TimeOnly.MinValue, DateTimeKind.Utc), cancellation))
            counts[DateOnly.ParseExact(row.Day, "yyyy-MM-dd", CultureInfo.InvariantCulture)] = row.Count;
        Keep(days.Where(day => now - Settled >= new DateTimeOffset(day.AddDays(1), TimeOnly.MinValue, TimeSpan.Zero)), counts);
        return days.ConvertAll(day => (day, counts.GetValueOrDefault(day)));
    }

    private Dictionary<DateOnly, long> Known(List<DateOnly> days)
    {
        lock (_lock)
            return days.Where(_over.ContainsKey).ToDictionary(day => day, day => _over[day]);
    }

    private void Keep(IEnumerable<DateOnly> over, Dictionary<DateOnly, long> counts)
    {
        lock (_lock)
        {
            foreach (var day in over)
                _over[day] = counts.GetValueOrDefault(day);
        }
    }

    // The day of an instant: no function that both engines have gives it.
    private Task<List<DayCount>> CountAsync(TandemDbContext db, DateTime from, CancellationToken cancellation) => (engine.IsSqlite
        ? db.Database.SqlQuery<DayCount>($"select substr(at, 1, 10) as day, count(*) as count from change_events where at >= {from} group by 1")
        : db.Database.SqlQuery<DayCount>($"select to_char(at at time zone 'UTC', 'YYYY-MM-DD') as day, count(*) as count from change_events where at >= {from} group by 1"))
        .ToListAsync(cancellation);
}
