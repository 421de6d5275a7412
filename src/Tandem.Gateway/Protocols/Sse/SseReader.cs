using System.IO.Pipelines;

namespace Tandem.Gateway.Protocols.Sse;

/// <summary>Reads server-sent events from upstream. Reads no further than the event asked for needs, so a slow caller slows upstream.</summary>
internal sealed class SseReader
{
    private readonly PipeReader _reader;
    private readonly SseFramer _framer = new();

    public SseReader(PipeReader reader) => _reader = reader;

    public SseReader(Stream stream)
        : this(PipeReader.Create(stream, new StreamPipeReaderOptions(leaveOpen: true)))
    {
    }

    /// <summary>Gives the next event, the end, or what is wrong with the framing.</summary>
    /// <exception cref="IOException">The connection broke.</exception>
    /// <exception cref="OperationCanceledException">Cancelled.</exception>
    public async ValueTask<SseReading> ReadAsync(CancellationToken cancellationToken)
    {
        while (true)
        {
            if (_framer.TryRead() is { } reading) return reading;
            var result = await _reader.ReadAsync(cancellationToken);
            foreach (var part in result.Buffer) _framer.Append(part.Span);
            _reader.AdvanceTo(result.Buffer.End);
            if (result.IsCompleted) _framer.Complete();
        }
    }
}
