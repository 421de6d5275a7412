using static Tandem.Inspection.Classification.DetectorExample;

namespace Tandem.Inspection.Classification.Detectors;

/// <summary>Markings of the highest level.</summary>
internal sealed class RestrictedLabelDetector() : LabelDetector(
    "label-restricted",
    "restricted",
    ["strictly confidential", "highly confidential", "streng vertraulich", "top secret", "streng geheim", "vs-nur für den dienstgebrauch", "vs - nur für den dienstgebrauch", "vs-nfd", "strictement confidentiel", "estrictamente confidencial", "strettamente riservato"],
    ["restricted", "secret", "geheim", "beschränkt"],
    ["tlp:red", "tlp: red", "tlp:amber+strict", "tlp: amber+strict"])
{
    internal override IReadOnlyList<DetectorExample> Examples { get; } =
    [
        Finds("Streng vertraulich\nGehälter 2026", "Streng vertraulich"),
        Finds("Sensitivity: Restricted", "Restricted"),
        Finds("TLP:RED only for you", "TLP:RED"),
        Finds("RESTRICTED | Board paper", "RESTRICTED"),
        Ignores("Is parking restricted in the old town?"),
        Ignores("secret: value"),
        Ignores("TLP:REDUCED"),
    ];
}
