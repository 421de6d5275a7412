using System.Globalization;
using Tandem.Management.Ui.Tables;
using Tandem.Management.Ui.Tables.Filters;

namespace Tandem.Management.Frameworks.External;

internal static class ProvisionTable
{
    internal static TableDefinition<ProvisionRow> Of(ExternalFramework framework, IReadOnlyCollection<ProvisionRow> rows, FrameworkCatalogue catalogue) => new()
    {
        Name = framework.Id,
        Title = $"Provisions of {framework.ShortName}",
        DefaultSort = "ref",
        SearchHint = "Search number, title or requirement",
        Search = (all, word) => all.Where(r => Text(r).Contains(word, StringComparison.OrdinalIgnoreCase)),
        ByStandard = (all, standard) => all.Where(r => r.Links.Any(link => link.Target.Id.Standard == standard)),
        Columns =
        [
            new("id", "Identifier", r => r.Provision.Id) { IsHidden = true },
            new("ref", "Number", r => r.Provision.Ref) { IsRowHeader = true, SortBy = r => r.Provision.Order, Cell = FrameworkCells.Ref },
            new("title", "Title", r => r.Provision.Title) { SortBy = r => r.Provision.Title },
            new("summary", "In our words", r => r.Provision.Summary) { IsHidden = rows.All(r => r.Provision.Summary.Length == 0) },
            new("part", "Part", r => r.Provision.Part) { IsHidden = rows.All(r => r.Provision.Part.Length == 0), SortBy = r => r.Provision.Part },
            new("concerns", "Concerns", r => r.Provision.Concerns) { IsHidden = rows.All(r => r.Provision.Concerns.Count == 0), IsSecondary = true },
            new("appliesFrom", "Applies from", r => r.Provision.AppliesFrom?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture))
            {
                IsHidden = rows.All(r => r.Provision.AppliesFrom is null),
                SortBy = r => r.Provision.AppliesFrom,
            },
            new("support", "Strongest support", r => r.Strongest is { } support ? Supports.Words(support) : null) { IsHidden = true, SortBy = r => r.Strongest },
            new("requirements", "Leads to", r => r.Links.Select(link => $"{link.Target.Id} ({Supports.Words(link.Support)})").ToList()) { Cell = FrameworkCells.Links },
            new("notes", "Notes", r => r.Links.Where(link => link.Note.Length > 0).Select(link => $"{link.Target.Id}: {link.Note}").ToList()) { IsHidden = true },
        ],
        Filters = Filters(rows),
        Legend = new Dictionary<string, string>
        {
            ["requirements"] = "strong: work for the requirement largely serves the provision; partial: it helps, but more is needed; weak: it only touches it",
            ["status"] = catalogue.CrosswalkNotice,
            ["titles"] = FrameworkCatalogue.TitlesNotice,
        },
    };

    private static List<TableFilter<ProvisionRow>> Filters(IReadOnlyCollection<ProvisionRow> rows)
    {
        var filters = new List<TableFilter<ProvisionRow>> { new EnumFilter<ProvisionRow, Support>("support", "Strongest support", r => r.Strongest, Supports.Words) };
        if (rows.Any(r => r.Provision.Part.Length > 0))
            filters.Add(new TextValuesFilter<ProvisionRow>("part", "Part", r => r.Provision.Part));
        if (rows.Any(r => r.Provision.AppliesFrom is not null))
            filters.Add(new TextValuesFilter<ProvisionRow>("appliesFrom", "Applies from", r => Day(r.Provision.AppliesFrom)));
        return filters;
    }

    private static string Day(DateOnly? day) => day?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) ?? "";

    private static string Text(ProvisionRow r) => $"{r.Provision.Id} {r.Provision.Title} {r.Provision.Summary} {string.Join(' ', r.Links.Select(link => link.Target.Id))}";
}
