namespace Tandem.Inspection.Policy;

/// <summary>The AI systems that the bundle knows, as the management system exported them.</summary>
/// <param name="Systems">Each with a key of its own; an application belongs to at most one of them.</param>
public sealed record Inventory(IReadOnlyList<InventorySystem> Systems)
{
    /// <summary>Finds an AI system by its key.</summary>
    /// <param name="key">Key, for example <c>AIS-0001</c>; ordinal comparison.</param>
    /// <returns>The system, or null.</returns>
    public InventorySystem? Find(string key)
    {
        foreach (var system in Systems)
        {
            if (string.Equals(system.Key, key, StringComparison.Ordinal))
                return system;
        }

        return null;
    }

    /// <summary>Finds the AI system that an application belongs to.</summary>
    /// <param name="application">Name of the application; ordinal comparison.</param>
    /// <returns>The system, or null.</returns>
    public InventorySystem? OfApplication(string application)
    {
        foreach (var system in Systems)
        {
            if (system.Applications.Contains(application, StringComparer.Ordinal))
                return system;
        }

        return null;
    }

    /// <summary>Says whether a use lies inside the intended use of an AI system: the fact <c>use_allowed</c>.</summary>
    /// <param name="key">Key of the AI system.</param>
    /// <param name="application">The calling application.</param>
    /// <param name="purpose">The declared purpose.</param>
    /// <returns>True when the system exists, lists the application and intends the purpose.</returns>
    public bool AllowsUse(string key, string application, string purpose) =>
        Find(key) is { } system
        && system.Applications.Contains(application, StringComparer.Ordinal)
        && system.IntendedUses.Contains(purpose, StringComparer.Ordinal);
}
