using static Tandem.Inspection.Classification.DetectorExample;

namespace Tandem.Inspection.Classification.Detectors;

/// <summary>Markings that a document stays in the organisation.</summary>
internal sealed class InternalLabelDetector() : LabelDetector(
    "label-internal",
    "internal",
    ["internal use only", "for internal use only", "internal only", "company internal", "for official use only", "nur für den internen gebrauch", "nur für internen gebrauch", "nur zur internen verwendung", "usage interne", "uso interno", "intern gebruik", "asutusesiseseks kasutamiseks"],
    ["internal", "intern", "interne", "interno", "sisemine"],
    ["tlp:green", "tlp: green"])
{
    internal override IReadOnlyList<DetectorExample> Examples { get; } =
    [
        Finds("Classification: INTERNAL\nOwner: IT", "INTERNAL"),
        Finds("For internal use only\n\nBackup procedure", "For internal use only"),
        Finds("INTERN - Protokoll der Sitzung", "INTERN"),
        Finds("{\"classification\": \"internal\"}", "internal"),
        Ignores("The internal memory is full."),
        Ignores("### Internal\n- refactoring"),
        Ignores("an internal use only API"),
    ];
}
