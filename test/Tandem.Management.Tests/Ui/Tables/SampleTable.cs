using Tandem.Management.Access;
using Tandem.Management.Access.Sessions;
using Tandem.Management.AiSystems;
using Tandem.Management.Database;
using Tandem.Management.History;
using Tandem.Management.Ui.Tables;
using Tandem.Management.Ui.Tables.Filters;

namespace Tandem.Management.Tests.Ui.Tables;

/// <summary>Two tables with every kind of value that rows are ordered by: texts, enumerations, times and numbers, with equal ones and missing ones.</summary>
internal static class SampleTable
{
    private static readonly DateTimeOffset Start = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);

    internal static TableDefinition<AiSystem> Systems { get; } = new()
    {
        Name = "systems",
        Title = "Systems",
        DefaultSort = "key",
        Search = (rows, word) => rows.Where(s => s.SearchText.Contains(word)),
        Filters =
        [
            new EnumFilter<AiSystem, LifecycleState>("state", "State", s => s.State, AiSystemWords.Of),
            new TextValuesFilter<AiSystem>("owner", "Owner", s => s.OwnerName),
            new FlagFilter<AiSystem>("oversight", "Oversight", s => s.HumanOversight != "", "stated", "not stated"),
            new DayFilter<AiSystem>("archivedAt", "Archived", s => s.ArchivedAt),
        ],
        Columns =
        [
            new("key", "Key", s => s.Key) { SortBy = s => s.Number, IsRowHeader = true },
            new("owner", "Owner", s => s.OwnerName) { SortBy = s => s.OwnerName },
            new("state", "State", s => s.State.ToString()) { SortBy = s => s.State },
            new("updatedAt", "Changed", s => s.UpdatedAt) { SortBy = s => s.UpdatedAt },
            new("archivedAt", "Archived", s => s.ArchivedAt) { SortBy = s => s.ArchivedAt },
            new("oversight", "Oversight", s => s.HumanOversight != "") { SortBy = s => s.HumanOversight != "" },
        ],
    };

    internal static TableDefinition<ChangeEvent> Changes { get; } = new()
    {
        Name = "changes",
        Title = "Changes",
        DefaultSort = "number",
        Filters = [new TextValuesFilter<ChangeEvent>("reason", "Reason", e => e.Reason)],
        Columns =
        [
            new("number", "Number", e => e.Number) { SortBy = e => e.Number, IsRowHeader = true },
            new("reason", "Reason", e => e.Reason) { SortBy = e => e.Reason },
            new("ledgerIndex", "Index", e => e.LedgerIndex) { SortBy = e => e.LedgerIndex },
            new("version", "Version", e => e.RecordVersion) { SortBy = e => e.RecordVersion },
        ],
    };

    /// <summary>What names the row is not unique here; an identifier is.</summary>
    internal static TableDefinition<Session> Sessions { get; } = new()
    {
        Name = "sessions",
        Title = "Sessions",
        DefaultSort = "seenWith",
        UniqueBy = session => session.Id,
        Columns =
        [
            new("seenWith", "Browser", session => session.SeenWith) { SortBy = session => session.SeenWith, IsRowHeader = true },
            new("endedBecause", "Why", session => session.EndedBecause) { SortBy = session => session.EndedBecause },
        ],
    };

    private static readonly string[] Owners = ["", "Mari", "mari", "Ö. Šmit", "李伟", "~tilde", "O'Neill"];

    /// <summary>The same number always gives the same system.</summary>
    internal static AiSystem System(int number) => new()
    {
        Id = new AiSystemId(Guid.CreateVersion7(Start.AddSeconds(number))),
        Key = $"AIS-{number:0000}",
        Number = number,
        OwnerName = Owners[number * 5 % Owners.Length],
        State = (LifecycleState)(number * 3 % 8),
        HumanOversight = number % 3 == 0 ? "" : "the head of claims",
        SearchText = $"ais-{number:0000}",
        CreatedAt = Start,
        CreatedBy = "test",
        UpdatedAt = Start.AddTicks(number % 4 * 12_345_670L),
        UpdatedBy = "test",
        ArchivedAt = number % 2 == 0 ? null : Start.AddDays(number % 5),
        Version = 1,
    };

    internal static ChangeEvent Change(int number) => new()
    {
        At = Start,
        ActorId = "a",
        ActorName = "Ada",
        RecordType = "ai-system",
        RecordKey = $"AIS-{number:0000}",
        RecordVersion = number % 3,
        Action = ChangeAction.Changed,
        Fields = "{}",
        Reason = (number % 4) switch { 0 => null, 1 => "", 2 => "new law", _ => "new owner" },
        RequestId = "r",
        Salt = "s",
        LedgerIndex = number % 3 == 0 ? null : number * 7 % 11,
    };

    internal static Account Account { get; } = new() { Id = Guid.CreateVersion7(Start), UserName = "ada", DisplayName = "Ada" };

    internal static Session Session(int number) => new()
    {
        Id = Guid.CreateVersion7(Start.AddSeconds(number * 7919 % 1000)),
        AccountId = Account.Id,
        TokenHash = $"{number}",
        Method = "password",
        StartedAt = Start,
        LastSeenAt = Start,
        EndsAt = Start,
        SeenWith = number % 2 == 0 ? "Firefox" : "",
        SeenFrom = "",
        EndedBecause = number % 3 == 0 ? null : "signed out",
    };

    internal static async Task FillAsync(TandemDbContext db, int rows, int from = 1)
    {
        db.AddRange(Enumerable.Range(from, rows).Select(System));
        db.AddRange(Enumerable.Range(from, rows).Select(Change));
        await db.SaveChangesAsync(TestContext.Current.CancellationToken);
        db.ChangeTracker.Clear();
    }
}
