namespace Tandem.Ledger.Notes;

/// <summary>A note, a key, a checkpoint or a proof does not have the form its specification asks for.</summary>
public sealed class NoteFormatException : FormatException
{
    /// <summary>An exception without an explanation.</summary>
    public NoteFormatException()
    {
    }

    /// <summary>An exception that says what is wrong.</summary>
    /// <param name="message">One line: what is wrong with the input.</param>
    public NoteFormatException(string message)
        : base(message)
    {
    }

    /// <summary>An exception that says what is wrong and what led to it.</summary>
    /// <param name="message">One line: what is wrong with the input.</param>
    /// <param name="innerException">The error that was met first.</param>
    public NoteFormatException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}
