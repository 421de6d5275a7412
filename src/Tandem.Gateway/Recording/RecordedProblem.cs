namespace Tandem.Gateway.Recording;

/// <summary>What was wrong with a file, as a record keeps it: it may quote the file, so it is cut and freed of control characters before it is signed for ever.</summary>
internal static class RecordedProblem
{
    private const int MaximumProblems = 20;
    private const int MaximumLength = 300;

    public static IEnumerable<string> All(IEnumerable<string> problems) => problems.Take(MaximumProblems).Select(Of);

    public static string Of(string problem)
    {
        var text = problem.Length <= MaximumLength ? problem : problem[..MaximumLength];
        return string.Concat(text.Select(character => char.IsControl(character) || char.IsSurrogate(character) ? '?' : character));
    }
}
