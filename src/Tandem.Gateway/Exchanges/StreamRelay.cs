using System.Buffers;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Tandem.Gateway.Protocols;
using Tandem.Gateway.Protocols.Sse;
using Tandem.Gateway.Upstream;

namespace Tandem.Gateway.Exchanges;

/// <summary>Moves a stream from upstream to caller through the inspector, one event at a time; a slow caller slows upstream.</summary>
internal sealed class StreamRelay
{
    private readonly Exchange _exchange;
    private readonly UpstreamAnswer _upstream;
    private readonly StreamInspector _inspector;
    private readonly ArrayBufferWriter<byte> _released = new();
    private readonly TimeSpan _keepAlive;
    private readonly TimeProvider _time;
    private long _lastSent;

    public StreamRelay(Exchange exchange, UpstreamAnswer upstream, StreamInspector inspector, GatewayOptions options)
    {
        _keepAlive = options.StreamKeepAlive;
        _time = options.TimeProvider;
        _lastSent = _time.GetTimestamp();
        _exchange = exchange;
        _upstream = upstream;
        _inspector = inspector;
    }

    private static ReadOnlySpan<byte> KeepAlive => ": keep-alive\n\n"u8;

    /// <summary>True once bytes of the answer have left.</summary>
    public bool HasStarted => BytesOut > 0;

    public long BytesOut { get; private set; }

    public async Task<StreamEnd> RunAsync()
    {
        using var either = CancellationTokenSource.CreateLinkedTokenSource(_exchange.CallerGone, _exchange.Deadline);
        try
        {
            var reader = new SseReader(await _upstream.Message.Content.ReadAsStreamAsync(either.Token));
            while (true)
            {
                var reading = await ReadAsync(reader, either.Token);
                _exchange.Clock.UpstreamUs += _exchange.Clock.Lap();
                var step = _inspector.Accept(reading, _released);
                _exchange.Clock.ScanOutUs += _exchange.Clock.Lap();
                if (HasStarted && step == StreamStep.Continue && _released.WrittenCount == 0 && _time.GetElapsedTime(_lastSent) >= _keepAlive) _released.Write(KeepAlive);
                await SendReleasedAsync(either.Token);
                switch (step)
                {
                    case StreamStep.Continue:
                        continue;
                    case StreamStep.Finished:
                        return StreamEnd.Whole;
                    case StreamStep.Blocked:
                        return StreamEnd.Blocked;
                    case StreamStep.UpstreamFailed:
                        return StreamEnd.Failed(UpstreamError.Broken);
                    case StreamStep.Uninspectable:
                        return StreamEnd.Uninspectable;
                    default:
                        throw new InvalidOperationException($"stream step `{step}` is not known here; teach the relay what it means");
                }
            }
        }
        catch (Exception exception) when (UpstreamErrors.IsExpected(exception))
        {
            return StreamEnd.Failed(UpstreamErrors.Of(exception, UpstreamError.DeadlineExceeded, _exchange.CallerGone, _exchange.Deadline));
        }
    }

    /// <summary>Waits for the next event; after a silence a comment (HTML standard, server-sent events) tells the caller that the stream lives. Never the first bytes: before them a refusal has a status of its own.</summary>
    private async Task<SseReading> ReadAsync(SseReader reader, CancellationToken cancellationToken)
    {
        var reading = reader.ReadAsync(cancellationToken);
        if (!HasStarted || reading.IsCompleted) return await reading;
        var read = reading.AsTask();
        while (true)
        {
            var left = _keepAlive - _time.GetElapsedTime(_lastSent);
            try
            {
                return await read.WaitAsync(left > TimeSpan.Zero ? left : TimeSpan.Zero, _time, CancellationToken.None);
            }
            catch (TimeoutException) when (!read.IsCompleted)
            {
                _released.Write(KeepAlive);
                await SendReleasedAsync(cancellationToken);
            }
        }
    }

    /// <summary>Sends the last bytes and closes the answer.</summary>
    public async Task FinishAsync(ReadOnlyMemory<byte> ending)
    {
        try
        {
            _released.Write(ending.Span);
            await SendReleasedAsync(_exchange.CallerGone);
            await _exchange.Context.Response.CompleteAsync();
        }
        catch (Exception exception) when (exception is OperationCanceledException or IOException)
        {
            // The caller left at the very end; the record is complete.
        }
    }

    private async Task SendReleasedAsync(CancellationToken cancellationToken)
    {
        if (_released.WrittenCount == 0) return;
        var response = _exchange.Context.Response;
        if (!response.HasStarted) Begin(response);
        // Counted before the write: bytes that may have left have left.
        BytesOut += _released.WrittenCount;
        await response.Body.WriteAsync(_released.WrittenMemory, cancellationToken);
        await response.Body.FlushAsync(cancellationToken);
        _released.ResetWrittenCount();
        _lastSent = _time.GetTimestamp();
    }

    private void Begin(HttpResponse response)
    {
        response.StatusCode = StatusCodes.Status200OK;
        ResponseHeaders.CopyTo(_upstream.Message, response.Headers);
        response.ContentType = "text/event-stream; charset=utf-8";
        response.Headers.CacheControl = "no-cache";
        response.Headers["x-accel-buffering"] = "no";
        response.HttpContext.Features.Get<IHttpResponseBodyFeature>()?.DisableBuffering();
    }
}
