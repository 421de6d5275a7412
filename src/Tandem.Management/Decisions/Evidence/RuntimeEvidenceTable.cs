using Tandem.Management.Frameworks;
using Tandem.Management.Ui.Tables;
using Tandem.Management.Ui.Tables.Filters;

namespace Tandem.Management.Decisions.Evidence;

/// <summary>A requirement that records of the gateway can speak for, with what they say now.</summary>
/// <param name="Requirement">The requirement.</param>
/// <param name="Runtime">What its records are to show.</param>
/// <param name="Evidence">The figures of now.</param>
public sealed record RuntimeEvidenceRow(Requirement Requirement, RuntimeEvidence Runtime, LiveEvidence Evidence);

/// <summary>All of them as a table.</summary>
internal static class RuntimeEvidenceTable
{
    internal static TableDefinition<RuntimeEvidenceRow> Definition { get; } = new()
    {
        Name = "runtime-evidence",
        Title = "Requirements and what gateway records say",
        DefaultSort = "requirement",
        SearchHint = "Search number, title, check",
        Search = (rows, word) => rows.Where(r => $"{r.Requirement.Id} {r.Requirement.Title} {r.Runtime.Check}".Contains(word, StringComparison.OrdinalIgnoreCase)),
        ByStandard = (rows, standard) => rows.Where(r => r.Requirement.Id.Standard == standard),
        Filters =
        [
            new EnumFilter<RuntimeEvidenceRow, RuntimeStrength>("strength", "Strength", r => r.Runtime.Strength, strength => strength.ToString().ToLowerInvariant()),
            new EnumFilter<RuntimeEvidenceRow, LiveEvidenceState>("state", "State", r => r.Evidence.State, state => state.Label()),
        ],
        Columns =
        [
            new("requirement", "Requirement", r => r.Requirement.Id.ToString()) { IsRowHeader = true, SortBy = r => RequirementOrder.Key(r.Requirement.Id), Cell = RuntimeEvidenceCells.Requirement },
            new("title", "Title", r => r.Requirement.Title) { SortBy = r => r.Requirement.Title },
            new("strength", "Strength", r => r.Runtime.Strength.ToString().ToLowerInvariant()) { SortBy = r => r.Runtime.Strength },
            new("state", "State", r => r.Evidence.State.Value()) { SortBy = r => r.Evidence.State, Cell = RuntimeEvidenceCells.State },
            new("holding", "Decisions with its fields", r => r.Evidence.HoldingFields) { IsNumeric = true, SortBy = r => r.Evidence.HoldingFields, Cell = RuntimeEvidenceCells.Holding },
            new("requests", "Decisions", r => r.Evidence.Requests) { IsNumeric = true, SortBy = r => r.Evidence.Requests, IsHidden = true },
            new("counts", "Counts by itself", r => r.Evidence.CountsByItself) { SortBy = r => r.Evidence.CountsByItself, Cell = RuntimeEvidenceCells.Counts },
            new("verifiedAt", "Last verified", r => r.Evidence.VerifiedAt) { SortBy = r => r.Evidence.VerifiedAt, Cell = RuntimeEvidenceCells.VerifiedAt, IsSecondary = true },
            new("first", "First decision", r => r.Evidence.First) { IsHidden = true },
            new("last", "Last decision", r => r.Evidence.Last) { IsHidden = true },
            new("because", "Why", r => r.Evidence.Because) { IsHidden = true },
            new("check", "What is to be checked", r => r.Runtime.Check) { IsHidden = true },
            new("fields", "Fields", r => r.Runtime.Fields) { IsHidden = true },
        ],
        Legend = new Dictionary<string, string>
        {
            ["strength"] = "direct: the record itself shows the control at work; supporting: it helps beside another item; input: figures feed the work and prove nothing",
            ["counts"] = "only direct evidence changes a status by itself, and only while the log verifies and is fresh",
        },
    };
}
