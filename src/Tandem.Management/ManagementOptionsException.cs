namespace Tandem.Management;

/// <summary>The options cannot be used; carries every problem found, one per line.</summary>
public sealed class ManagementOptionsException : Exception
{
    public ManagementOptionsException()
    {
    }

    public ManagementOptionsException(string message)
        : base(message)
    {
    }

    public ManagementOptionsException(string message, Exception innerException)
        : base(message, innerException)
    {
    }

    public ManagementOptionsException(IReadOnlyList<string> problems)
        : base(string.Join(Environment.NewLine, problems)) => Problems = problems;

    public IReadOnlyList<string> Problems { get; } = [];
}
