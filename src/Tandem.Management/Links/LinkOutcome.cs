using Tandem.Management.Ui;

namespace Tandem.Management.Links;

/// <summary>What came of adding or ending a link.</summary>
internal abstract record LinkOutcome
{
    private LinkOutcome()
    {
    }

    internal sealed record Saved(Link Stored) : LinkOutcome;

    internal sealed record Invalid(FormErrors Errors) : LinkOutcome;

    /// <param name="Why">What right is lacking, and whom to ask.</param>
    internal sealed record Forbidden(string Why) : LinkOutcome;

    /// <param name="Why">What stands against it, and what to do.</param>
    internal sealed record Refused(string Why) : LinkOutcome;

    internal sealed record Missing : LinkOutcome;
}
