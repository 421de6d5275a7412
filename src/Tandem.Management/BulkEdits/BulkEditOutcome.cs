using System.Globalization;
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

    /// <summary>More rows would have changed than somebody was shown and confirmed, so none was.</summary>
    /// <param name="Confirmed">Rows that were to change.</param>
    /// <param name="Changed">Rows that would have.</param>
    internal sealed record MoreThanConfirmed(int Confirmed, int Changed) : BulkEditOutcome
    {
        internal string Why => string.Create(CultureInfo.InvariantCulture, $"more rows would change now ({Changed:N0}) than were confirmed ({Confirmed:N0}); nothing was changed, look at each row again");
    }

    internal sealed record Invalid(FormErrors Errors) : BulkEditOutcome;

    /// <param name="Why">What right is lacking, and whom to ask.</param>
    internal sealed record Forbidden(string Why) : BulkEditOutcome;
}
