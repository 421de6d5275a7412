using Tandem.Management.Frameworks;
using Tandem.Management.Records;
using Tandem.Management.Records.Fields;
using Tandem.Management.Ui;
using Tandem.Management.Ui.Tables;
using Tandem.Management.Ui.Tables.Filters;

namespace Tandem.Management.Context;

/// <summary>The register as a table; the day decides which reviews are overdue.</summary>
internal static class ContextIssuesTable
{
    internal static TableDefinition<ContextIssue> For(DateOnly today) => new()
    {
        Name = "context-issues",
        Title = "Context issues",
        DefaultSort = "key",
        SearchHint = "Search key, title, description, effect, climate reason, owner",
        ByStandard = (rows, standard) => Of(rows, standard),
        Filters =
        [
            new EnumFilter<ContextIssue, ContextIssueState>("state", "State", i => i.State, ContextIssueWords.Of),
            new EnumFilter<ContextIssue, ContextKind>("kind", "Kind", i => i.Kind, ContextIssueWords.Of),
            new EnumFilter<ContextIssue, ContextCategory>("category", "Category", i => i.Category, ContextIssueWords.Of),
            new EnumFilter<ContextIssue, ConcernedStandards>("standards", "Concerns", i => i.Standards, ContextIssueWords.Of),
            new EnumFilter<ContextIssue, ClimateRelevance>("climateRelevance", "Climate relevance", i => i.ClimateRelevance, ContextIssueWords.Of),
            new ChoiceFilter<ContextIssue>("review", "Review", [new("", "Any day"), new("overdue", "Overdue"), new("soon", "In the next 30 days"), new("none", "No day")], (rows, value) => Review(rows, value, today)),
            RecordFilters.Owner<ContextIssue>(),
            RecordFilters.Changed<ContextIssue>(),
            RecordFilters.Show<ContextIssue>(),
        ],
        Columns =
        [
            new("key", "Key", i => i.Key) { SortBy = i => i.Number, IsRowHeader = true, Cell = ContextIssueCells.Key },
            new("title", "Title", i => i.Title) { SortBy = i => i.Title, Cell = ContextIssueCells.Title },
            new("kind", "Kind", i => ChoiceNames.Of(i.Kind)) { SortBy = i => i.Kind, Cell = ContextIssueCells.Kind, IsSecondary = true },
            new("category", "Category", i => ChoiceNames.Of(i.Category)) { SortBy = i => i.Category, Cell = ContextIssueCells.Category, IsSecondary = true },
            new("climateRelevance", "Climate relevance", i => ChoiceNames.Of(i.ClimateRelevance)) { SortBy = i => i.ClimateRelevance, Cell = ContextIssueCells.Climate, IsSecondary = true },
            new("state", "State", i => ChoiceNames.Of(i.State)) { SortBy = i => i.State, Cell = ContextIssueCells.State },
            new("nextReview", "Next review", i => DayText.Of(i.NextReview)) { SortBy = i => i.NextReview, Cell = ContextIssueCells.Review(today) },
            new("owner", "Owner", i => i.OwnerName) { SortBy = i => i.OwnerName, IsSecondary = true, Cell = ContextIssueCells.Owner },
            new("standards", "Concerns", i => ChoiceNames.Of(i.Standards)) { SortBy = i => i.Standards, Cell = ContextIssueCells.Standards, IsHidden = true },
            new("description", "Description", i => i.Description) { IsHidden = true },
            new("effect", "Effect", i => i.Effect) { IsHidden = true },
            new("climateReason", "Reason of the climate relevance", i => i.ClimateReason) { IsHidden = true },
            new("reviewedOn", "Reviewed on", i => DayText.Of(i.ReviewedOn)) { SortBy = i => i.ReviewedOn, IsHidden = true },
            new("updatedAt", "Changed", i => i.UpdatedAt) { SortBy = i => i.UpdatedAt, IsHidden = true, Cell = ContextIssueCells.Updated },
            new("tags", "Tags", i => i.Tags) { IsHidden = true },
            new("archivedAt", "Archived", i => i.ArchivedAt) { IsHidden = true },
            new("version", "Version", i => i.Version) { IsHidden = true },
        ],
        Legend = new Dictionary<string, string>
        {
            ["effect"] = "what the issue does to the intended outcomes of the management system",
            ["climateRelevance"] = "whether climate change makes the issue relevant; notAssessed means that nobody has judged yet",
            ["nextReview"] = "an issue that is no longer current is not reviewed any more",
        },
    };

    private static IQueryable<ContextIssue> Of(IQueryable<ContextIssue> rows, Standard standard)
    {
        var other = standard == Standard.Iso27001 ? ConcernedStandards.Iso42001 : ConcernedStandards.Iso27001;
        return rows.Where(i => i.Standards != other);
    }

    private static IQueryable<ContextIssue> Review(IQueryable<ContextIssue> rows, string value, DateOnly today)
    {
        var soon = today.AddDays(ContextIssueLimits.SoonDays);
        var reviewed = rows.Where(i => i.State != ContextIssueState.NoLongerCurrent);
        return value switch
        {
            "overdue" => reviewed.Where(i => i.NextReview < today),
            "soon" => reviewed.Where(i => i.NextReview >= today && i.NextReview <= soon),
            _ => reviewed.Where(i => i.NextReview == null),
        };
    }
}
