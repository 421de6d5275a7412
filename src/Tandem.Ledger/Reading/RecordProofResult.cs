namespace Tandem.Ledger.Reading;

/// <summary>The outcome of checking a record, step by step.</summary>
/// <param name="Steps">All steps, in the order in which they build on one another; never empty.</param>
public sealed record RecordProofResult(IReadOnlyList<RecordProofStep> Steps)
{
    /// <summary>true if every step holds.</summary>
    public bool IsValid => Steps.All(step => step.Passed);
}
