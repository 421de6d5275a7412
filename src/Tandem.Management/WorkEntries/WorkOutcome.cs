using Tandem.Management.Ui;

namespace Tandem.Management.WorkEntries;

/// <summary>What came of entering, changing or removing a work entry.</summary>
internal abstract record WorkOutcome
{
    internal sealed record Saved(WorkEntry Entry) : WorkOutcome;

    internal sealed record Invalid(FormErrors Errors) : WorkOutcome;

    internal sealed record Forbidden(string Why) : WorkOutcome;

    internal sealed record Conflict(string Why) : WorkOutcome;

    internal sealed record Missing : WorkOutcome;
}
