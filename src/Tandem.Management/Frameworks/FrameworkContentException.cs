namespace Tandem.Management.Frameworks;

/// <summary>The content cannot be used; the message lists every problem with file and place, one per line.</summary>
public sealed class FrameworkContentException(IReadOnlyList<string> problems)
    : Exception("framework content cannot be used; restore content/frameworks from the release\n" + string.Join('\n', problems))
{
    internal IReadOnlyList<string> Problems { get; } = problems;
}
