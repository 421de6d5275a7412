namespace Tandem.Inspection.Policy;

/// <summary>What a bundle is loaded for.</summary>
public sealed record BundleLoadOptions
{
    /// <summary>Version against which the bundle's <c>minGateway</c> is checked; default: the version of this library.</summary>
    public Version GatewayVersion { get; init; } = typeof(PolicyBundle).Assembly.GetName().Version ?? new Version(0, 0, 0);

    /// <summary>True: the bundle's own tests run, and one that fails is a problem; default false.</summary>
    public bool RunTests { get; init; }
}
