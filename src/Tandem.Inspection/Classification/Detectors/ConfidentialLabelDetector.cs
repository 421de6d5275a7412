using static Tandem.Inspection.Classification.DetectorExample;

namespace Tandem.Inspection.Classification.Detectors;

/// <summary>Markings that a document is for named people.</summary>
internal sealed class ConfidentialLabelDetector() : LabelDetector(
    "label-confidential",
    "confidential",
    ["confidential", "company confidential", "commercial in confidence", "private and confidential", "vertraulich", "konfidentiell", "confidentiel", "confidencial", "riservato", "vertrouwelijk", "luottamuksellinen", "konfidentsiaalne", "poufne", "fortrolig", "konfidentiell"],
    ["proprietary"],
    ["tlp:amber", "tlp: amber"])
{
    internal override IReadOnlyList<DetectorExample> Examples { get; } =
    [
        Finds("Vertraulich\nVorlage zum Verkauf", "Vertraulich"),
        Finds("CONFIDENTIAL - Q3 plan", "CONFIDENTIAL"),
        Finds("**Classification:** confidential", "confidential"),
        Finds("Report [CONFIDENTIAL] draft", "CONFIDENTIAL"),
        Finds("Shared under TLP:AMBER with you", "TLP:AMBER"),
        Ignores("Please keep this confidential."),
        Ignores("Das ist vertraulich zu behandeln."),
        Ignores("What is the difference between confidential and restricted?"),
        Ignores("TLP:AMBER+STRICT"),
    ];
}
