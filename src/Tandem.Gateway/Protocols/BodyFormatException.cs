namespace Tandem.Gateway.Protocols;

/// <summary>A body that is not one well-formed JSON object within the limits. The message says what and where, and never quotes the body.</summary>
internal sealed class BodyFormatException : FormatException
{
    public BodyFormatException(string reason, long position)
        : base($"{reason} (byte {position})") => (Reason, Position) = (reason, position);

    /// <summary>What is wrong and, after a semicolon, what to do.</summary>
    public string Reason { get; }

    /// <summary>Zero-based offset in the body of the first byte that cannot be accepted.</summary>
    public long Position { get; }
}
