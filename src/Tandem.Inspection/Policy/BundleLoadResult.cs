namespace Tandem.Inspection.Policy;

/// <summary>What loading a bundle gave: the bundle, or everything that is wrong with it.</summary>
/// <param name="Bundle">The bundle; null exactly when there are problems.</param>
/// <param name="Problems">All problems found, ordered by file, line and column; empty when the bundle was loaded.</param>
public sealed record BundleLoadResult(PolicyBundle? Bundle, IReadOnlyList<PolicyProblem> Problems);
