using System.Buffers.Text;
using Tandem.Inspection.Classification.Matching;
using Tandem.Inspection.Classification.Tokens;
using static Tandem.Inspection.Classification.DetectorExample;

namespace Tandem.Inspection.Classification.Detectors;

/// <summary>User name and password of HTTP's basic scheme (RFC 7617): base64 that holds a colon.</summary>
internal sealed class BasicAuthorizationDetector() : Detector("basic-authorization", 1, "secret.basic-authorization", "restricted")
{
    private const int MinimumLength = 8;
    private const int MaximumLength = 256;
    private static readonly ByteSet Value = new("A-Za-z0-9+/=");

    internal override IReadOnlyList<string> Keywords { get; } = ["basic "];

    internal override IReadOnlyList<DetectorExample> Examples { get; } =
    [
        Finds("Authorization: Basic YW5uYTprb2xtMTNUYW1tZQ==", "YW5uYTprb2xtMTNUYW1tZQ=="),
        Ignores("Authorization: Basic dXNlcm5hbWU6cGFzc3dvcmQ="),
        Ignores("Authorization: Basic eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9.eyJjb25maWRlbmNlIjowLjh9.kvRPfjAhLhtRTczo"),
        Ignores("the basic principles are simple"),
        Ignores("Basic authentication"),
    ];

    internal override void Confirm(ref ScanFrame frame, int start, int end)
    {
        if (!frame.IsWordStart(start))
            return;
        var stop = frame.SkipWhile(Value, end, end + MaximumLength + 1, end);
        if (stop - end is < MinimumLength or > MaximumLength || frame.Peek(stop, end) is '.' or '_' or '-')
            return;
        Span<byte> decoded = stackalloc byte[MaximumLength];
        frame.TryTake(stop - end);
        var text = frame.Text[end..stop].TrimEnd((byte)'=');
        Span<byte> padded = stackalloc byte[MaximumLength + 4];
        padded.Fill((byte)'=');
        text.CopyTo(padded);
        if (Base64.DecodeFromUtf8(padded[..((text.Length + 3) / 4 * 4)], decoded, out _, out var length) != System.Buffers.OperationStatus.Done)
            return;
        var credentials = decoded[..length];
        var colon = credentials.IndexOf((byte)':');
        if (colon >= 0 && length - colon > 3 && credentials.IndexOfAnyInRange((byte)0, (byte)0x1F) < 0 && !Placeholder.IsNamed(credentials[(colon + 1)..]))
            frame.Report(this, end, stop, 0.9);
    }
}
