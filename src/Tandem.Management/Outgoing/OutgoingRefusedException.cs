namespace Tandem.Management.Outgoing;

/// <summary>A connection was not opened because of where it would lead.</summary>
internal sealed class OutgoingRefusedException : IOException
{
    public OutgoingRefusedException()
    {
    }

    public OutgoingRefusedException(string message)
        : base(message)
    {
    }

    public OutgoingRefusedException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}
