using static Tandem.Inspection.Classification.DetectorExample;

namespace Tandem.Inspection.Classification.Detectors;

/// <summary>Characters that nobody sees beside ones that everybody reads: zero-width, direction overrides, tags. Reported by the unfolding, which meets them.</summary>
internal sealed class InvisibleCharacterDetector() : Detector("invisible-character", 1, "obfuscation.invisible", "internal")
{
    internal override IReadOnlyList<DetectorExample> Examples { get; } =
    [
        Finds("pass\u200Bword", "\u200B"),
        Finds("a\U000E0041b", "\U000E0041"),
        Ignores("👩\u200D💻 and می\u200Cخواهم"),
        Ignores("password"),
    ];

    internal override void Confirm(ref ScanFrame frame, int start, int end) => frame.Report(this, start, end, 0.7);
}
