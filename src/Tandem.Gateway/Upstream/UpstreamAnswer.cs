namespace Tandem.Gateway.Upstream;

/// <summary>An upstream's answer up to its headers, or why there is none. Disposing it closes the connection when the body was not read to its end.</summary>
internal sealed class UpstreamAnswer : IDisposable
{
    private readonly HttpResponseMessage? _message;

    private UpstreamAnswer(HttpResponseMessage? message, UpstreamError error)
    {
        _message = message;
        Error = error;
    }

    public UpstreamError Error { get; }

    public HttpResponseMessage Message => _message ?? throw new InvalidOperationException("there is no answer; look at the error first");

    public int Status => _message is null ? 0 : (int)_message.StatusCode;

    /// <summary>True for statuses below 200 and from 300 to 399: no answer, but a pointer elsewhere.</summary>
    public bool IsRedirectOrInterim => Status is < 200 or (>= 300 and < 400);

    /// <summary>True when the answer is a stream of events; an error is never one.</summary>
    public bool IsEventStream => Status < 300 && string.Equals(Message.Content.Headers.ContentType?.MediaType, "text/event-stream", StringComparison.OrdinalIgnoreCase);

    /// <summary>True when the body came compressed although identity was asked for: it cannot be inspected.</summary>
    public bool IsEncoded => Message.Content.Headers.ContentEncoding.Any(encoding => !string.Equals(encoding, "identity", StringComparison.OrdinalIgnoreCase));

    public static UpstreamAnswer Of(HttpResponseMessage message) => new(message, UpstreamError.None);

    public static UpstreamAnswer Failed(UpstreamError error) => new(null, error);

    /// <summary>Reads the whole body, at most <paramref name="limit"/> bytes.</summary>
    public async Task<(ReadOnlyMemory<byte> Body, UpstreamError Error)> ReadAllAsync(long limit, CancellationToken callerGone, CancellationToken deadline)
    {
        using var either = CancellationTokenSource.CreateLinkedTokenSource(callerGone, deadline);
        try
        {
            if (Message.Content.Headers.ContentLength > limit) return (default, UpstreamError.TooLarge);
            await using var stream = await Message.Content.ReadAsStreamAsync(either.Token);
            using var body = new MemoryStream();
            var buffer = new byte[16 * 1024];
            int read;
            while ((read = await stream.ReadAsync(buffer, either.Token)) > 0)
            {
                if (body.Length + read > limit) return (default, UpstreamError.TooLarge);
                body.Write(buffer, 0, read);
            }

            return (body.GetBuffer().AsMemory(0, (int)body.Length), UpstreamError.None);
        }
        catch (Exception exception) when (UpstreamErrors.IsExpected(exception))
        {
            return (default, UpstreamErrors.Of(exception, UpstreamError.DeadlineExceeded, callerGone, deadline));
        }
    }

    public void Dispose() => _message?.Dispose();
}
