namespace Tandem.Management.Frameworks.Uploads.Reading;

/// <summary>The file is no JSON or YAML that is taken; the message says where and why.</summary>
internal sealed class UnreadableFrameworkException : Exception
{
    public UnreadableFrameworkException()
    {
    }

    public UnreadableFrameworkException(string message)
        : base(message)
    {
    }

    public UnreadableFrameworkException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}
