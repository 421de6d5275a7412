namespace Tandem.Inspection.Policy.Loading;

/// <summary>All problems of a bundle, up to a bound.</summary>
internal sealed class ProblemList
{
    private readonly List<PolicyProblem> _problems = [];

    public int Count => _problems.Count;

    /// <summary>True when a further problem would not be kept, so that finding its place is not worth the time.</summary>
    public bool IsFull => _problems.Count > BundleLimits.MaxProblems;

    public void Add(PolicyProblem problem)
    {
        if (_problems.Count < BundleLimits.MaxProblems)
            _problems.Add(problem);
        else if (_problems.Count == BundleLimits.MaxProblems)
            _problems.Add(new PolicyProblem(".", 0, 0, "there are more problems; correct these first"));
    }

    public void Add(string file, string message) => Add(new PolicyProblem(file, 0, 0, message));

    public IReadOnlyList<PolicyProblem> InOrder() =>
        [.. _problems.Distinct().OrderBy(p => p.File, StringComparer.Ordinal).ThenBy(p => p.Line).ThenBy(p => p.Column).ThenBy(p => p.Message, StringComparer.Ordinal)];
}
