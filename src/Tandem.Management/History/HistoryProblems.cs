using System.Globalization;

namespace Tandem.Management.History;

/// <summary>Collects what does not hold: all are counted, the first are kept.</summary>
internal sealed class HistoryProblems
{
    private readonly List<HistoryProblem> _kept = [];
    private long _count;

    internal void Add(long? change, FormattableString text)
    {
        _count++;
        if (_kept.Count < HistoryComparison.ProblemsKept)
            _kept.Add(new(change, text.ToString(CultureInfo.InvariantCulture)));
    }

    internal HistoryFindings Report(DateTimeOffset at, long changes, long records) => new(at, changes, records, _count, _kept);
}
