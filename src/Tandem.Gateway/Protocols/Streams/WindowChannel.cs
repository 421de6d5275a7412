using System.Buffers;
using System.Text;
using Tandem.Inspection.Classification;

namespace Tandem.Gateway.Protocols.Streams;

/// <summary>A channel that releases a piece as soon as no detector can still find something in it.</summary>
internal sealed class WindowChannel(StreamScan scan) : TextChannel
{
    private readonly StreamWindow _window = new(scan.Classifier, scan.Decide, scan.Replacement);
    private readonly ArrayBufferWriter<byte> _released = new();

    public override bool IsBlocked => _window.IsBlocked;

    public override bool IsUninspectable => _window.IsUninspectable;

    public override int HeldBytes => _window.HeldBytes + _released.WrittenCount;

    public override IEnumerable<Finding> Findings => _window.Findings;

    public override void Append(ReadOnlySpan<byte> utf8) => _window.Append(utf8);

    public override byte[] Drain(bool final)
    {
        _window.Drain(_released, final);
        if (_window.IsBlocked) return [];
        var text = _released.WrittenSpan;
        var whole = text[..(text.Length - (final ? 0 : UnfinishedCharacter(text)))].ToArray();
        var rest = text[whole.Length..].ToArray();
        _released.ResetWrittenCount();
        _released.Write(rest);
        return whole;
    }

    /// <summary>Length of a character's first bytes at the end: a window may cut anywhere, a JSON string may not.</summary>
    private static int UnfinishedCharacter(ReadOnlySpan<byte> text) =>
        Rune.DecodeLastFromUtf8(text, out _, out var length) == OperationStatus.NeedMoreData ? length : 0;
}
