using Microsoft.Extensions.DependencyInjection;
using Tandem.Management.People;
using Tandem.Management.Records;
using Tandem.Management.Records.Fields;

namespace Tandem.Management.AiSystems;

/// <summary>The register of AI systems: fields, rules and what follows a change.</summary>
internal static class AiSystemRegister
{
    private const string Identity = "What it is";
    private const string Answering = "Who answers for it";
    private const string Acting = "How it acts";
    private const string Gateway = "Gateway bindings";

    internal static RecordDefinition<AiSystem> Definition { get; } = new()
    {
        Type = AiSystem.Type,
        KeyPrefix = "AIS",
        Path = "/ai-systems",
        Singular = "AI system",
        Plural = "AI systems",
        Icon = "robot",
        Lead = "Every AI system the organisation provides, develops or uses, with who answers for it and how it reaches the gateway.",
        Title = system => system.Name,
        State = system => (AiSystemWords.Of(system.State), Lifecycle.Tone(system.State)),
        SearchWords = system => [system.Name, system.Purpose, system.Unit, .. system.IntendedUses, .. system.AffectedParties, .. system.Bindings.Select(b => b.ApplicationId)],
        Create = start => new AiSystem
        {
            Id = new AiSystemId(start.Id),
            Key = start.Key,
            Number = start.Number,
            CreatedAt = start.At,
            CreatedBy = start.By,
            UpdatedAt = start.At,
            UpdatedBy = start.By,
        },
        Workflow = Lifecycle.Workflow,
        Check = AiSystemRules.CheckAsync,
        CheckRestored = AiSystemRules.CheckBindingsAsync,
        AfterSave = services => services.GetRequiredService<InventoryExport>().WriteSoon(),
        Table = AiSystemsTable.Definition,
        Fields =
        [
            new TextRecordField<AiSystem>("name", "Name", s => s.Name, (s, v) => s.Name = v, AiSystemLimits.Name) { Section = Identity, IsRequired = true, IsWide = true, IsBulkEditable = false },
            new TextRecordField<AiSystem>("purpose", "Purpose", s => s.Purpose, (s, v) => s.Purpose = v, AiSystemLimits.Text)
            {
                Section = Identity, IsRequired = true, IsWide = true, IsLong = true, Help = "What it is for, in one or two sentences.",
            },
            Lines("intendedUses", "Intended uses", s => s.IntendedUses, (s, v) => s.IntendedUses = v, "One per line. A line that equals the purpose of a gateway route, such as claims-summary, permits that use."),
            new TextRecordField<AiSystem>("outOfScopeUse", "Out-of-scope use", s => s.OutOfScopeUse, (s, v) => s.OutOfScopeUse = v, AiSystemLimits.Text)
            {
                Section = Identity, IsWide = true, IsLong = true, Help = "What it must not be used for.",
            },
            Lines("affectedParties", "Affected parties", s => s.AffectedParties, (s, v) => s.AffectedParties = v, "One per line: who may be helped or harmed by it."),
            new PersonRecordField<AiSystem>("owner", "Owner", s => s.Owner, s => s.OwnerName) { Section = Answering, IsRequired = true },
            new TextRecordField<AiSystem>("unit", "Organisational unit", s => s.Unit, (s, v) => s.Unit = v, AiSystemLimits.Name) { Section = Answering },
            new ChoicesRecordField<AiSystem, OrganisationRole>("organisationRoles", "Role of the organisation", s => s.OrganisationRoles, (s, v) => s.OrganisationRoles = v, AiSystemWords.Of)
            {
                Section = Answering, IsWide = true,
            },
            new TagsRecordField<AiSystem> { Section = Answering, IsWide = true },
            new ChoiceRecordField<AiSystem, LifecycleState>("state", "Life cycle", s => s.State, (s, v) => s.State = v, AiSystemWords.Of) { Section = Acting },
            new ChoiceRecordField<AiSystem, Autonomy>("autonomy", "Autonomy", s => s.Autonomy, (s, v) => s.Autonomy = v, AiSystemWords.Of) { Section = Acting },
            new ChoiceRecordField<AiSystem, EuRiskClass>("riskClass", "EU risk class", s => s.RiskClass, (s, v) => s.RiskClass = v, AiSystemWords.Of) { Section = Acting },
            new TextRecordField<AiSystem>("riskClassBasis", "Basis of the class", s => s.RiskClassBasis, (s, v) => s.RiskClassBasis = v, AiSystemLimits.Text)
            {
                Section = Acting, IsWide = true, Help = "Why it has this class, and who decided.",
            },
            new TextRecordField<AiSystem>("humanOversight", "Human oversight", s => s.HumanOversight, (s, v) => s.HumanOversight = v, AiSystemLimits.Text)
            {
                Section = Acting, IsWide = true, IsLong = true, Help = "Who oversees it, how, and who may stop it.",
            },
            new BindingsField { Section = Gateway, IsWide = true, IsBulkEditable = false },
        ],
    };

    private static TextListRecordField<AiSystem> Lines(
        string name, string label, Func<AiSystem, IReadOnlyList<string>> get, Action<AiSystem, IReadOnlyList<string>> set, string help) =>
        new(name, label, get, set, AiSystemLimits.ListItems, AiSystemLimits.ListItem) { Section = Identity, IsWide = true, Help = help };
}
