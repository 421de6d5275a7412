namespace Tandem.Inspection.Policy;

/// <summary>One model of a route.</summary>
/// <param name="UpstreamModel">Name that the upstream is asked for; null = the name that the caller used.</param>
/// <param name="Version">Version as approved, written to the record; null = the name asked for is the version.</param>
public sealed record ModelDefinition(string? UpstreamModel, string? Version);
