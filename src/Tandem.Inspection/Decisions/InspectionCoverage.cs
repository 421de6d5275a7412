namespace Tandem.Inspection.Decisions;

/// <summary>How much of the traffic was inspected: member <c>cov</c>.</summary>
/// <param name="BytesIn">Bytes of the request body.</param>
/// <param name="BytesScanned">Bytes of text given to the classifier, both directions.</param>
/// <param name="Segments">Texts given to the classifier, both directions.</param>
/// <param name="Uninspected">Parts that could not be inspected.</param>
/// <param name="BytesOut">Bytes released to the caller.</param>
public sealed record InspectionCoverage(long BytesIn, long BytesScanned, long Segments, long Uninspected, long BytesOut)
{
    /// <summary>Nothing was read.</summary>
    public static InspectionCoverage None { get; } = new(0, 0, 0, 0, 0);
}
