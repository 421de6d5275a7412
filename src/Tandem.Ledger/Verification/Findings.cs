namespace Tandem.Ledger.Verification;

/// <summary>Collects what a verification finds.</summary>
internal sealed class Findings
{
    private const int Maximum = 1000;
    private readonly List<VerificationProblem> _problems = [];
    private readonly List<VerificationProblem> _notes = [];
    private bool _isIncomplete;
    private bool _isInvalid;

    public void Invalid(string code, string file, long? index, string message)
    {
        _isInvalid = true;
        Add(_problems, new VerificationProblem(code, file, index, message));
    }

    public void Incomplete(string code, string file, long? index, string message)
    {
        _isIncomplete = true;
        Add(_problems, new VerificationProblem(code, file, index, message));
    }

    public void Note(string code, string file, long? index, string message) => Add(_notes, new VerificationProblem(code, file, index, message));

    public VerificationReport Report(string origin, long records, long checkpointSize, byte[]? root)
    {
        var verdict = _isInvalid ? VerificationVerdict.Invalid : _isIncomplete ? VerificationVerdict.Incomplete : VerificationVerdict.Valid;
        return new VerificationReport(verdict, origin, records, checkpointSize, root is null ? "" : Convert.ToBase64String(root), Sorted(_problems)) { Notes = Sorted(_notes) };
    }

    private static VerificationProblem[] Sorted(List<VerificationProblem> problems) => [.. problems.OrderBy(problem => problem.Index ?? long.MaxValue)];

    private static void Add(List<VerificationProblem> list, VerificationProblem problem)
    {
        if (list.Count < Maximum) list.Add(problem);
    }
}
