namespace Tandem.Inspection.Decisions;

/// <summary>Whether a person reviewed the case: member <c>hrev</c>, field review.status.</summary>
/// <param name="Status"><c>none</c> when no review was asked for.</param>
/// <param name="Reference">The review record, or <c>none</c>.</param>
public sealed record ReviewStatus(string Status, string Reference)
{
    /// <summary>No review was asked for.</summary>
    public static ReviewStatus None { get; } = new("none", "none");
}
