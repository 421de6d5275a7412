using Tandem.Management.Ui.Tables;
using Tandem.Management.Ui.Tables.Filters;

namespace Tandem.Management.Access.Sessions;

/// <summary>The sessions of one person as a table: live ones unless the address asks for others.</summary>
internal static class SessionsTable
{
    private const string Live = "live";

    /// <param name="own">The session that looks at them.</param>
    /// <param name="now">What is live is said for this time.</param>
    /// <param name="idleLimit">Time without use after which a session is over.</param>
    internal static TableDefinition<Session> Definition(Guid? own, DateTimeOffset now, TimeSpan idleLimit)
    {
        var lastUse = now - idleLimit;
        return new()
        {
            Name = "sessions",
            Title = "Your sessions",
            DefaultSort = "lastSeenAt",
            IsDefaultDescending = true,
            UniqueBy = s => s.Id,
            Filters =
            [
                new ChoiceFilter<Session>("state", "State", [new(Live, "Live"), new("ended", "Ended"), new("all", "All")], (rows, value) => value switch
                {
                    Live => rows.Where(s => s.EndedAt == null && s.EndsAt > now && s.LastSeenAt > lastUse),
                    "ended" => rows.Where(s => s.EndedAt != null || s.EndsAt <= now || s.LastSeenAt <= lastUse),
                    _ => rows,
                }),
            ],
            Columns =
            [
                new("seenWith", "Browser", s => s.SeenWith) { SortBy = s => s.SeenWith, IsRowHeader = true, Cell = SessionCells.Browser(own) },
                new("seenFrom", "Network", s => s.SeenFrom) { SortBy = s => s.SeenFrom, Cell = SessionCells.Network },
                new("method", "Signed in by", s => s.Method) { SortBy = s => s.Method },
                new("startedAt", "Since", s => s.StartedAt) { SortBy = s => s.StartedAt },
                new("lastSeenAt", "Last used", s => s.LastSeenAt) { SortBy = s => s.LastSeenAt },
                new("endsAt", "Ends at the latest", s => s.EndsAt) { SortBy = s => s.EndsAt, IsSecondary = true },
                new("endedAt", "Ended", s => s.EndedAt) { IsHidden = true },
                new("endedBecause", "Why it ended", s => s.EndedBecause) { IsHidden = true },
                new("id", "Session", s => s.Id.ToString()) { Cell = SessionCells.End(own) },
            ],
            Legend = new Dictionary<string, string>
            {
                ["seenFrom"] = "network of the address that the session began from, IPv4 /24 or IPv6 /48; forgotten 90 days after its end",
                ["lastSeenAt"] = "to the minute",
            },
        };
    }
}
