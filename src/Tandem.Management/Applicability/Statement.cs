using Tandem.Management.Frameworks;

namespace Tandem.Management.Applicability;

/// <summary>The whole statement as it stands now.</summary>
/// <param name="Rows">One row for each control of Annex A of both standards.</param>
/// <param name="Strangers">Identifiers that were decided on but are in no loaded edition.</param>
public sealed record Statement(IReadOnlyList<StatementRow> Rows, IReadOnlyList<string> Strangers)
{
    /// <summary>What stands in the way of an approval, worst first; each with the view that lists its rows.</summary>
    public IReadOnlyList<StatementBlocker> Blockers
    {
        get
        {
            var blockers = new List<StatementBlocker>();
            Add(Rows.Count(row => row.Status == StatementStatus.EvidenceFailed), "rest on a log that does not verify", "?status=evidenceFailed");
            Add(Rows.Count(row => row.Status == StatementStatus.Undecided), "undecided", "?decision=undecided");
            Add(Rows.Count(row => row.Status == StatementStatus.ReasonMissing), "decided without a reason", "?status=reasonMissing");
            Add(Rows.Count(row => row.Entry?.IncludeReasons.Contains(InclusionReason.RiskTreatment) == true), "included to treat a risk, but no risk can be named yet: this version keeps no risk register", "?reason=riskTreatment");
            if (Strangers.Count > 0)
                blockers.Add(new StatementBlocker($"{Words.Rows(Strangers.Count)} decided on but in no loaded edition: {string.Join(", ", Strangers)}", null));
            return blockers;

            void Add(int count, string what, string query)
            {
                if (count > 0)
                    blockers.Add(new StatementBlocker($"{Words.Rows(count)} {what}", "/statement-of-applicability" + query));
            }
        }
    }

    /// <summary>The next row that nobody has decided, after the given one and then from the top; null when there is none.</summary>
    public StatementRow? NextUndecided(Requirement after)
    {
        var later = Rows.SkipWhile(row => row.Requirement != after);
        return later.Concat(Rows).FirstOrDefault(row => row.Status == StatementStatus.Undecided);
    }

    public int Count(Standard standard) => Rows.Count(row => row.Requirement.Id.Standard == standard);
}

/// <summary>One thing that stands in the way of an approval.</summary>
public sealed record StatementBlocker(string Text, string? Url);
