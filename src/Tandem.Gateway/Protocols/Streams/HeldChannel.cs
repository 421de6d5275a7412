using System.Buffers;
using Tandem.Inspection.Classification;

namespace Tandem.Gateway.Protocols.Streams;

/// <summary>A channel that is judged when it is whole: arguments of tool calls, whose meaning no piece shows, and all text where a route holds answers.</summary>
internal sealed class HeldChannel(StreamJudge judge, SegmentKind kind) : TextChannel
{
    private readonly ArrayBufferWriter<byte> _held = new();
    private bool _isBlocked;

    public override bool IsBlocked => _isBlocked;

    /// <summary>The judge knows.</summary>
    public override bool IsUninspectable => judge.IsExhausted;

    public override int HeldBytes => _held.WrittenCount;

    /// <summary>The judge keeps them.</summary>
    public override IEnumerable<Finding> Findings => [];

    public override void Append(ReadOnlySpan<byte> utf8) => _held.Write(utf8);

    public override byte[] Drain(bool final)
    {
        if (!final || _isBlocked || _held.WrittenCount == 0) return [];
        var text = _held.WrittenSpan.ToArray();
        _held.Clear();
        _isBlocked = !judge.TryJudge(new TextSegment(0, "", SegmentProvenance.Assistant, kind, text), out var redacted);
        return _isBlocked ? [] : redacted ?? text;
    }
}
