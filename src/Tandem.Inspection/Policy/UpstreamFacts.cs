namespace Tandem.Inspection.Policy;

/// <summary>Where the request would go, as rules see it: <c>upstream</c>.</summary>
public sealed record UpstreamFacts
{
    /// <summary>Name of the upstream in the bundle: <c>upstream.name</c>.</summary>
    public string Name { get; init; } = "";

    /// <summary>Its region as the bundle states it: <c>upstream.region</c>.</summary>
    public string Region { get; init; } = "";
}
