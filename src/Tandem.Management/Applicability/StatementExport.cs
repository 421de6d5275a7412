using Microsoft.AspNetCore.Http;
using Tandem.Management.Decisions.Evidence;
using Tandem.Management.Export;
using Tandem.Management.Frameworks;

namespace Tandem.Management.Applicability;

/// <summary>The rows as files and API give them; the same columns everywhere, with the legend.</summary>
internal static class StatementExport
{
    private static readonly IReadOnlyList<ExportColumn<StatementRow>> Columns =
    [
        new("requirement", row => row.Requirement.Id.ToString()),
        new("standard", row => row.Requirement.Id.Standard.Edition()),
        new("ref", row => row.Requirement.Id.Ref),
        new("group", row => row.Requirement.Group.Title),
        new("title", row => row.Requirement.Title),
        new("applicable", row => row.Decision.Value()),
        new("includeReasons", row => row.Entry?.IncludeReasons.Select(reason => reason.Value()) ?? []),
        new("includeText", row => row.Entry?.IncludeText ?? ""),
        new("excludeReason", row => row.Entry?.ExcludeReason?.Value()),
        new("excludeText", row => row.Entry?.ExcludeText ?? ""),
        new("status", row => row.Status.Value()),
        // Empty lists, not left out: this version keeps neither controls nor risks, and an integration must be able to tell.
        new("controls", _ => Array.Empty<string>()),
        new("risks", _ => Array.Empty<string>()),
        new("evidence", row => Evidence(row)),
        new("owner", row => row.Entry?.Owner ?? ""),
        new("lastVerified", row => row.Evidence?.VerifiedAt),
        new("version", row => row.Version),
        new("updatedAt", row => row.Entry?.UpdatedAt),
        new("updatedBy", row => row.Entry?.UpdatedBy),
    ];

    internal static IResult Result(ExportFormat format, StatementFilter filter, IReadOnlyList<StatementRow> rows) =>
        TableExport.Result(format, new ExportTable<StatementRow>("statement-of-applicability", "Statement of applicability, draft", Columns, rows.ToAsyncEnumerable())
        {
            CountAsync = _ => Task.FromResult<long>(rows.Count),
            Filter = filter.ToDictionary(),
            Legend = StatementStatuses.Legend,
        });

    private static Dictionary<string, object?> Evidence(StatementRow row) => row.Evidence is not { } evidence
        ? new() { ["state"] = "notExpected" }
        : new()
        {
            ["state"] = evidence.State.Value(),
            ["because"] = evidence.Because,
            ["strength"] = evidence.Strength.ToString().ToLowerInvariant(),
            ["countsByItself"] = evidence.CountsByItself,
            ["requests"] = evidence.Requests,
            ["holdingBothMinimumSets"] = evidence.HoldingBoth,
            ["holdingSecurityLogging"] = evidence.HoldingSecurity,
            ["holdingAiEventLogs"] = evidence.HoldingAi,
            ["holdingFieldsOfRequirement"] = evidence.HoldingFields,
            ["first"] = evidence.First,
            ["last"] = evidence.Last,
            ["verifiedAt"] = evidence.VerifiedAt,
            ["verified"] = evidence.Verified,
        };
}
