using static Tandem.Inspection.Classification.DetectorExample;

namespace Tandem.Inspection.Classification.Detectors;

/// <summary>Encoded text that is too long to be decoded whole. Reported by the decoding, so that a policy can refuse what was not seen.</summary>
internal sealed class UndecodedDetector() : Detector("undecoded-text", 1, "obfuscation.undecoded", "internal")
{
    private static readonly string Long = Convert.ToBase64String(System.Text.Encoding.ASCII.GetBytes(string.Concat(Enumerable.Repeat("plain words again and again, ", 2400))));

    internal override IReadOnlyList<DetectorExample> Examples { get; } =
    [
        Finds(Long, Long.TrimEnd('=')),
        Ignores(Long[..4096]),
    ];

    internal override void Confirm(ref ScanFrame frame, int start, int end) => frame.Report(this, start, end, 0.7);
}
