using Tandem.Management.Frameworks;
using Tandem.Management.Records;
using Tandem.Management.Records.Fields;
using Tandem.Management.Ui;
using Tandem.Management.Ui.Tables;
using Tandem.Management.Ui.Tables.Filters;

namespace Tandem.Management.Obligations;

/// <summary>The register as a table; the day decides which reviews are overdue.</summary>
internal static class ObligationsTable
{
    internal static TableDefinition<Obligation> For(DateOnly today) => new()
    {
        Name = "obligations",
        Title = "Obligations",
        DefaultSort = "key",
        SearchHint = "Search key, title, source, party, what it asks, how it is met, owner",
        ByStandard = (rows, standard) => Of(rows, standard),
        Filters =
        [
            new EnumFilter<Obligation, ObligationState>("state", "State", o => o.State, ObligationWords.Of),
            new EnumFilter<Obligation, ObligationKind>("kind", "Kind", o => o.Kind, ObligationWords.Of),
            new EnumFilter<Obligation, Compliance>("compliance", "Compliance", o => o.Compliance, ObligationWords.Of),
            new EnumFilter<Obligation, ObligationArea>("area", "Concerns", o => o.Area, ObligationWords.Of),
            new ChoiceFilter<Obligation>("review", "Review", [new("", "Any day"), new("overdue", "Overdue"), new("soon", "In the next 30 days"), new("none", "No day")], (rows, value) => Review(rows, value, today)),
            new TextValuesFilter<Obligation>("party", "Party", o => o.Party),
            RecordFilters.Owner<Obligation>(),
            RecordFilters.Changed<Obligation>(),
            RecordFilters.Show<Obligation>(),
        ],
        Columns =
        [
            new("key", "Key", o => o.Key) { SortBy = o => o.Number, IsRowHeader = true, Cell = ObligationCells.Key },
            new("title", "Title", o => o.Title) { SortBy = o => o.Title, Cell = ObligationCells.Title },
            new("source", "Source", o => o.Source) { SortBy = o => o.Source, IsSecondary = true },
            new("kind", "Kind", o => ChoiceNames.Of(o.Kind)) { SortBy = o => o.Kind, Cell = ObligationCells.Kind, IsSecondary = true },
            new("state", "State", o => ChoiceNames.Of(o.State)) { SortBy = o => o.State, Cell = ObligationCells.State },
            new("compliance", "Compliance", o => ChoiceNames.Of(o.Compliance)) { SortBy = o => o.Compliance, Cell = ObligationCells.Compliance },
            new("reviewDue", "Review due", o => DayText.Of(o.ReviewDue)) { SortBy = o => o.ReviewDue, Cell = ObligationCells.Review(today) },
            new("owner", "Owner", o => o.OwnerName) { SortBy = o => o.OwnerName, IsSecondary = true, Cell = ObligationCells.Owner },
            new("area", "Concerns", o => ChoiceNames.Of(o.Area)) { SortBy = o => o.Area, Cell = ObligationCells.Area, IsHidden = true },
            new("party", "Party", o => o.Party) { SortBy = o => o.Party, IsHidden = true },
            new("asks", "What it asks", o => o.Asks) { IsHidden = true },
            new("howMet", "How it is met", o => o.HowMet) { IsHidden = true },
            new("appliesSince", "Applies since", o => DayText.Of(o.AppliesSince)) { SortBy = o => o.AppliesSince, IsHidden = true },
            new("appliesUntil", "Applies until", o => DayText.Of(o.AppliesUntil)) { SortBy = o => o.AppliesUntil, IsHidden = true },
            new("judgedOn", "Judged on", o => DayText.Of(o.JudgedOn)) { SortBy = o => o.JudgedOn, IsHidden = true },
            new("endReason", "Reason of the end", o => o.EndReason) { IsHidden = true },
            new("updatedAt", "Changed", o => o.UpdatedAt) { SortBy = o => o.UpdatedAt, IsHidden = true, Cell = ObligationCells.Updated },
            new("tags", "Tags", o => o.Tags) { IsHidden = true },
            new("archivedAt", "Archived", o => o.ArchivedAt) { IsHidden = true },
            new("version", "Version", o => o.Version) { IsHidden = true },
        ],
        Legend = new Dictionary<string, string>
        {
            ["source"] = "the instrument and the place in it",
            ["compliance"] = "as judged on the day in judgedOn; notJudged means that nobody has judged yet",
            ["appliesUntil"] = "the last day on which it applies; empty when none is known",
        },
    };

    private static IQueryable<Obligation> Of(IQueryable<Obligation> rows, Standard standard)
    {
        var other = standard == Standard.Iso27001 ? ObligationArea.Ai : ObligationArea.InformationSecurity;
        return rows.Where(o => o.Area != other);
    }

    // What has ended is not reviewed any more.
    private static IQueryable<Obligation> Review(IQueryable<Obligation> rows, string value, DateOnly today)
    {
        var soon = today.AddDays(ObligationLimits.SoonDays);
        var reviewed = rows.Where(o => o.State != ObligationState.Ended);
        return value switch
        {
            "overdue" => reviewed.Where(o => o.ReviewDue < today),
            "soon" => reviewed.Where(o => o.ReviewDue >= today && o.ReviewDue <= soon),
            _ => reviewed.Where(o => o.ReviewDue == null),
        };
    }
}
