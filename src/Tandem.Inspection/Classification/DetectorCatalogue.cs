namespace Tandem.Inspection.Classification;

/// <summary>The detectors of a classifier, in a fixed order.</summary>
public sealed class DetectorCatalogue
{
    internal DetectorCatalogue(string version) => Version = version;

    /// <summary>The detectors that come with the product.</summary>
    public static DetectorCatalogue BuiltIn { get; } = new("empty");

    /// <summary>Names this set of detectors and their versions: lower-case hexadecimal SHA-256.</summary>
    public string Version { get; }
}
