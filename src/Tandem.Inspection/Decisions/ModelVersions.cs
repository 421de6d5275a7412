namespace Tandem.Inspection.Decisions;

/// <summary>Version of the model: member <c>modelVer</c>, field model.version.</summary>
/// <param name="Asked">As asked for or pinned; <c>none</c> when no model was named.</param>
/// <param name="Reported">As the provider reported it; <c>none</c> until it answered.</param>
public sealed record ModelVersions(string Asked, string Reported)
{
    /// <summary>Neither is known.</summary>
    public static ModelVersions None { get; } = new("none", "none");
}
