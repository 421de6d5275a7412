using Tandem.Management.Records.Fields;
using Tandem.Management.Ui;

namespace Tandem.Management.BulkEdits;

/// <summary>Outcomes of rows in words.</summary>
internal static class BulkWords
{
    internal static string Name(BulkOutcome outcome) => ChoiceNames.Of(outcome);

    internal static string Of(BulkOutcome outcome) => outcome switch
    {
        BulkOutcome.Changed => "Changed",
        BulkOutcome.Unchanged => "Had it already",
        BulkOutcome.Refused => "Refused",
        _ => throw new System.Diagnostics.UnreachableException(),
    };

    /// <summary>The same before it is done.</summary>
    internal static string WouldBe(BulkOutcome outcome) => outcome switch
    {
        BulkOutcome.Changed => "Will change",
        BulkOutcome.Unchanged => "Has it already",
        BulkOutcome.Refused => "Refused",
        _ => throw new System.Diagnostics.UnreachableException(),
    };

    internal static Tone Tone(BulkOutcome outcome) => outcome switch
    {
        BulkOutcome.Changed => Ui.Tone.Good,
        BulkOutcome.Unchanged => Ui.Tone.Neutral,
        BulkOutcome.Refused => Ui.Tone.Attention,
        _ => throw new System.Diagnostics.UnreachableException(),
    };
}
