namespace Tandem.Management.Documents.Text.Import;

/// <summary>What was read from a file that somebody wrote elsewhere. Nothing of it is stored.</summary>
/// <param name="Text">Markdown.</param>
/// <param name="LeftOut">What the file held and the text does not, in words; empty for nothing.</param>
public sealed record ImportedText(string Text, IReadOnlyList<string> LeftOut);

/// <summary>A file that cannot be read as text; the message says what to do.</summary>
internal sealed class UnreadableTextException : Exception
{
    public UnreadableTextException()
    {
    }

    public UnreadableTextException(string message)
        : base(message)
    {
    }

    public UnreadableTextException(string message, Exception inner)
        : base(message, inner)
    {
    }
}
