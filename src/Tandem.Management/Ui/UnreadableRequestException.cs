using Microsoft.AspNetCore.Http;

namespace Tandem.Management.Ui;

/// <summary>A request holds what cannot be read or stored; the message says to the client what to do.</summary>
internal sealed class UnreadableRequestException : BadHttpRequestException
{
    public UnreadableRequestException()
        : base("the request cannot be read")
    {
    }

    public UnreadableRequestException(string message)
        : base(message)
    {
    }

    public UnreadableRequestException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}
