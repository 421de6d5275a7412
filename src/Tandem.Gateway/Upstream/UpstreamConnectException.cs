namespace Tandem.Gateway.Upstream;

/// <summary>Carries the reason of a failed connection through the HTTP handler, which only lets exceptions pass.</summary>
internal sealed class UpstreamConnectException : IOException
{
    public UpstreamConnectException(UpstreamError error, string message, Exception? inner = null)
        : base(message, inner) => Error = error;

    public UpstreamError Error { get; }
}
