namespace Tandem.Inspection.Decisions;

/// <summary>The bundle that decided.</summary>
/// <param name="Version"><c>id@version</c> or <c>none</c>: member <c>pol</c>, field policy.version.</param>
/// <param name="Hash">64 lower-case hexadecimal digits or <c>none</c>: member <c>polH</c>, field policy.version.</param>
/// <param name="Author">Member <c>polAuthor</c>, field policy.author; <c>none</c> when no bundle was in force.</param>
/// <param name="Approvers">Member <c>polApprovers</c>, field policy.approver.</param>
public sealed record PolicyReference(string Version, string Hash, string Author, IReadOnlyList<string> Approvers)
{
    /// <summary>No bundle was in force.</summary>
    public static PolicyReference None { get; } = new("none", "none", "none", []);
}
