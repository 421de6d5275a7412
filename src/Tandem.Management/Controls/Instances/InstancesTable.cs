using Microsoft.Extensions.DependencyInjection;
using Tandem.Management.Frameworks;
using Tandem.Management.Records;
using Tandem.Management.Records.Fields;
using Tandem.Management.Ui;
using Tandem.Management.Ui.Tables;
using Tandem.Management.Ui.Tables.Filters;

namespace Tandem.Management.Controls.Instances;

/// <summary>The register as a table; the day decides whose review is overdue.</summary>
internal static class InstancesTable
{
    internal static DateOnly Today(IServiceProvider services) => DateOnly.FromDateTime(services.GetRequiredService<TimeProvider>().GetUtcNow().UtcDateTime);

    internal static TableDefinition<ControlInstance> For(DateOnly today) => new()
    {
        Name = "control-instances",
        Title = "Controls in place",
        DefaultSort = "key",
        SearchHint = "Search key, title, control, AI system, method, owner",
        Filters =
        [
            new EnumFilter<ControlInstance, InstanceStatus>("status", "Status", i => i.Status, InstanceWords.Of),
            new FlagFilter<ControlInstance>("place", "Where", i => i.AiSystem != "", "an AI system", "the organisation"),
            new TextFilter<ControlInstance>("control", "Control", (rows, value) => rows.Where(i => i.Control == value)),
            new TextFilter<ControlInstance>("aiSystem", "AI system", (rows, value) => rows.Where(i => i.AiSystem == value)),
            new ChoiceFilter<ControlInstance>("review", "Review", [new("", "Any day"), new("overdue", "Overdue")], (rows, _) => rows.Where(i => i.NextReview < today)),
            RecordFilters.Owner<ControlInstance>(),
            RecordFilters.Show<ControlInstance>(),
        ],
        Columns =
        [
            new("key", "Key", i => i.Key) { SortBy = i => i.Number, IsRowHeader = true, Cell = InstanceCells.Key },
            new("title", "Title", i => i.Title) { SortBy = i => i.Title, Cell = InstanceCells.Title },
            new("status", "Status", i => ChoiceNames.Of(i.Status)) { SortBy = i => i.Status, Cell = InstanceCells.Status },
            new("control", "Control", i => i.Control) { SortBy = i => i.Control, Cell = InstanceCells.Control, IsSecondary = true },
            new("aiSystem", "AI system", i => i.AiSystem) { SortBy = i => i.AiSystem, Cell = InstanceCells.AiSystem, IsSecondary = true },
            new("nextReview", "Next review", i => DayText.Of(i.NextReview)) { SortBy = i => i.NextReview, Cell = InstanceCells.Review(today) },
            new("owner", "Owner", i => i.OwnerName) { SortBy = i => i.OwnerName, Cell = InstanceCells.Owner, IsSecondary = true },
            new("updatedAt", "Changed", i => i.UpdatedAt) { SortBy = i => i.UpdatedAt, Cell = InstanceCells.Updated, IsSecondary = true },
            new("standards", "Counts for", i => i.Standards.Select(s => s.Prefix()).ToList()) { IsHidden = true },
            new("implementedOn", "In place since", i => DayText.Of(i.ImplementedOn)) { SortBy = i => i.ImplementedOn, IsHidden = true },
            new("method", "Method", i => i.Method) { IsHidden = true },
            new("deviations", "Deviations", i => i.Deviations) { IsHidden = true },
            new("tags", "Tags", i => i.Tags) { IsHidden = true },
            new("archivedAt", "Archived", i => i.ArchivedAt) { IsHidden = true },
            new("version", "Version", i => i.Version) { IsHidden = true },
        ],
        Legend = new Dictionary<string, string>
        {
            ["aiSystem"] = "empty means that it is put in place for the organisation as a whole",
            ["standards"] = "empty means that it counts for both standards",
        },
    };
}
