namespace Tandem.Management.History;

/// <summary>What came of holding the whole history against the log.</summary>
/// <param name="At">When the comparison ended.</param>
/// <param name="Changes">Changes in the database.</param>
/// <param name="Records">Records of changes in the log.</param>
/// <param name="Count">Problems found.</param>
/// <param name="Problems">The first of them, each naming its change.</param>
public sealed record HistoryFindings(DateTimeOffset At, long Changes, long Records, long Count, IReadOnlyList<HistoryProblem> Problems)
{
    public bool IsSound => Count == 0;
}

/// <summary>One thing that does not hold.</summary>
/// <param name="Change">Number of the change; null when the log as a whole is meant.</param>
/// <param name="Text">What, in words.</param>
public sealed record HistoryProblem(long? Change, string Text);
