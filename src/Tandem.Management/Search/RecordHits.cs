using Microsoft.AspNetCore.WebUtilities;
using Tandem.Management.Database;
using Tandem.Management.Records;
using Tandem.Management.Ui;

namespace Tandem.Management.Search;

/// <summary>Records of every register: the one with exactly this key, archived or not; else the newest in use that hold every word.</summary>
/// <remarks>One statement for each register, of a bounded number of rows.</remarks>
internal sealed class RecordHits(TandemDbContext db, Registers registers, IEnumerable<RailEntry> rail) : ISearchSource
{
    public int Order => 30;

    public async Task<IReadOnlyList<SearchGroup>> FindAsync(SearchText text, CancellationToken cancellation)
    {
        if (text.IsEmpty)
            return [];
        if (RecordKey.Read(text.Text) is { } key && registers.FindByKey(key) is { } meant)
        {
            if (await meant.FindAsync(db, key, cancellation) is { } record)
                return [new(meant.Plural, [Hit(meant, meant.Summarise(record))])];
        }
        var groups = new List<SearchGroup>();
        foreach (var register in registers.All.OrderBy(PlaceInRail))
        {
            var found = await register.SearchAsync(db, text.Words, SearchGroup.Most + 1, cancellation);
            var more = found.Count > SearchGroup.Most ? QueryHelpers.AddQueryString(register.Path, "q", text.Text) : null;
            groups.Add(new(register.Plural, found.Take(SearchGroup.Most).Select(summary => Hit(register, summary)).ToList(), more));
        }
        return groups;
    }

    // As the rail, so that people find things in the order they know.
    private (RailGroup Group, int Order) PlaceInRail(Register register) =>
        rail.FirstOrDefault(entry => entry.Path == register.Path) is { } entry ? (entry.Group, entry.Order) : (RailGroup.Settings, int.MaxValue);

    private static SearchHit Hit(Register register, RecordSummary summary) => new(summary.Type, summary.Key, summary.Title, register.Icon, summary.Path)
    {
        State = summary.State,
        Tone = summary.Tone,
        Note = summary.OwnerName,
        IsArchived = summary.IsArchived,
    };
}
