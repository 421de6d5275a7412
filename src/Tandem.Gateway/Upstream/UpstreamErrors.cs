using System.Net.Sockets;

namespace Tandem.Gateway.Upstream;

/// <summary>Reads the phase and kind of a failure out of what the HTTP handler throws.</summary>
internal static class UpstreamErrors
{
    public static bool IsExpected(Exception exception) =>
        exception is HttpRequestException or OperationCanceledException or IOException or SocketException;

    public static UpstreamError Of(Exception exception, UpstreamError timeout, CancellationToken callerGone, CancellationToken deadline)
    {
        if (callerGone.IsCancellationRequested) return UpstreamError.CallerGone;
        if (deadline.IsCancellationRequested) return UpstreamError.DeadlineExceeded;
        for (var inner = exception; inner is not null; inner = inner.InnerException)
        {
            if (inner is UpstreamConnectException connect) return connect.Error;
            if (inner is TimeoutException) return UpstreamError.ConnectTimeout;
        }

        if (exception is OperationCanceledException) return timeout;
        return exception is HttpRequestException { HttpRequestError: HttpRequestError.ConnectionError or HttpRequestError.NameResolutionError or HttpRequestError.SecureConnectionError }
            ? UpstreamError.Unreachable
            : UpstreamError.Broken;
    }

    /// <summary>Reason code that callers and records see; the finer phase is for the operator.</summary>
    public static string ReasonOf(UpstreamError error) => error switch
    {
        UpstreamError.Unreachable or UpstreamError.AddressRefused => ReasonCodes.UpstreamUnreachable,
        UpstreamError.ConnectTimeout or UpstreamError.FirstByteTimeout or UpstreamError.DeadlineExceeded => ReasonCodes.UpstreamTimeout,
        UpstreamError.Broken => ReasonCodes.UpstreamError,
        UpstreamError.TooLarge => ReasonCodes.ResponseUninspectable,
        UpstreamError.CallerGone => ReasonCodes.ClientAbort,
        UpstreamError.None => throw new ArgumentOutOfRangeException(nameof(error), error, "no error, no reason"),
        _ => throw new ArgumentOutOfRangeException(nameof(error), error, "no such error"),
    };

    public static int StatusOf(UpstreamError error) => error switch
    {
        UpstreamError.ConnectTimeout or UpstreamError.FirstByteTimeout or UpstreamError.DeadlineExceeded => 504,
        UpstreamError.Unreachable or UpstreamError.AddressRefused or UpstreamError.Broken or UpstreamError.TooLarge => 502,
        // The caller is gone; 499 is what proxies note for it, and nobody receives it.
        UpstreamError.CallerGone => 499,
        UpstreamError.None => throw new ArgumentOutOfRangeException(nameof(error), error, "no error, no status"),
        _ => throw new ArgumentOutOfRangeException(nameof(error), error, "no such error"),
    };
}
