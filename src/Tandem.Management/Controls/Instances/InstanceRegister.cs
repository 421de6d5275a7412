using Tandem.Management.Frameworks;
using Tandem.Management.People;
using Tandem.Management.Records;
using Tandem.Management.Records.Fields;

namespace Tandem.Management.Controls.Instances;

/// <summary>The register of what is put in place where.</summary>
internal static class InstanceRegister
{
    private const string What = "What is put in place, and where";
    private const string How = "How";

    internal static RecordDefinition<ControlInstance> Definition { get; } = new()
    {
        Type = ControlInstance.Type,
        KeyPrefix = "CIN",
        Path = "/control-instances",
        Singular = "control instance",
        Plural = "Controls in place",
        Icon = "checklist",
        Lead = "Where each control is put in place: for the organisation as a whole or for one AI system, by whom and how.",
        Title = instance => instance.Title,
        State = instance => (InstanceWords.Of(instance.Status), InstanceWords.Tone(instance.Status)),
        SearchWords = instance => [instance.Title, instance.Control, instance.AiSystem, instance.Method],
        Create = start => new ControlInstance
        {
            Id = new ControlInstanceId(start.Id),
            Key = start.Key,
            Number = start.Number,
            CreatedAt = start.At,
            CreatedBy = start.By,
            UpdatedAt = start.At,
            UpdatedBy = start.By,
        },
        Workflow = InstanceWorkflow.Definition,
        Check = InstanceRules.CheckAsync,
        CheckRestored = InstanceRules.CheckRestoredAsync,
        Table = InstancesTable.For(DateOnly.MinValue),
        TableFor = services => InstancesTable.For(InstancesTable.Today(services)),
        Fields =
        [
            new RecordKeyField<ControlInstance>("control", "Control", i => i.Control, (i, v) => i.Control = v) { Section = What, IsRequired = true, IsBulkEditable = false, Help = "Key of the control, such as CTL-0001." },
            new RecordKeyField<ControlInstance>("aiSystem", "AI system", i => i.AiSystem, (i, v) => i.AiSystem = v) { Section = What, IsBulkEditable = false, Help = "Key of the AI system; empty for the organisation as a whole." },
            new TextRecordField<ControlInstance>("title", "Title", i => i.Title, (i, v) => i.Title = v.ReplaceLineEndings(" "), ControlLimits.Title)
            {
                Section = What, IsWide = true, IsBulkEditable = false, Help = "Left empty it is made of the control and the place.",
            },
            new PersonRecordField<ControlInstance>("owner", "Owner", i => i.Owner, i => i.OwnerName) { Section = What, Help = "Who keeps it in place; left empty it is who is accountable for the control." },
            new ChoicesRecordField<ControlInstance, Standard>("standards", "Counts for", i => i.Standards, (i, v) => i.Standards = v, standard => standard.Edition()) { Section = What, Help = "None chosen counts for both." },
            new TagsRecordField<ControlInstance> { Section = What, IsWide = true },
            new ChoiceRecordField<ControlInstance, InstanceStatus>("status", "Status", i => i.Status, (i, v) => i.Status = v, InstanceWords.Of) { Section = How },
            new DateRecordField<ControlInstance>("implementedOn", "In place since", i => i.ImplementedOn, (i, v) => i.ImplementedOn = v) { Section = How, Help = "Left empty it is the day on which it is marked as implemented." },
            new DateRecordField<ControlInstance>("nextReview", "Next review", i => i.NextReview, (i, v) => i.NextReview = v) { Section = How },
            new TextRecordField<ControlInstance>("method", "Method", i => i.Method, (i, v) => i.Method = v, ControlLimits.LongText) { Section = How, IsWide = true, IsLong = true, Help = "How it is done here: who does what, with which means, how often." },
            new TextRecordField<ControlInstance>("deviations", "Deviations", i => i.Deviations, (i, v) => i.Deviations = v, ControlLimits.LongText)
            {
                Section = How, IsWide = true, IsLong = true, Help = "Where it differs from what the control says, and why that is accepted.",
            },
        ],
    };
}
