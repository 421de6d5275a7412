namespace Tandem.Ledger.Canonical;

/// <summary>A value cannot be written as canonical JSON, or a text is not JSON.</summary>
public sealed class JcsException : FormatException
{
    /// <summary>An exception without an explanation.</summary>
    public JcsException()
    {
    }

    /// <summary>An exception that says what is wrong.</summary>
    /// <param name="message">One line: what is wrong with the value.</param>
    public JcsException(string message)
        : base(message)
    {
    }

    /// <summary>An exception that says what is wrong and what led to it.</summary>
    /// <param name="message">One line: what is wrong with the value.</param>
    /// <param name="innerException">The error that was met first.</param>
    public JcsException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}
