using System.Security.Cryptography;

namespace Tandem.Backups;

/// <summary>Reads another stream and hashes and counts what passes.</summary>
internal sealed class HashedStream(Stream inner, IncrementalHash hash, IProgress<long> progress) : Stream
{
    private readonly long _length = inner.Length;
    private long _position;

    public override bool CanRead => true;

    // The writer of archives asks for length and position, and never goes back.
    public override bool CanSeek => true;
    public override bool CanWrite => false;
    public override long Length => _length;

    public override long Position
    {
        get => _position;
        set
        {
            if (value != _position)
                throw new NotSupportedException();
        }
    }

    public override int Read(Span<byte> buffer)
    {
        var read = inner.Read(buffer[..(int)Math.Min(buffer.Length, _length - _position)]);
        if (read == 0 && _position < _length && buffer.Length > 0)
            throw new EndOfStreamException($"a file of {_length} bytes ends at byte {_position}");
        hash.AppendData(buffer[..read]);
        _position += read;
        progress.Report(read);
        return read;
    }

    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        cancellationToken.ThrowIfCancellationRequested();
        return ValueTask.FromResult(Read(buffer.Span));
    }

    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) => ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override void Flush()
    {
    }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();
    public override void SetLength(long value) => throw new NotSupportedException();
    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
}
