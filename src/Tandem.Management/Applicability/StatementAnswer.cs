using Tandem.Management.Decisions.Evidence;
using Tandem.Management.Frameworks;

namespace Tandem.Management.Applicability;

/// <summary>One row as the API gives it: the members are the columns of <see cref="StatementExport"/>.</summary>
internal sealed record StatementAnswer(
    string Requirement, string Standard, string Ref, string Group, string Title, string Applicable, IReadOnlyList<string> IncludeReasons, string IncludeText, string? ExcludeReason, string ExcludeText,
    string Status, IReadOnlyList<string> Controls, IReadOnlyList<string> Risks, StatementAnswer.Records Evidence, string Owner, DateTimeOffset? LastVerified, int Version, DateTimeOffset? UpdatedAt, string? UpdatedBy)
{
    /// <summary>What records say for the row; all but the state are null where none are expected.</summary>
    internal sealed record Records(
        string State, string? Because, string? Strength, bool? CountsByItself, long? Requests, long? HoldingBothMinimumSets, long? HoldingSecurityLogging, long? HoldingAiEventLogs, long? HoldingFieldsOfRequirement,
        DateTimeOffset? First, DateTimeOffset? Last, DateTimeOffset? VerifiedAt, long? Verified)
    {
        internal static Records Of(LiveEvidence? evidence) => evidence is null
            ? new("notExpected", null, null, null, null, null, null, null, null, null, null, null, null)
            : new(evidence.State.Value(), evidence.Because, evidence.Strength.ToString().ToLowerInvariant(), evidence.CountsByItself, evidence.Requests, evidence.HoldingBoth, evidence.HoldingSecurity, evidence.HoldingAi,
                evidence.HoldingFields, evidence.First, evidence.Last, evidence.VerifiedAt, evidence.Verified);
    }

    internal static StatementAnswer Of(StatementRow row) => new(
        row.Requirement.Id.ToString(), row.Requirement.Id.Standard.Edition(), row.Requirement.Id.Ref, row.Requirement.Group.Title, row.Requirement.Title, row.Decision.Value(),
        [.. row.Entry?.IncludeReasons.Select(reason => reason.Value()) ?? []], row.Entry?.IncludeText ?? "", row.Entry?.ExcludeReason?.Value(), row.Entry?.ExcludeText ?? "",
        row.Status.Value(), [], [], Records.Of(row.Evidence), row.Entry?.Owner ?? "", row.Evidence?.VerifiedAt, row.Version, row.Entry?.UpdatedAt, row.Entry?.UpdatedBy);
}
