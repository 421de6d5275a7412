using Tandem.Management.Frameworks;
using Tandem.Management.Records;
using Tandem.Management.Records.Fields;
using Tandem.Management.Ui;
using Tandem.Management.Ui.Tables;
using Tandem.Management.Ui.Tables.Filters;

namespace Tandem.Management.Evidence;

/// <summary>The register as a table; the day decides what is fresh.</summary>
internal static class EvidenceTable
{
    internal static TableDefinition<EvidenceItem> For(DateOnly today) => new()
    {
        Name = "evidence",
        Title = "Evidence",
        DefaultSort = "key",
        SearchHint = "Search key, title, kind, source, collector, owner",
        ByStandard = (rows, standard) => standard == Standard.Iso27001 ? rows.Where(i => i.IsForIso27001) : rows.Where(i => i.IsForIso42001),
        Filters =
        [
            new EnumFilter<EvidenceItem, EvidenceState>("state", "State", i => i.State, EvidenceWords.Of),
            new ChoiceFilter<EvidenceItem>("freshness", "Freshness", [new("", "Any"), .. ChoiceNames.All<Freshness>(EvidenceWords.Of).Where(choice => choice.Value != ChoiceNames.Of(Freshness.OutsidePeriod))],
                (rows, value) => Fresh(rows, ChoiceNames.Parse<Freshness>(value)!.Value, today)),
            new TextValuesFilter<EvidenceItem>("kind", "Kind", i => i.Kind),
            new EnumFilter<EvidenceItem, EvidenceForm>("form", "Form", i => i.Form, EvidenceWords.Of),
            new EnumFilter<EvidenceItem, EvidenceSensitivity>("sensitivity", "Sensitivity", i => i.Sensitivity, EvidenceWords.Of),
            RecordFilters.Owner<EvidenceItem>(),
            RecordFilters.Changed<EvidenceItem>(),
            RecordFilters.Show<EvidenceItem>(),
        ],
        Columns =
        [
            new("key", "Key", i => i.Key) { SortBy = i => i.Number, IsRowHeader = true, Cell = EvidenceCells.Key },
            new("title", "Title", i => i.Title) { SortBy = i => i.Title, Cell = EvidenceCells.Title },
            new("kind", "Kind", i => i.Kind) { SortBy = i => i.Kind, Cell = EvidenceCells.Kind },
            new("state", "State", i => ChoiceNames.Of(i.State)) { SortBy = i => i.State, Cell = EvidenceCells.State },
            new("freshUntil", "Fresh until", i => DayText.Of(i.FreshUntil)) { SortBy = i => i.FreshOrder, Cell = EvidenceCells.Freshness(today) },
            new("period", "Speaks about", i => EvidenceWords.Period(i.CoversFrom, i.CoversTo)) { IsSecondary = true },
            new("owner", "Owner", i => i.OwnerName) { SortBy = i => i.OwnerName, IsSecondary = true, Cell = EvidenceCells.Owner },
            new("ownKind", "Own kind", i => i.OwnKind) { IsHidden = true },
            new("form", "Form", i => ChoiceNames.Of(i.Form)) { SortBy = i => i.Form, IsHidden = true, Cell = EvidenceCells.Form },
            new("freshness", "Freshness", i => ChoiceNames.Of(FreshnessRules.On(today, i.FreshUntil, i.DueFrom))) { IsHidden = true },
            new("description", "What it shows", i => i.Description) { IsHidden = true },
            new("coversFrom", "Speaks about the time from", i => DayText.Of(i.CoversFrom)) { SortBy = i => i.CoversFrom, IsHidden = true },
            new("coversTo", "Speaks about the time to", i => DayText.Of(i.CoversTo)) { SortBy = i => i.CoversTo, IsHidden = true },
            new("collectedOn", "Collected on", i => DayText.Of(i.CollectedOn)) { SortBy = i => i.CollectedOn, IsHidden = true },
            new("collectedBy", "Collected by", i => i.CollectedByName) { SortBy = i => i.CollectedByName, IsHidden = true },
            new("agent", "Collected by the program", i => i.Agent) { IsHidden = true },
            new("method", "Method", i => i.Method) { IsHidden = true },
            new("sourceSystem", "System", i => i.SourceSystem) { SortBy = i => i.SourceSystem, IsHidden = true },
            new("sensitivity", "Sensitivity", i => ChoiceNames.Of(i.Sensitivity)) { IsHidden = true },
            new("freshDays", "Days fresh", i => i.FreshDays) { IsHidden = true, IsNumeric = true },
            new("standards", "Standards", i => i.Standards.Select(s => s.Prefix()).ToList()) { IsHidden = true },
            new("revision", "Newest revision", i => i.Revision) { IsHidden = true, IsNumeric = true },
            new("receivedAt", "Received", i => i.ReceivedAt) { SortBy = i => i.ReceivedAt, IsHidden = true },
            new("fileName", "File", i => i.FileName) { IsHidden = true },
            new("fileHash", "SHA-256", i => i.FileHash) { IsHidden = true },
            new("acceptedRevision", "Accepted revision", i => i.AcceptedRevision) { IsHidden = true, IsNumeric = true },
            new("acceptedByName", "Accepted by", i => i.AcceptedByName) { IsHidden = true },
            new("updatedAt", "Changed", i => i.UpdatedAt) { SortBy = i => i.UpdatedAt, IsHidden = true, Cell = EvidenceCells.Updated },
            new("tags", "Tags", i => i.Tags) { IsHidden = true },
            new("archivedAt", "Archived", i => i.ArchivedAt) { IsHidden = true },
            new("version", "Version", i => i.Version) { IsHidden = true },
        ],
        Legend = new Dictionary<string, string>
        {
            ["freshUntil"] = "the last day on which it is fresh, counted from the earliest of the end of the time it speaks about, the day of collection and the day of receipt; empty while nothing has come",
            ["receivedAt"] = "when the newest revision came, by the server's clock",
            ["kind"] = "identifier of a kind of the catalogue; empty for one of the organisation's own, which ownKind names",
        },
    };

    private static IQueryable<EvidenceItem> Fresh(IQueryable<EvidenceItem> rows, Freshness freshness, DateOnly today) => freshness switch
    {
        Freshness.Fresh => rows.Where(i => i.FreshUntil >= today && i.DueFrom > today),
        Freshness.DueSoon => rows.Where(i => i.FreshUntil >= today && i.DueFrom <= today),
        Freshness.Stale => rows.Where(i => i.FreshUntil < today),
        _ => rows.Where(i => i.FreshUntil == null),
    };
}
