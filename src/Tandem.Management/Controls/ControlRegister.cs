using Tandem.Management.Frameworks;
using Tandem.Management.People;
using Tandem.Management.Records;
using Tandem.Management.Records.Fields;

namespace Tandem.Management.Controls;

/// <summary>The register of controls: fields and rules.</summary>
internal static class ControlRegister
{
    private const string What = "What it is";
    private const string Who = "Who answers for it, and where it holds";
    private const string Serves = "What it serves";

    internal static RecordDefinition<Control> Definition { get; } = new()
    {
        Type = Control.Type,
        KeyPrefix = Control.Prefix,
        Path = "/controls",
        Singular = "control",
        Plural = "Controls",
        Icon = "shield-check",
        Lead = "What the organisation does against risks, once for both standards: each control says its purpose, who is accountable and which requirements it serves.",
        Title = control => control.Title,
        SearchWords = control => [control.Title, control.Purpose, control.Scope, control.LibraryItem, .. control.Satisfies],
        Create = start => new Control
        {
            Id = new ControlId(start.Id),
            Key = start.Key,
            Number = start.Number,
            CreatedAt = start.At,
            CreatedBy = start.By,
            UpdatedAt = start.At,
            UpdatedBy = start.By,
        },
        Check = ControlRules.CheckAsync,
        CheckRestored = ControlRules.CheckRestoredAsync,
        WithSave = ControlRules.WithSaveAsync,
        Table = ControlsTable.Definition,
        Fields =
        [
            new TextRecordField<Control>("title", "Title", c => c.Title, (c, v) => c.Title = v.ReplaceLineEndings(" "), ControlLimits.Title)
            {
                Section = What, IsRequired = true, IsWide = true, IsBulkEditable = false, Help = "What is done, without the number of any framework.",
            },
            new TextRecordField<Control>("purpose", "Purpose", c => c.Purpose, (c, v) => c.Purpose = v, ControlLimits.Text) { Section = What, IsRequired = true, IsWide = true, IsLong = true, Help = "What it is good for, in a sentence." },
            new TextRecordField<Control>("description", "Description", c => c.Description, (c, v) => c.Description = v, ControlLimits.LongText) { Section = What, IsWide = true, IsLong = true },
            new ChoiceRecordField<Control, ControlType>("controlType", "Type", c => c.ControlType, (c, v) => c.ControlType = v, ControlWords.Of) { Section = What },
            new ChoiceRecordField<Control, ControlNature>("nature", "Nature", c => c.Nature, (c, v) => c.Nature = v, ControlWords.Of) { Section = What },
            new TagsRecordField<Control> { Section = What, IsWide = true },
            new PersonRecordField<Control>("owner", "Accountable person", c => c.Owner, c => c.OwnerName) { Section = Who, IsRequired = true },
            new ChoiceRecordField<Control, ControlLevel>("level", "Put in place for", c => c.Level, (c, v) => c.Level = v, ControlWords.Of) { Section = Who },
            new TextRecordField<Control>("scope", "Scope", c => c.Scope, (c, v) => c.Scope = v, ControlLimits.Text)
            {
                Section = Who, IsRequired = true, IsWide = true, IsLong = true, Help = "What it covers and what not: units, places, systems, people.",
            },
            CatalogueRecordField<Control>.Requirements("satisfies", "Requirements it serves", Serves, c => c.Satisfies, (c, v) => c.Satisfies = v, ControlLimits.Requirements),
            new TextRecordField<Control>("libraryItem", "Item of the library", c => c.LibraryItem, (c, v) => c.LibraryItem = v.ToUpperInvariant(), ControlLimits.LibraryItem)
            {
                Section = Serves, IsBulkEditable = false, Help = "Such as CTL-GOV-01, where it was adopted from the shipped library or does the same; then the page says what newer versions of the library change.",
            },
        ],
    };
}
