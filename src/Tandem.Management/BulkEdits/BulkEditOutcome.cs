using Tandem.Management.Ui;

namespace Tandem.Management.BulkEdits;

/// <summary>What came of a bulk edit as a whole.</summary>
internal abstract record BulkEditOutcome
{
    private BulkEditOutcome()
    {
    }

    internal sealed record Stored(BulkEdit Edit, IReadOnlyList<BulkRow> Rows) : BulkEditOutcome;

    /// <summary>No row could be changed, and none was; there is nothing to keep.</summary>
    /// <param name="Rows">Each with the reason.</param>
    internal sealed record Nothing(IReadOnlyList<BulkRow> Rows) : BulkEditOutcome;

    internal sealed record Invalid(FormErrors Errors) : BulkEditOutcome;

    /// <param name="Why">What right is lacking, and whom to ask.</param>
    internal sealed record Forbidden(string Why) : BulkEditOutcome;
}
