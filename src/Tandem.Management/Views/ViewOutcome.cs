using Tandem.Management.Ui;

namespace Tandem.Management.Views;

/// <summary>What came of keeping, changing or deleting a view.</summary>
internal abstract record ViewOutcome
{
    private ViewOutcome()
    {
    }

    internal sealed record Saved(SavedView Stored) : ViewOutcome;

    internal sealed record Deleted(SavedView Gone) : ViewOutcome;

    internal sealed record Invalid(FormErrors Errors) : ViewOutcome;

    /// <param name="Why">What right is lacking, and what to do.</param>
    internal sealed record Forbidden(string Why) : ViewOutcome;

    /// <param name="Stored">The view as somebody else saved it.</param>
    internal sealed record Conflict(SavedView Stored) : ViewOutcome;

    /// <summary>There is none, or none that the person sees.</summary>
    internal sealed record Missing : ViewOutcome;
}
