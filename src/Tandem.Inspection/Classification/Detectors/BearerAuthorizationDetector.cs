using Tandem.Inspection.Classification.Matching;
using Tandem.Inspection.Classification.Tokens;
using static Tandem.Inspection.Classification.DetectorExample;

namespace Tandem.Inspection.Classification.Detectors;

/// <summary>Opaque tokens of HTTP's bearer scheme (RFC 6750 section 2.1).</summary>
internal sealed class BearerAuthorizationDetector() : Detector("bearer-authorization", 1, "secret.bearer-authorization", "restricted")
{
    private const int MinimumLength = 16;
    private const int MaximumLength = 512;
    private const int MinimumEntropy = 3300;
    private static readonly ByteSet Value = new("A-Za-z0-9._~+/=-");

    internal override IReadOnlyList<string> Keywords { get; } = ["bearer "];

    internal override bool IsWeak => true;

    internal override IReadOnlyList<DetectorExample> Examples { get; } =
    [
        Finds("-H 'Authorization: Bearer k7Qm2Vx9Lw4Rt8Zp3Nc6'", "k7Qm2Vx9Lw4Rt8Zp3Nc6"),
        Ignores("Authorization: Bearer $TOKEN_FROM_ENVIRONMENT2"),
        Ignores("Authorization: Bearer your-token-goes-here"),
        Ignores("the bearer representation-of-interests"),
    ];

    internal override void Confirm(ref ScanFrame frame, int start, int end)
    {
        if (!frame.IsWordStart(start))
            return;
        var stop = frame.SkipWhile(Value, end, end + MaximumLength + 1, end);
        if (stop - end is < MinimumLength or > MaximumLength)
            return;
        var value = frame.Text[end..stop].TrimEnd((byte)'.');
        frame.TryTake(value.Length);
        if (new ValueShape(value).InnerDigitRows >= 2 && Entropy.PerCharacter(value) >= MinimumEntropy && !Placeholder.IsNamed(value) && !Placeholder.IsIn(value))
            frame.Report(this, end, end + value.Length, 0.8);
    }
}
