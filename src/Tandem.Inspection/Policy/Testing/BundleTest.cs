namespace Tandem.Inspection.Policy.Testing;

/// <summary>One case of a bundle: facts and what is expected. A null list is not compared.</summary>
internal sealed record BundleTest(
    string File,
    int Line,
    string Name,
    PolicyPhase Phase,
    PolicyFacts Facts,
    Effect Effect,
    IReadOnlyList<string>? Rules,
    IReadOnlyList<string>? Reasons,
    IReadOnlyList<string>? Classes);
