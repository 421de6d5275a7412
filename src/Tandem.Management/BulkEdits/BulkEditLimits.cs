using Tandem.Management.Records;

namespace Tandem.Management.BulkEdits;

/// <summary>Greatest lengths and numbers of bulk edits.</summary>
internal static class BulkEditLimits
{
    /// <summary>Rows of one bulk edit; they are stored in one transaction, which others wait for.</summary>
    internal const int Rows = 1000;

    /// <summary>Characters of the reason; the history writes the key of the bulk edit behind it.</summary>
    internal const int Reason = RecordLimits.Reason - 20;

    /// <summary>Characters of what is said in words of one row, or of the whole.</summary>
    internal const int Words = 2000;

    /// <summary>Characters of one value in words; the whole value is in the history.</summary>
    internal const int Value = 120;

    /// <summary>Characters of a record's title as it was then.</summary>
    internal const int Title = 300;

    /// <summary>Bulk edits named on the page of the one that they undo.</summary>
    internal const int Undone = 20;

    /// <summary>Rows told one by one when nothing could be undone.</summary>
    internal const int Told = 20;
}
