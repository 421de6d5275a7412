using Tandem.Management.Records.Fields;
using Tandem.Management.Ui.Tables;

namespace Tandem.Management.AiSystems;

/// <summary>The register as a table: what it shows, sorts, filters and exports.</summary>
internal static class AiSystemsTable
{
    internal static TableDefinition<AiSystem> Definition { get; } = new()
    {
        Name = "ai-systems",
        Title = "AI systems",
        DefaultSort = "key",
        SearchHint = "Search key, name, purpose, owner, unit, application",
        Search = (rows, word) => rows.Where(s => s.SearchText.Contains(word)),
        Filters =
        [
            new("state", "State", [new("", "All states"), .. ChoiceNames.All<LifecycleState>(AiSystemWords.Of)],
                (rows, value) => ChoiceNames.Parse<LifecycleState>(value) is { } state ? rows.Where(s => s.State == state) : rows),
            new("risk", "Risk class", [new("", "All classes"), .. ChoiceNames.All<EuRiskClass>(AiSystemWords.Of)],
                (rows, value) => ChoiceNames.Parse<EuRiskClass>(value) is { } risk ? rows.Where(s => s.RiskClass == risk) : rows),
            new("autonomy", "Autonomy", [new("", "All degrees"), .. ChoiceNames.All<Autonomy>(AiSystemWords.Of)],
                (rows, value) => ChoiceNames.Parse<Autonomy>(value) is { } autonomy ? rows.Where(s => s.Autonomy == autonomy) : rows),
            new("show", "Show", [new("active", "In the register"), new("archived", "Archived"), new("all", "Both")],
                (rows, value) => value switch
                {
                    "active" => rows.Where(s => s.ArchivedAt == null),
                    "archived" => rows.Where(s => s.ArchivedAt != null),
                    _ => rows,
                })
            { Default = "active" },
        ],
        Columns =
        [
            new("key", "Key", s => s.Key) { SortBy = s => s.Number, IsRowHeader = true, Cell = AiSystemCells.Key },
            new("name", "Name", s => s.Name) { SortBy = s => s.Name, Cell = AiSystemCells.Name },
            new("state", "State", s => ChoiceNames.Of(s.State)) { SortBy = s => s.State, Cell = AiSystemCells.State },
            new("riskClass", "Risk class", s => ChoiceNames.Of(s.RiskClass)) { SortBy = s => s.RiskClass, Cell = AiSystemCells.Risk, IsSecondary = true },
            new("owner", "Owner", s => s.OwnerName) { SortBy = s => s.OwnerName, IsSecondary = true, Cell = AiSystemCells.Owner },
            new("unit", "Unit", s => s.Unit) { SortBy = s => s.Unit, IsSecondary = true },
            new("applications", "Gateway binding", s => s.Bindings.Select(b => b.ApplicationId).ToList()) { Cell = AiSystemCells.Bindings },
            new("updatedAt", "Changed", s => s.UpdatedAt) { SortBy = s => s.UpdatedAt, Cell = AiSystemCells.Updated, IsSecondary = true },
            new("purpose", "Purpose", s => s.Purpose) { IsExportOnly = true },
            new("intendedUses", "Intended uses", s => s.IntendedUses) { IsExportOnly = true },
            new("outOfScopeUse", "Out-of-scope use", s => s.OutOfScopeUse) { IsExportOnly = true },
            new("organisationRoles", "Role of the organisation", s => s.OrganisationRoles.Select(ChoiceNames.Of).ToList()) { IsExportOnly = true },
            new("riskClassBasis", "Basis of the risk class", s => s.RiskClassBasis) { IsExportOnly = true },
            new("autonomy", "Autonomy", s => ChoiceNames.Of(s.Autonomy)) { IsExportOnly = true },
            new("humanOversight", "Human oversight", s => s.HumanOversight) { IsExportOnly = true },
            new("affectedParties", "Affected parties", s => s.AffectedParties) { IsExportOnly = true },
            new("tags", "Tags", s => s.Tags) { IsExportOnly = true },
            new("archivedAt", "Archived", s => s.ArchivedAt) { IsExportOnly = true },
            new("version", "Version", s => s.Version) { IsExportOnly = true },
        ],
        Legend = new Dictionary<string, string>
        {
            ["applications"] = "applications bound to the system at the gateway; empty means that the gateway knows no caller of it",
            ["riskClass"] = "class under the EU AI Act; notAssessed means that nobody has decided yet",
        },
    };
}
