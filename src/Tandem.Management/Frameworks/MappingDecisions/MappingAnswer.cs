namespace Tandem.Management.Frameworks.MappingDecisions;

/// <summary>A control of one standard and one of the other, as the API gives them, with what was decided on the pair.</summary>
/// <param name="Id">Name of the pair.</param>
/// <param name="Source">Control of ISO/IEC 27001.</param>
/// <param name="Target">Control of ISO/IEC 42001.</param>
/// <param name="Relation">Term of NIST IR 8477.</param>
/// <param name="Strength">1 to 10, our judgement.</param>
/// <param name="Extends">True when work for the one can be extended to the other.</param>
/// <param name="Reuse">What is shared.</param>
/// <param name="Rationale">Why.</param>
/// <param name="Basis">Where the pair comes from.</param>
/// <param name="Decision">What the organisation has decided.</param>
/// <param name="Reason">Why; empty for none.</param>
/// <param name="DecidedAt">When; null while nobody has.</param>
/// <param name="DecidedBy">Who; null while nobody has.</param>
/// <param name="DecidedOn">Version of the content that was looked at; null while nobody has.</param>
/// <param name="IsOnAnotherVersion">True when the content says something else of the pair now.</param>
/// <param name="Version">To be named by the next decision; 0 while there is none.</param>
internal sealed record MappingAnswer(
    string Id, string Source, string Target, string Relation, int Strength, bool Extends, string Reuse, string Rationale, IReadOnlyList<string> Basis,
    MappingState Decision, string Reason, DateTimeOffset? DecidedAt, string? DecidedBy, string? DecidedOn, bool IsOnAnotherVersion, int Version)
{
    internal static MappingAnswer Of(MappingRow row) => new(
        row.Pair.Id, row.Pair.Source.Id.ToString(), row.Pair.Target.Id.ToString(), row.Pair.Relation, row.Pair.Strength, row.Pair.Extends, row.Pair.Reuse, row.Pair.Rationale, row.Pair.Basis,
        row.State, row.Decision?.Reason ?? "", row.Decision?.UpdatedAt, row.Decision?.UpdatedBy, row.Decision?.ContentVersion, row.IsOnAnotherVersion, row.Version);
}
