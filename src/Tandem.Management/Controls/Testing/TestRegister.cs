using Microsoft.Extensions.DependencyInjection;
using Tandem.Management.People;
using Tandem.Management.Records;
using Tandem.Management.Records.Fields;

namespace Tandem.Management.Controls.Testing;

/// <summary>The register of tests of controls.</summary>
internal static class TestRegister
{
    private const string What = "What is tested";
    private const string How = "How";

    internal static RecordDefinition<ControlTest> Definition { get; } = new()
    {
        Type = ControlTest.Type,
        KeyPrefix = "CTT",
        Path = "/control-tests",
        Singular = "control test",
        Plural = "Control tests",
        Icon = "test-pipe",
        Lead = "How it is found out whether a control works: what is done, how often, and what came of it.",
        Title = test => test.Title,
        State = test => (test.LastResult is { } last ? TestWords.Of(last) : "Never run", TestWords.Tone(test.LastResult)),
        SearchWords = test => [test.Title, test.Control, test.Procedure],
        Create = start => new ControlTest
        {
            Id = new ControlTestId(start.Id),
            Key = start.Key,
            Number = start.Number,
            CreatedAt = start.At,
            CreatedBy = start.By,
            UpdatedAt = start.At,
            UpdatedBy = start.By,
        },
        Check = CheckAsync,
        Table = TestsTable.For(DateOnly.MinValue),
        TableFor = services => TestsTable.For(Today(services)),
        Fields =
        [
            new RecordKeyField<ControlTest>("control", "Control", t => t.Control, (t, v) => t.Control = v) { Section = What, IsRequired = true, IsBulkEditable = false, Help = "Key of the control, such as CTL-0001." },
            new TextRecordField<ControlTest>("title", "Title", t => t.Title, (t, v) => t.Title = v.ReplaceLineEndings(" "), ControlLimits.Title) { Section = What, IsWide = true, IsBulkEditable = false, Help = "Left empty it is made of the control." },
            new TextRecordField<ControlTest>("procedure", "Procedure", t => t.Procedure, (t, v) => t.Procedure = v, ControlLimits.LongText)
            {
                Section = What, IsRequired = true, IsWide = true, IsLong = true, Help = "What is done, and when it passes, so that somebody else comes to the same result.",
            },
            new PersonRecordField<ControlTest>("owner", "Tester", t => t.Owner, t => t.OwnerName) { Section = How, Help = "Who runs it and enters the result; left empty it is who is accountable for the control." },
            new ChoiceRecordField<ControlTest, TestCadence>("cadence", "How often", t => t.Cadence, (t, v) => t.Cadence = v, TestWords.Of) { Section = How },
            new ChoiceRecordField<ControlTest, TestSource>("source", "By", t => t.Source, (t, v) => t.Source = v, TestWords.Of) { Section = How },
            new ChoiceRecordField<ControlTest, TestIndependence>("independence", "Independence", t => t.Independence, (t, v) => t.Independence = v, TestWords.Of) { Section = How },
            new TagsRecordField<ControlTest> { Section = How, IsWide = true },
        ],
    };

    internal static DateOnly Today(IServiceProvider services) => DateOnly.FromDateTime(services.GetRequiredService<TimeProvider>().GetUtcNow().UtcDateTime);

    private static async Task CheckAsync(RecordDraft<ControlTest> draft, CancellationToken cancellation)
    {
        var test = draft.Record;
        if (await OfControl.CheckAsync(draft, test.Control, cancellation) is { } control && test.Title.Length == 0)
            test.Title = $"Test of: {control.Title}" is var title && title.Length <= ControlLimits.Title ? title : control.Title;
        // A new test is due within its first interval.
        test.NextDue = test.Cadence.Next(test.LastOn ?? DateOnly.FromDateTime(test.CreatedAt.UtcDateTime));
    }
}
