namespace Tandem.Inspection.Policy.Testing;

/// <summary>How one case of a bundle's own tests went.</summary>
/// <param name="File">File of the case inside the bundle.</param>
/// <param name="Line">Its line, from 1.</param>
/// <param name="Name">Its name.</param>
/// <param name="Passed">True when everything expected came out.</param>
/// <param name="Message">What came out instead; empty when it passed.</param>
/// <param name="Decision">The decision that came out.</param>
public sealed record BundleTestResult(string File, int Line, string Name, bool Passed, string Message, PolicyDecision Decision);
