using System.Buffers;
using System.Text;
using System.Text.Unicode;

namespace Tandem.Gateway.Protocols.Sse;

/// <summary>Cuts a byte stream into server-sent events without changing a byte (WHATWG HTML section 9.2). Lines end in LF, CRLF or CR; one BOM may lead.</summary>
/// <remarks>Not thread-safe. The cuts depend on the bytes alone, never on how they were split into pieces: a CR that ends an event is held until the next byte
/// (or the end) shows whether an LF belongs to it.</remarks>
internal sealed class SseFramer
{
    /// <summary>An event of more bytes, its comments included, is refused: an upstream that never ends a line would otherwise fill the memory.</summary>
    public const int EventLimitBytes = 1024 * 1024;

    private static readonly byte[] Bom = [0xEF, 0xBB, 0xBF];

    private byte[] _buffer = new byte[4096];
    private int _start;
    private int _end;
    private int _scanned;
    private int _lineStart;
    private bool _atStreamStart = true;
    private bool _ended;

    /// <summary>Adds bytes as they came.</summary>
    public void Append(ReadOnlySpan<byte> bytes)
    {
        if (_end + bytes.Length > _buffer.Length) Compact(bytes.Length);
        bytes.CopyTo(_buffer.AsSpan(_end));
        _end += bytes.Length;
    }

    /// <summary>Says that no more bytes will come.</summary>
    public void Complete() => _ended = true;

    /// <summary>Takes the next event; null when more bytes are needed.</summary>
    public SseReading? TryRead()
    {
        while (_scanned < _end)
        {
            var ending = _buffer.AsSpan(_scanned, _end - _scanned).IndexOfAny((byte)'\n', (byte)'\r');
            if (ending < 0)
            {
                _scanned = _end;
                break;
            }

            var at = _scanned + ending;
            if (at - _start >= EventLimitBytes) return SseReading.Failed(SseProblem.TooLarge);
            var next = at + 1;
            if (_buffer[at] == '\r')
            {
                if (next == _end && !_ended)
                {
                    _scanned = at;
                    return null;
                }

                if (next < _end && _buffer[next] == '\n') next++;
            }

            var blank = at == LineStartWithoutBom();
            _scanned = next;
            _lineStart = next;
            if (!blank) continue;
            return Take(next);
        }

        if (_end - _start > EventLimitBytes) return SseReading.Failed(SseProblem.TooLarge);
        if (!_ended) return null;
        return SseReading.Failed(_start == _end ? SseProblem.End : SseProblem.Truncated);
    }

    private int LineStartWithoutBom() => _atStreamStart && _lineStart == _start && HasBom() ? _lineStart + Bom.Length : _lineStart;

    private bool HasBom() => _buffer.AsSpan(_start, _end - _start).StartsWith(Bom);

    private SseReading Take(int end)
    {
        var raw = _buffer.AsSpan(_start, end - _start).ToArray();
        var skip = _atStreamStart && HasBom() ? Bom.Length : 0;
        _start = end;
        _atStreamStart = false;
        if (!Utf8.IsValid(raw) || raw.AsSpan().Contains((byte)0)) return SseReading.Failed(SseProblem.Malformed);
        return SseReading.Of(Fields(raw, skip));
    }

    private static SseEvent Fields(byte[] raw, int skip)
    {
        var name = "";
        var lines = 0;
        var data = new ArrayBufferWriter<byte>();
        foreach (var line in new SseLines(raw, skip))
        {
            if (line.Is(raw, "event"u8))
            {
                name = Encoding.UTF8.GetString(raw.AsSpan(line.Value));
            }
            else if (line.Is(raw, "data"u8))
            {
                if (lines++ > 0) data.Write("\n"u8);
                data.Write(raw.AsSpan(line.Value));
            }
        }

        return new SseEvent(raw, name, lines == 0 ? null : data.WrittenSpan.ToArray(), skip);
    }

    private void Compact(int more)
    {
        var length = _end - _start;
        var target = length + more > _buffer.Length ? new byte[Math.Max(_buffer.Length * 2, length + more)] : _buffer;
        _buffer.AsSpan(_start, length).CopyTo(target);
        _scanned -= _start;
        _lineStart -= _start;
        _end = length;
        _start = 0;
        _buffer = target;
    }
}
