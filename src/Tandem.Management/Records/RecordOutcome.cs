using Tandem.Management.Ui;

namespace Tandem.Management.Records;

/// <summary>What came of creating or changing a record.</summary>
internal abstract record RecordOutcome<T>
    where T : Record
{
    /// <param name="Stored">The record as it is now.</param>
    /// <param name="IsMerged">True when somebody else had changed other fields meanwhile and both changes hold.</param>
    internal sealed record Saved(T Stored, bool IsMerged = false) : RecordOutcome<T>;

    internal sealed record Invalid(FormErrors Errors) : RecordOutcome<T>;

    /// <param name="Stored">The record as somebody else saved it.</param>
    /// <param name="ChangedFields">What was changed there since the version that the caller knew.</param>
    internal sealed record Conflict(T Stored, IReadOnlySet<string> ChangedFields) : RecordOutcome<T>;

    internal sealed record Missing : RecordOutcome<T>;

    /// <param name="Why">What right is lacking, and whom to ask.</param>
    internal sealed record Forbidden(string Why) : RecordOutcome<T>;

    /// <param name="Why">What state stands against it, and what to do.</param>
    internal sealed record Refused(string Why) : RecordOutcome<T>;
}
