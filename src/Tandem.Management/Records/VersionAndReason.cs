namespace Tandem.Management.Records;

/// <summary>Body of what is done to a record as a whole: archive, restore, a transition.</summary>
/// <param name="Version">Version that was looked at.</param>
/// <param name="Reason">Why, for the history.</param>
internal sealed record VersionAndReason(int Version, string? Reason);
