using static Tandem.Inspection.Classification.DetectorExample;

namespace Tandem.Inspection.Classification.Detectors;

/// <summary>Markings that a document is for everyone.</summary>
internal sealed class PublicLabelDetector() : LabelDetector(
    "label-public",
    "public",
    ["for public release", "approved for public release", "tlp clear"],
    ["public", "öffentlich", "unclassified", "avalik"],
    ["tlp:clear", "tlp: clear", "tlp:white", "tlp: white"])
{
    internal override IReadOnlyList<DetectorExample> Examples { get; } =
    [
        Finds("Classification: Public\nPress release", "Public"),
        Finds("TLP:CLEAR", "TLP:CLEAR"),
        Finds("PUBLIC\n\nOpening hours", "PUBLIC"),
        Ignores("public:\n  int x;"),
        Ignores("The PUBLIC library is open."),
        Ignores("## Public\n- new method"),
    ];
}
