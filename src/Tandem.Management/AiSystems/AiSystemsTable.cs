using Tandem.Management.Records;
using Tandem.Management.Records.Fields;
using Tandem.Management.Ui.Tables;
using Tandem.Management.Ui.Tables.Filters;

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
        Filters =
        [
            new EnumFilter<AiSystem, LifecycleState>("state", "State", s => s.State, AiSystemWords.Of),
            new EnumFilter<AiSystem, EuRiskClass>("riskClass", "Risk class", s => s.RiskClass, AiSystemWords.Of),
            new EnumFilter<AiSystem, Autonomy>("autonomy", "Autonomy", s => s.Autonomy, AiSystemWords.Of),
            RecordFilters.Owner<AiSystem>(),
            new TextValuesFilter<AiSystem>("unit", "Unit", s => s.Unit),
            new FlagFilter<AiSystem>("humanOversight", "Human oversight", s => s.HumanOversight != "", "stated", "not stated"),
            RecordFilters.Changed<AiSystem>(),
            RecordFilters.Show<AiSystem>(),
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
            new("purpose", "Purpose", s => s.Purpose) { IsHidden = true },
            new("intendedUses", "Intended uses", s => s.IntendedUses) { IsHidden = true },
            new("outOfScopeUse", "Out-of-scope use", s => s.OutOfScopeUse) { IsHidden = true },
            new("organisationRoles", "Role of the organisation", s => s.OrganisationRoles.Select(ChoiceNames.Of).ToList()) { IsHidden = true },
            new("riskClassBasis", "Basis of the risk class", s => s.RiskClassBasis) { IsHidden = true },
            new("autonomy", "Autonomy", s => ChoiceNames.Of(s.Autonomy)) { IsHidden = true },
            new("humanOversight", "Human oversight", s => s.HumanOversight) { IsHidden = true },
            new("affectedParties", "Affected parties", s => s.AffectedParties) { IsHidden = true },
            new("tags", "Tags", s => s.Tags) { IsHidden = true },
            new("archivedAt", "Archived", s => s.ArchivedAt) { IsHidden = true },
            new("version", "Version", s => s.Version) { IsHidden = true },
        ],
        Legend = new Dictionary<string, string>
        {
            ["applications"] = "applications bound to the system at the gateway; empty means that the gateway knows no caller of it",
            ["riskClass"] = "class under the EU AI Act; notAssessed means that nobody has decided yet",
        },
    };
}
